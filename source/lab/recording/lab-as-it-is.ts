import type { LabEvent } from '../../events/events.ts';
import { parseAddress } from '../../wire/address.ts';
import type { LabState } from '../model/state.ts';
import type { ServerState } from '../snapshot.ts';
import { countsFound, serverCountsFound } from './counts-found.ts';
import { foundUnderWay } from './found-under-way.ts';

/**
 * The events with which a recording begins that begins here: what the lab is made of, what its cache holds, and what is
 * under way, as far as it has come. Its counters go on from where they are.
 */
export function labAsItIs(state: LabState, time: number): readonly LabEvent[] {
	const servers = [...state.servers.values()];
	const failed = servers.filter(({ status }) => status === 'failed').length;
	return [
		{ type: 'transforms-loaded', time, transforms: state.transforms, problems: state.notices },
		...countsFound(state, time),
		...state.addedHosts.map(address => ({ type: 'host-added', time, ...parseAddress(address) }) as const),
		...servers.flatMap(server => [
			...serverAsItIs(server, time),
			...serverCountsFound(server, time),
			...brokenAsItIs(server, time),
		]),
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
		...foundUnderWay(state, time),
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
