import type { LabEvent } from '../../events/events.ts';
import { parseAddress } from '../../wire/address.ts';
import type { Exchange, ServerState } from '../lab.ts';
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
		...open.flatMap((exchange, index) => [
			...clockBetween(open[index - 1], exchange, exchange.openedAt),
			openingAsItWas(exchange),
		]),
		...clockBetween(open.at(-1), state, now),
	];
}

function openingAsItWas({ id, server, openedAt, peerHost, peerPort, expectedBytes }: Exchange): LabEvent {
	return {
		type: 'connection-opened',
		time: openedAt,
		server,
		connection: id,
		peerHost,
		peerPort,
		...(expectedBytes !== undefined && { expectedBytes }),
	};
}

/** That the wall clock was set between two moments, if it was. */
function clockBetween(
	before: Pick<Exchange, 'clockShiftMs'> | undefined,
	{ clockShiftMs = 0 }: Pick<Exchange, 'clockShiftMs'>,
	time: number,
): readonly LabEvent[] {
	const shiftMs = clockShiftMs - (before?.clockShiftMs ?? 0);
	return shiftMs === 0 ? [] : [{ type: 'clock-changed', time, shiftMs }];
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
