import { count, optional, text } from '../fields.ts';

/** The start and the end of a recording. They are not in the recording itself. */
export const recordingEvents = {
	/** From now on every event goes into a file as well. */
	'recording-started': { path: text },

	/** A recording is complete, or could not go on, or could not even begin. */
	'recording-stopped': {
		path: text,
		/** In the file: whole lines, one an event, and their bytes. */
		events: count,
		bytes: count,
		/** Why it could not go on; absent where it was stopped on request. */
		why: optional(text),
	},
};
