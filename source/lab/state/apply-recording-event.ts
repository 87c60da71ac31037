import type { RecordingStarted, RecordingStopped } from '../../events/events.ts';
import type { Draft } from './draft.ts';

/** What becomes of a recording; how far it has come in between is told by the lab itself, and not by events. */
export function applyRecordingEvent(draft: Draft, event: RecordingStarted | RecordingStopped): void {
	switch (event.type) {
		case 'recording-started':
			draft.set('recording', { path: event.path, events: 0, bytes: 0, status: 'on' });
			break;
		case 'recording-stopped': {
			const { path, events, bytes, why } = event;
			draft.set('recording', { path, events, bytes, status: 'stopped', ...(why !== undefined && { why }) });
			break;
		}
	}
}
