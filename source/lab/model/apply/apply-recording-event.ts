import type { EventOf } from '../../../events/events.ts';
import type { LabModel } from '../lab-model.ts';

/** Applies the start or the end of a recording. No event tells how far it has come in between. */
export function applyRecordingEvent(model: LabModel, event: EventOf<'recording-started' | 'recording-stopped'>): void {
	switch (event.type) {
		case 'recording-started':
			model.now.recording = { path: event.path, events: 0, bytes: 0, status: 'on' };
			break;
		case 'recording-stopped': {
			const { path, events, bytes, why } = event;
			model.now.recording = { path, events, bytes, status: 'stopped', ...(why !== undefined && { why }) };
			break;
		}
	}
}
