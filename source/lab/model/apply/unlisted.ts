import type { ConnectionEnd, ConnectionId, EventOf, LabEvent, PoemSource } from '../../../events/events.ts';
import type { LabModel } from '../lab-model.ts';
import { upstreamBytes } from './cache.ts';
import { noFailure } from './connections.ts';

/** How a connection that is not listed got its poem, and how long that is, where it came through a proxy. */
export type UnlistedPoems = Map<ConnectionId, { readonly source: PoemSource; readonly expectedBytes: number }>;

type CacheEvent = EventOf<'cache-hit' | 'cache-miss' | 'cache-collapsed' | 'cache-stale'>;

/**
 * Counts an event of a connection that is not among the exchanges, as `applyEvent` does of one that is: a busy lab in a
 * class has so many that to list them costs too much. Nobody may cancel anything in that lab.
 */
export function countUnlisted(model: LabModel, event: LabEvent, poems: UnlistedPoems): void {
	switch (event.type) {
		case 'connection-opened':
			model.count('open');
			model.changeServer(event.server, changed => {
				changed.open += 1;
			});
			break;
		case 'cache-hit':
			countClass(model, event, event.from, 'classHits');
			countOutcome(model, event, 'hits');
			poems.set(event.connection, {
				source: event.from === undefined ? 'hit' : 'class-hit',
				expectedBytes: event.bytes,
			});
			break;
		case 'cache-miss':
			countOutcome(model, event, 'misses');
			poems.set(event.connection, { source: 'miss', expectedBytes: upstreamBytes(model, event.server) ?? 0 });
			break;
		case 'cache-collapsed':
			countClass(model, event, event.lab, 'classCollapsed');
			countOutcome(model, event, 'collapsed');
			poems.set(event.connection, {
				source: event.lab === undefined ? 'collapsed' : 'class-collapsed',
				expectedBytes: upstreamBytes(model, event.server) ?? 0,
			});
			break;
		case 'cache-stale':
			countOutcome(model, event, 'stale');
			poems.set(event.connection, { source: 'stale', expectedBytes: event.bytes });
			break;
		case 'connection-closed':
			countClosed(model, event, poems);
			break;
		default:
			break;
	}
}

function countOutcome(
	model: LabModel,
	{ server }: CacheEvent,
	counter: 'hits' | 'misses' | 'collapsed' | 'stale',
): void {
	model.count(counter);
	model.changeServer(server, changed => {
		changed[counter] += 1;
	});
}

function countClass(
	model: LabModel,
	{ server }: CacheEvent,
	byClass: string | undefined,
	counter: 'classHits' | 'classCollapsed',
): void {
	if (byClass !== undefined) {
		model.count(counter);
		model.changeServer(server, changed => {
			changed[counter] += 1;
		});
	}
}

function countClosed(model: LabModel, event: EventOf<'connection-closed'>, poems: UnlistedPoems): void {
	const { server, connection, bytesOut, how, durationMs, time } = event;
	const failed = noFailure.has(how) ? 0 : 1;
	model.count('open', -1);
	model.count('served', how === 'ended' ? 1 : 0);
	model.count('failed', failed);
	model.changeServer(server, changed => {
		changed.open -= 1;
		changed.served += how === 'ended' ? 1 : 0;
		changed.failed += failed;
		changed.overBound += how === 'over-bound' ? 1 : 0;
		changed.bytesOut += bytesOut;
		const poem = poems.get(connection) ?? directPoem(changed);
		if (poem !== undefined && isWhole(how, bytesOut, poem.expectedBytes)) {
			model.countLatency(poem.source, durationMs);
		}
	});
	poems.delete(connection);
	model.now.droppedExchanges += 1;
	model.countEnded(Math.floor(time / 1_000), failed);
}

function isWhole(how: ConnectionEnd, bytesOut: number, expectedBytes: number): boolean {
	return how === 'ended' && bytesOut >= expectedBytes;
}

function directPoem({ kind, bytes = 0 }: { readonly kind: string; readonly bytes?: number }) {
	return kind === 'poetry' ? ({ source: 'direct', expectedBytes: bytes } as const) : undefined;
}
