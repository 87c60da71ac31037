import type { LabEvent } from '../../events/events.ts';
import { parseAddress } from '../../wire/address.ts';
import type { ServerState } from '../lab.ts';
import type { LabState } from '../state/state.ts';

/**
 * The events that lead to the lab as it is now, as far as a recording that begins here needs them: what it is made of,
 * what its cache holds and who is connected. Its counters begin at 0.
 */
export function labAsItIs(state: LabState, now: number): readonly LabEvent[] {
	const open = [...state.open.values()];
	// The oldest connection's opening is the first thing that is known; nothing comes before what it builds on.
	const time = Math.min(now, ...open.slice(0, 1).map(({ openedAt }) => openedAt));
	const servers = [...state.servers.values()];
	const failed = servers.filter(({ status }) => status === 'failed').length;
	return [
		...(state.clockShiftMs === 0 ? [] : [{ type: 'clock-changed', time, shiftMs: state.clockShiftMs } as const]),
		{ type: 'transforms-loaded', time, transforms: state.transforms, problems: state.notices },
		...state.addedHosts.map(address => ({ type: 'host-added', time, ...parseAddress(address) }) as const),
		...servers.flatMap(server => [...serverAsItIs(server, time), ...brokenAsItIs(server, time)]),
		...(state.ready
			? [
					{
						type: 'ready',
						time,
						servers: servers.length - failed,
						failed,
						...(state.seed !== undefined && { seed: state.seed }),
					} as const,
				]
			: []),
		...cacheAsItIs(state, time),
		...open.map(
			({ id: connection, server, openedAt, peerHost, peerPort, expectedBytes }): LabEvent => ({
				type: 'connection-opened',
				time: openedAt,
				server,
				connection,
				peerHost,
				peerPort,
				...(expectedBytes !== undefined && { expectedBytes }),
			}),
		),
	];
}

function serverAsItIs(state: ServerState, time: number): readonly LabEvent[] {
	const { id: server, kind, host, port, status, code = 'UNKNOWN', why = '' } = state;
	if (status === 'failed') {
		return [{ type: 'server-failed', time, server, kind, host, port, code, why }];
	}
	const listening: LabEvent = {
		type: 'server-listening',
		time,
		server,
		kind,
		host,
		port,
		...(state.title !== undefined && { title: state.title }),
		...(state.bytes !== undefined && { bytes: state.bytes }),
		...(state.slow !== undefined && { slow: state.slow }),
		...(state.upstream !== undefined && { upstream: state.upstream }),
	};
	return status === 'stopped' ? [listening, { type: 'server-closed', time, server }] : [listening];
}

/** What of a server was broken on purpose. */
function brokenAsItIs({ id: server, faults, collapsing }: ServerState, time: number): readonly LabEvent[] {
	return [
		...faults.map(({ name: fault, settings }) => ({ type: 'fault-set', time, server, fault, settings }) as const),
		...(collapsing === false ? [{ type: 'collapsing-set', time, server, on: false } as const] : []),
	];
}

/** No fetch has the id 0: these poems were stored before the recording began. */
function cacheAsItIs({ servers, totals: { cacheEntries, cacheBytes } }: LabState, time: number): readonly LabEvent[] {
	return [...servers.values()]
		.filter(({ cachedBytes }) => cachedBytes > 0)
		.map(({ id: server, cachedBytes: bytes }) => ({
			type: 'poem-stored',
			time,
			server,
			fetch: 0,
			bytes,
			cacheEntries,
			cacheBytes,
		}));
}
