import type {
	HostAdded,
	PoemSkipped,
	Ready,
	ServerClosed,
	ServerFailed,
	ServerListening,
	TransformBrokeDown,
	TransformsLoaded,
} from '../../events/events.ts';
import { formatAddress } from '../../wire/address.ts';
import { bounds, type ServerState } from '../lab.ts';
import type { Draft } from './draft.ts';

type ServerEvent =
	| ServerListening
	| ServerFailed
	| ServerClosed
	| Ready
	| HostAdded
	| PoemSkipped
	| TransformsLoaded
	| TransformBrokeDown;

/** What the start and the stop of servers, and the set-up, change. */
export function applyServerEvent(draft: Draft, event: ServerEvent): void {
	switch (event.type) {
		case 'server-listening':
			listening(draft, event);
			break;
		case 'server-failed': {
			const { why: _, ...known } = draft.now.servers.get(event.server) ?? unknownServer(event);
			draft.servers.set(event.server, {
				...known,
				host: event.host,
				port: event.port,
				status: 'failed',
				code: event.code,
				why: event.why,
			});
			break;
		}
		case 'server-closed':
			draft.changeServer(event.server, () => ({ status: 'stopped' }));
			break;
		case 'ready':
			draft.set('ready', true);
			draft.set('seed', event.seed);
			break;
		case 'poem-skipped':
			notice(draft, `${event.file} is not served: ${event.why}.`);
			break;
		case 'host-added': {
			const address = formatAddress(event);
			if (!draft.now.addedHosts.includes(address)) {
				draft.set('addedHosts', [...draft.now.addedHosts, address]);
			}
			break;
		}
		case 'transforms-loaded':
			draft.set('transforms', event.transforms);
			notice(draft, ...event.problems);
			break;
		case 'transform-broke-down':
			notice(draft, `${event.file} broke down: ${event.why}.`);
			break;
	}
}

function listening(draft: Draft, event: ServerListening): void {
	const { why: _, code: __, ...known } = draft.now.servers.get(event.server) ?? unknownServer(event);
	draft.servers.set(event.server, {
		...known,
		host: event.host,
		port: event.port,
		status: 'listening',
		...(event.title !== undefined && { title: event.title }),
		...(event.bytes !== undefined && { bytes: event.bytes }),
		...(event.slow !== undefined && { slow: event.slow }),
		...(event.upstream !== undefined && { upstream: event.upstream }),
	});
	if (event.insteadOfPort !== undefined) {
		notice(draft, `Port ${event.insteadOfPort} was taken: ${event.server} is on ${event.port}.`);
	}
}

function notice(draft: Draft, ...notices: readonly string[]): void {
	draft.set('notices', [...draft.now.notices, ...notices].slice(-bounds.notices));
}

function unknownServer({ server, kind, host, port }: ServerListening | ServerFailed): ServerState {
	return {
		id: server,
		kind,
		name: server.slice(server.indexOf('/') + 1),
		host,
		port,
		status: 'stopped',
		down: false,
		faults: [],
		...(kind === 'proxy' && { collapsing: true }),
		open: 0,
		served: 0,
		failed: 0,
		cancelled: 0,
		overBound: 0,
		bytesOut: 0,
		hits: 0,
		misses: 0,
		collapsed: 0,
		stale: 0,
		cachedBytes: 0,
	};
}
