import type { LabEvent } from '../../events/events.ts';
import { parseAddress } from '../../wire/address.ts';
import type { LabState } from '../model/state.ts';
import type { ServerState } from '../snapshot/server-state.ts';
import { countsFound, countsInTheMiddle, serverCountsFound } from './counts-found.ts';
import { foundUnderWay } from './found-under-way.ts';

/**
 * The first events of a recording that begins in the middle of a session: they lead from an empty lab to this state. They
 * tell of the servers, their faults, the cache, the counts so far, and everything that is under way.
 */
export function labAsItIs(state: LabState, time: number): readonly LabEvent[] {
	const servers = [...state.servers.values()];
	return [
		{ type: 'transforms-loaded', time, transforms: state.transforms, problems: state.notices },
		...countsFound(state, time),
		...state.addedHosts.map(address => ({ type: 'host-added', time, ...parseAddress(address) }) as const),
		...elsewhere(state, time),
		...servers.flatMap(server => [
			...serverAsItIs(server, time),
			...serverCountsFound(server, time),
			...brokenAsItIs(server, time),
		]),
		...readyAsItIs(state, servers, time),
		...classAsItIs(state, time),
		...cacheAsItIs(state, time),
		...foundUnderWay(state, time),
	];
}

function elsewhere({ transformServer }: LabState, time: number): readonly LabEvent[] {
	return transformServer === undefined
		? []
		: [{ type: 'transform-server-chosen', time, ...parseAddress(transformServer) }];
}

function readyAsItIs({ ready, seed }: LabState, servers: readonly ServerState[], time: number): readonly LabEvent[] {
	const failed = servers.filter(({ status }) => status === 'failed').length;
	const [{ reachableAt } = {}] = servers;
	const counts = { servers: servers.length - failed, failed, ...(reachableAt !== undefined && { reachableAt }) };
	return ready ? [{ type: 'ready', time, ...counts, ...(seed !== undefined && { seed }) }] : [];
}

function serverAsItIs(state: ServerState, time: number): readonly LabEvent[] {
	const { id: server, kind, host, port, reachableAt, status, code = 'UNKNOWN', why = '' } = state;
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
		...(reachableAt !== undefined && { reachableAt }),
		...(state.title !== undefined && { title: state.title }),
		...(state.bytes !== undefined && { bytes: state.bytes }),
		...(state.slow !== undefined && { slow: state.slow }),
		...(state.upstream !== undefined && { upstream: state.upstream }),
	};
	return status === 'stopped' ? [listening, { type: 'server-closed', time, server }] : [listening];
}

/** The faults that are on at a server, and that collapsing is off. */
function brokenAsItIs({ id: server, faults, collapsing }: ServerState, time: number): readonly LabEvent[] {
	return [
		...faults.map(({ name: fault, settings }) => ({ type: 'fault-set', time, server, fault, settings }) as const),
		...(collapsing === false ? [{ type: 'collapsing-set', time, server, on: false } as const] : []),
	];
}

/** The class that the lab is in, or that is away. */
function classAsItIs({ class: now, peerNames }: LabState, time: number): readonly LabEvent[] {
	if (now === undefined) {
		return [];
	}
	const peers = Array.from(
		peerNames,
		([peerHost, name]) => ({ type: 'class-peer-named', time, peerHost, name }) as const,
	);
	const { engine, name, status, why = '' } = now;
	return [
		...(name === undefined ? [] : [{ type: 'class-joined', time, engine, name } as const]),
		...peers,
		...(status === 'away' ? [{ type: 'class-away', time, engine, code: now.code ?? 'wrong', why } as const] : []),
		...(status === 'left' && name !== undefined ? [{ type: 'class-left', time, engine, name } as const] : []),
	];
}

/** The exact counts after events were left out: of the lab, of each server, of the cache. */
export function countsAsTheyAre(state: LabState, time: number): readonly LabEvent[] {
	return [...countsInTheMiddle(state, time), ...cacheAsItIs(state, time)];
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
