/** The settings of a module's process. */
export interface ProcessSettings {
	/** The module's file URL. */
	readonly module: string;
	/** The lab's own process: when it is gone, so is this one. */
	readonly parent: number;
	/** The most memory that the whole process may take, in bytes. */
	readonly maxBytes: number;
	/** The longest text that a transform may give, in bytes. */
	readonly maxTextBytes: number;
}

/** A message from the lab to a module's process: a poem to transform, with the id of the request. */
export interface ToModule {
	readonly id: number;
	readonly poem: string;
}

/** A message from a module's process to the lab. */
export type FromModule =
	/** The process is there, and begins to load the module. */
	| { readonly type: 'started' }
	/** The module's distinct exported functions are this many; one is as it should be. */
	| { readonly type: 'loaded'; readonly functions: number; readonly summary?: string | undefined }
	| { readonly type: 'not-loaded'; readonly why: string }
	/** The function is called with this request's poem now. */
	| { readonly type: 'began'; readonly id: number }
	| { readonly type: 'gave'; readonly id: number; readonly text: string }
	| { readonly type: 'failed'; readonly id: number; readonly code: 'threw' | 'not-text'; readonly why: string }
	/** Something was thrown that no request waits for; the process ends after this. */
	| { readonly type: 'leaked'; readonly why: string };
