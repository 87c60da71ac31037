import type { LabEvent } from '../../events/events.ts';
import { applyCacheEvent } from './apply-cache-event.ts';
import { applyConnectionEvent } from './apply-connection-event.ts';
import { applyCountsEvent } from './apply-counts-event.ts';
import { applyCrowdEvent } from './apply-crowd-event.ts';
import { applyDialEvent } from './apply-dial-event.ts';
import { applyFaultEvent } from './apply-fault-event.ts';
import { applyFetchEvent } from './apply-fetch-event.ts';
import { applyFoundEvent } from './apply-found-event.ts';
import { applyRecordingEvent } from './apply-recording-event.ts';
import { applyServerEvent } from './apply-server-event.ts';
import { Draft } from './draft.ts';
import type { LabState } from './state.ts';

/** The state after these events, in their order. Pure: the given state stays as it was. */
export function applyEvents(state: LabState, events: readonly LabEvent[]): LabState {
	if (events.length === 0) {
		return state;
	}
	const draft = new Draft(state);
	for (const event of events) {
		applyEvent(draft, event);
	}
	return draft.finish();
}

function applyEvent(draft: Draft, event: LabEvent): void {
	switch (event.type) {
		case 'server-listening':
		case 'server-failed':
		case 'server-closed':
		case 'ready':
		case 'host-added':
		case 'poem-skipped':
		case 'transform-broke-down':
		case 'transforms-loaded':
			applyServerEvent(draft, event);
			break;
		case 'connection-opened':
		case 'bytes-received':
		case 'bytes-sent':
		case 'connection-closed':
		case 'transform-requested':
		case 'transform-replied':
		case 'transform-refused':
		case 'upstream-refused':
			applyConnectionEvent(draft, event);
			break;
		case 'cache-hit':
		case 'cache-miss':
		case 'cache-collapsed':
		case 'cache-stale':
		case 'poem-stored':
		case 'poem-evicted':
		case 'cache-purged':
			applyCacheEvent(draft, event);
			break;
		case 'dial-started':
		case 'dial-connected':
		case 'dial-sent':
		case 'dial-received':
		case 'dial-closed':
			applyDialEvent(draft, event);
			break;
		case 'fetch-started':
		case 'poem-received':
		case 'fetch-transform-started':
		case 'fetch-transform-succeeded':
		case 'fetch-transform-failed':
		case 'fetch-succeeded':
		case 'fetch-fell-back':
		case 'fetch-failed':
			applyFetchEvent(draft, event);
			break;
		case 'fault-set':
		case 'fault-cleared':
		case 'fault-struck':
		case 'collapsing-set':
			applyFaultEvent(draft, event);
			break;
		case 'crowd-started':
		case 'crowd-progressed':
		case 'crowd-ended':
			applyCrowdEvent(draft, event);
			break;
		case 'loop-blocked':
			break;
		case 'clock-changed':
			draft.set('clockShiftMs', draft.now.clockShiftMs + event.shiftMs);
			break;
		case 'lesson-reached': {
			const { lesson: name, title, step, steps } = event;
			draft.set('lesson', { name, title, step, steps });
			break;
		}
		case 'lesson-left':
			draft.set('lesson', undefined);
			break;
		case 'connection-found-open':
		case 'dial-found-open':
		case 'fetch-found-running':
		case 'crowd-found-running':
			applyFoundEvent(draft, event);
			break;
		case 'counts-found':
		case 'server-counts-found':
		case 'latencies-found':
			applyCountsEvent(draft, event);
			break;
		case 'recording-started':
		case 'recording-stopped':
			applyRecordingEvent(draft, event);
			break;
		default:
			event satisfies never;
	}
}
