/** The question for a new file's name, as far as it was answered. */
export interface FilePromptState {
	/** The poem is to be written into it, or a recording. */
	readonly kind: 'save-poem' | 'record';
	readonly path: string;
	/** The name was given, and the file is being written. */
	readonly saving: boolean;
	/** Why the last name would not do. */
	readonly error?: string;
}
