import { declareEvent } from './declare-event.ts';
import { count, optional, type TypeOf, text } from './fields.ts';

/** From now on every event goes into a file as well. Neither this event nor its counterpart is in the recording itself. */
export type RecordingStarted = TypeOf<typeof recordingStarted>;
const recordingStarted = declareEvent('recording-started', { path: text });

/** A recording is complete, or could not go on, or could not even begin. */
export type RecordingStopped = TypeOf<typeof recordingStopped>;
const recordingStopped = declareEvent('recording-stopped', {
	path: text,
	/** What the file holds: whole lines, one an event. */
	events: count,
	bytes: count,
	/** Why it could not go on; absent where it was stopped on request. */
	why: optional(text),
});

/** What becomes of a recording. */
export const recordingEvents = [recordingStarted, recordingStopped] as const;
