import type { recordingEvents } from '../../../events/subjects/recording.ts';
import type { Appliers } from '../appliers.ts';

/** Applies the start and the end of a recording. No event tells how far it has come in between. */
export const applyRecordingEvent: Appliers<typeof recordingEvents> = {
	'recording-started': (model, { path }) => {
		model.now.recording = { path, events: 0, bytes: 0, status: 'on' };
	},

	'recording-stopped': (model, { path, events, bytes, why }) => {
		model.now.recording = { path, events, bytes, status: 'stopped', ...(why !== undefined && { why }) };
	},
};
