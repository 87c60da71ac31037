import type { FoundOfBatch, LabEvent } from '../../events/events.ts';
import { parseAddress } from '../../wire/address.ts';
import type { DialState, LabState } from '../model/state.ts';
import type { FetchState } from '../snapshot/fetch-state.ts';
import type { Exchange } from '../snapshot.ts';

/** An event for everything that is under way, with all that is known of it: fetches first, since the rest is tied to them. */
export function foundUnderWay(state: LabState, now: number): readonly LabEvent[] {
	return [
		...lessonFound(state, now),
		...crowdFound(state, now),
		...batchesFound(state, now),
		...clientFetchesFound(state, now),
		...proxyFetchesFound(state, now),
		...Array.from(state.dials, ([dial, known]) => dialFound(dial, known, now)),
		...connectionsFound(state, now),
	];
}

/** The open connections. Before each, the wall clock is set to its shift when the connection was opened. */
function connectionsFound(state: LabState, now: number): readonly LabEvent[] {
	// Those that reached no server of ours are told by their dials.
	const open = [...state.open.values()].filter(({ dialled }) => dialled !== true);
	return [
		...open.flatMap((exchange, index) => [
			...clockBetween(open[index - 1], exchange, now),
			connectionFound(exchange, now),
		]),
		...clockBetween(open.at(-1), state, now),
	];
}

/** The event that sets the wall clock from one shift to the next; none where they are the same. */
function clockBetween(
	before: Pick<Exchange, 'clockShiftMs'> | undefined,
	{ clockShiftMs = 0 }: Pick<Exchange, 'clockShiftMs'>,
	time: number,
): readonly LabEvent[] {
	const shiftMs = clockShiftMs - (before?.clockShiftMs ?? 0);
	return shiftMs === 0 ? [] : [{ type: 'clock-changed', time, shiftMs }];
}

function connectionFound(exchange: Exchange, now: number): LabEvent {
	// Its kind is known from its server, its shift from the clock, and the peer's name from the class.
	const { id: connection, kind: _, openedAt, clockShiftMs: __, peerName: ___, ...known } = exchange;
	return { type: 'connection-found-open', time: now, connection, ageMs: ageOf(openedAt, now), ...known };
}

function dialFound(dial: number, known: DialState, now: number): LabEvent {
	const { fetch, purpose, by, localPort, host, port, startedAt, crowd } = known;
	const isProxy = by !== 'client' && by !== 'crowd';
	return {
		type: 'dial-found-open',
		time: now,
		dial,
		fetch,
		host,
		port,
		purpose,
		ageMs: ageOf(startedAt, now),
		...(isProxy && { server: by }),
		...(crowd !== undefined && { crowd }),
		...(localPort !== undefined && { localPort }),
	};
}

function batchesFound({ batches, fetches }: LabState, now: number): readonly LabEvent[] {
	return batches
		.filter(({ end }) => end === undefined)
		.map(({ id: batch, startedAt, addresses, ...known }) => ({
			type: 'batch-found-running',
			time: now,
			batch,
			ageMs: ageOf(startedAt, now),
			...known,
			hosts: addresses.map(parseAddress),
			fetches: addresses.map((_, index) => foundOfBatch(fetches.get(known.firstFetch + index))),
		}));
}

function foundOfBatch(fetch: FetchState | undefined): FoundOfBatch {
	const { status = 'waiting', poemBytes: bytes = 0, code, why, durationMs } = fetch ?? {};
	return {
		status,
		bytes,
		...(code !== undefined && { code }),
		...(why !== undefined && { why }),
		...(durationMs !== undefined && { durationMs }),
	};
}

function clientFetchesFound({ fetches }: LabState, now: number): readonly LabEvent[] {
	return [...fetches.values()].filter(({ status }) => status === 'running').map(fetch => clientFetchFound(fetch, now));
}

function clientFetchFound(fetch: FetchState, now: number): LabEvent {
	const { id, batch, address, startedAt, steps, poem, poemBytes, firstByteMs, poemMs } = fetch;
	return {
		type: 'fetch-found-running',
		time: now,
		fetch: id,
		...(batch !== undefined && { batch }),
		...parseAddress(address),
		ageMs: ageOf(startedAt, now),
		transforms: steps.map(({ transform }) => transform),
		bytes: poemBytes,
		poem,
		...(firstByteMs !== undefined && { firstByteMs }),
		...(poemMs !== undefined && { poemMs }),
		steps,
	};
}

/** The fetches of proxies, by those who wait on them; how much of their poems has come, only they know. */
function proxyFetchesFound({ open, dials, servers }: LabState, now: number): readonly LabEvent[] {
	const waiting = [...open.values()].filter(({ upstreamFetch }) => upstreamFetch !== undefined);
	const fetches = new Map(waiting.map(exchange => [exchange.upstreamFetch, exchange]));
	return Array.from(fetches, ([fetch = 0, { server }]): readonly LabEvent[] => {
		const upstream = servers.get(server)?.upstream;
		const all = waiting.filter(({ upstreamFetch }) => upstreamFetch === fetch);
		const first = all.find(({ cache }) => cache === 'miss');
		const dialled = [...dials.values()].find(dial => dial.fetch === fetch);
		const startedAt = first?.openedAt ?? dialled?.startedAt ?? now;
		if (upstream === undefined || dialled === undefined) {
			return [];
		}
		return [
			{
				type: 'fetch-found-running',
				time: now,
				server,
				fetch,
				...parseAddress(upstream),
				ageMs: ageOf(startedAt, now),
				transforms: [],
				...(first !== undefined && { connection: first.id }),
				bytes: Math.max(...all.map(({ bytesOut }) => bytesOut)),
				poem: new Uint8Array(0),
				steps: [],
			},
		];
	}).flat();
}

function lessonFound({ lesson, lessonsDone: lessons }: LabState, time: number): readonly LabEvent[] {
	const found: LabEvent[] = lessons.length === 0 ? [] : [{ type: 'lessons-found-done', time, lessons }];
	if (lesson !== undefined) {
		const { name, lessonsDone: done, tries = 0, happened = false, ...known } = lesson;
		const reached = { time, lesson: name, ...known };
		found.push(
			done === undefined
				? { type: 'lesson-reached', ...reached }
				: { type: 'lesson-progressed', ...reached, tries, happened, done },
		);
	}
	return found;
}

function crowdFound({ crowd }: LabState, now: number): readonly LabEvent[] {
	if (crowd?.status !== 'running') {
		return [];
	}
	const { id, address, server: _, status: __, startedAt, ...known } = crowd;
	return [
		{
			type: 'crowd-found-running',
			time: now,
			crowd: id,
			...parseAddress(address),
			ageMs: ageOf(startedAt, now),
			...known,
		},
	];
}

function ageOf(startedAt: number, now: number): number {
	return Math.max(0, now - startedAt);
}
