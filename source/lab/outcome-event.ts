import type { EventType, LabEvent } from '../events/events.ts';

const details = [
	'bytes-received',
	'bytes-sent',
	'dial-started',
	'dial-sent',
	'dial-received',
	'dial-closed',
	'poem-received',
	'class-published',
	'class-received',
	'fetch-transform-started',
	'fetch-transform-succeeded',
	'fetch-transform-failed',
	'host-added',
	'transform-server-chosen',
	'poem-skipped',
	'transforms-loaded',
	'lessons-found-done',
	'connection-found-open',
	'dial-found-open',
	'fetch-found-running',
	'batch-found-running',
	'crowd-found-running',
	'events-left-out',
	'counts-found',
	'server-counts-found',
	'latencies-found',
] as const satisfies readonly EventType[];

/** The events that tell what happened; the others tell how. */
export type OutcomeEvent = Exclude<LabEvent, { type: (typeof details)[number] }>;

const detailTypes: ReadonlySet<string> = new Set(details);

/** True for an event that tells what happened. */
export function isOutcomeEvent(event: LabEvent): event is OutcomeEvent {
	return !detailTypes.has(event.type);
}
