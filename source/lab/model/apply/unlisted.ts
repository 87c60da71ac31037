import type { ConnectionEnd, ConnectionId, EventOf, LabEvent, PoemSource } from '../../../events/events.ts';
import type { ServerState } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';
import { countOfClass, countOfServer, upstreamBytes } from './cache.ts';
import { countEnd } from './connections.ts';

/** How a connection that is not listed got its poem, and how long that is, where it came through a proxy. */
export type UnlistedPoems = Map<ConnectionId, { readonly source: PoemSource; readonly expectedBytes: number }>;

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
			countOfClass(model, event, event.from, 'classHits');
			countOfServer(model, event.server, 'hits');
			poems.set(event.connection, {
				source: event.from === undefined ? 'hit' : 'class-hit',
				expectedBytes: event.bytes,
			});
			break;
		case 'cache-miss':
			countOfServer(model, event.server, 'misses');
			poems.set(event.connection, { source: 'miss', expectedBytes: upstreamBytes(model, event.server) ?? 0 });
			break;
		case 'cache-collapsed':
			countOfClass(model, event, event.lab, 'classCollapsed');
			countOfServer(model, event.server, 'collapsed');
			poems.set(event.connection, {
				source: event.lab === undefined ? 'collapsed' : 'class-collapsed',
				expectedBytes: upstreamBytes(model, event.server) ?? 0,
			});
			break;
		case 'cache-stale':
			countOfServer(model, event.server, 'stale');
			poems.set(event.connection, { source: 'stale', expectedBytes: event.bytes });
			break;
		case 'connection-closed':
			countClosed(model, event, poems);
			break;
		default:
			break;
	}
}

function countClosed(model: LabModel, event: EventOf<'connection-closed'>, poems: UnlistedPoems): void {
	const { server, connection, bytesOut, how, durationMs } = event;
	const poem = poems.get(connection) ?? directPoem(model.now.servers.get(server));
	if (poem !== undefined && isWhole(how, bytesOut, poem.expectedBytes)) {
		model.countLatency(poem.source, durationMs);
	}
	poems.delete(connection);
	model.now.droppedExchanges += 1;
	countEnd(model, event, { open: 1, cancelled: 0 });
}

function isWhole(how: ConnectionEnd, bytesOut: number, expectedBytes: number): boolean {
	return how === 'ended' && bytesOut >= expectedBytes;
}

function directPoem(server: ServerState | undefined) {
	return server?.kind === 'poetry' ? ({ source: 'direct', expectedBytes: server.bytes ?? 0 } as const) : undefined;
}
