/** The question for a new file's name, as far as it was answered. */
export interface FilePromptState {
	/** What is to be written into it: the poem, or a recording. */
	readonly kind: 'save-poem' | 'record';
	readonly path: string;
	/** The name was given, and the file is being written. */
	readonly saving: boolean;
	/** Why the last name would not do. */
	readonly error?: string;
}
