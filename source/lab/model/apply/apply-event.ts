import type { LabEvent } from '../../../events/events.ts';
import type { LabModel } from '../lab-model.ts';
import { applyBatchEvent } from './apply-batch-event.ts';
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

/** Changes the model by what has happened. */
export function applyEvent(model: LabModel, event: LabEvent): void {
	switch (event.type) {
		case 'server-listening':
		case 'server-failed':
		case 'server-closed':
		case 'ready':
		case 'host-added':
		case 'poem-skipped':
		case 'transform-broke-down':
		case 'transforms-loaded':
			applyServerEvent(model, event);
			break;
		case 'connection-opened':
		case 'bytes-received':
		case 'bytes-sent':
		case 'connection-closed':
		case 'transform-requested':
		case 'transform-replied':
		case 'transform-refused':
		case 'upstream-refused':
			applyConnectionEvent(model, event);
			break;
		case 'cache-hit':
		case 'cache-miss':
		case 'cache-collapsed':
		case 'cache-stale':
		case 'poem-stored':
		case 'poem-evicted':
		case 'cache-purged':
			applyCacheEvent(model, event);
			break;
		case 'dial-started':
		case 'dial-connected':
		case 'dial-sent':
		case 'dial-received':
		case 'dial-closed':
			applyDialEvent(model, event);
			break;
		case 'fetch-started':
		case 'poem-received':
		case 'fetch-transform-started':
		case 'fetch-transform-succeeded':
		case 'fetch-transform-failed':
		case 'fetch-succeeded':
		case 'fetch-fell-back':
		case 'fetch-failed':
			applyFetchEvent(model, event);
			break;
		case 'batch-started':
		case 'batch-ended':
		case 'fetches-refused':
			applyBatchEvent(model, event);
			break;
		case 'fault-set':
		case 'fault-cleared':
		case 'fault-struck':
		case 'collapsing-set':
			applyFaultEvent(model, event);
			break;
		case 'crowd-started':
		case 'crowd-progressed':
		case 'crowd-ended':
			applyCrowdEvent(model, event);
			break;
		case 'loop-blocked':
			break;
		case 'clock-changed':
			model.now.clockShiftMs += event.shiftMs;
			break;
		case 'lesson-reached': {
			const { lesson: name, title, step, steps } = event;
			model.now.lesson = { name, title, step, steps };
			break;
		}
		case 'lesson-left':
			model.now.lesson = undefined;
			break;
		case 'connection-found-open':
		case 'dial-found-open':
		case 'fetch-found-running':
		case 'batch-found-running':
		case 'crowd-found-running':
			applyFoundEvent(model, event);
			break;
		case 'counts-found':
		case 'server-counts-found':
		case 'latencies-found':
			applyCountsEvent(model, event);
			break;
		case 'recording-started':
		case 'recording-stopped':
			applyRecordingEvent(model, event);
			break;
		default:
			event satisfies never;
	}
}
