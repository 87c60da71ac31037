import type { LabEvent } from '../../source/events/events.ts';
import type { FetchState } from '../../source/lab/snapshot/fetch-state.ts';
import type { ServerState } from '../../source/lab/snapshot/server-state.ts';
import type { Exchange, Snapshot } from '../../source/lab/snapshot.ts';
import { hostOf, sampleExchange, sampleFetch, sampleServer, sampleSnapshot, sampleTime } from '../fixtures/fake-lab.ts';

/** Gives one text after the other, round and round. */
export function textSource(texts: readonly string[], from: number): () => string {
	let at = from;
	return () => {
		at += 1;
		return texts[(at - 1) % texts.length] ?? '';
	};
}

/** A lab in which every text that a stranger, a file name or a recording can set is the next of these. */
export function hostileSnapshot(text: () => string, poem: Uint8Array): Snapshot {
	const servers = [0, 1, 2, 3].flatMap((index): readonly ServerState[] => [hostileServer(text, index)]);
	const proxies = [0, 1, 2, 3].map(index => ({ ...hostileServer(text, 10 + index), kind: 'proxy' as const }));
	const transform = sampleServer({ id: 'transform', kind: 'transform', port: 11_000, why: text() });
	const all = [...servers, ...proxies, transform];
	const exchanges = Array.from({ length: 24 }, (_, index) => hostileExchange(text, index + 1, all));
	const open = [30, 31, 32].map(id => {
		const { how: _how, durationMs: _durationMs, ...exchange } = hostileExchange(text, id, all);
		return exchange;
	});
	return sampleSnapshot({
		servers: all,
		hosts: [
			...all.map(hostOf),
			...[0, 1, 2].map(index => {
				const address = `${text()}:${index}`;
				return { address, label: address, status: 'unknown' as const };
			}),
		],
		exchanges,
		open,
		transforms: Array.from({ length: 8 }, () => ({ name: text(), summary: text() })),
		...hostileFetches(text, poem),
		// A long one takes more rows, and moves all borders.
		notices: [text(), text(), text()].map(notice => notice.slice(0, 4)),
		seed: 7,
		crowd: {
			id: 77,
			address: text(),
			server: text(),
			transforms: [text(), text()],
			clients: 10,
			status: 'refused',
			why: text(),
			startedAt: sampleTime,
			begun: 10,
			ended: 3,
			whole: 2,
			fellBack: 1,
			failures: [{ code: 'refused', clients: 1 }],
			differentPoems: 2,
			bytes: 10,
			latencies: [{ upToMs: 1, firstByte: 1, whole: 1 }],
		},
	});
}

function hostileServer(text: () => string, index: number): ServerState {
	const name = text();
	const states = ['listening', 'listening', 'failed', 'stopped'] as const;
	return sampleServer({
		id: `${index < 10 ? 'poetry' : 'proxy'}/${name}`,
		name,
		host: text(),
		port: 10_000 + index,
		title: text(),
		upstream: text(),
		status: states[index % 4] ?? 'listening',
		code: text(),
		why: text(),
		slow: index % 2 === 0,
		faults: [{ name: text(), settings: { after: 1 } }],
	});
}

function hostileExchange(text: () => string, id: number, servers: readonly ServerState[]): Exchange {
	const ends = ['ended', 'refused', 'left', 'reset', 'cut', 'over-bound', 'stopped'] as const;
	const server = servers[id % servers.length];
	return sampleExchange({
		id,
		server: server?.id ?? text(),
		kind: id % 3 === 0 ? 'transform' : 'proxy',
		how: ends[id % ends.length] ?? 'ended',
		peerHost: text(),
		...(id % 2 === 0 && { peer: text() }),
		...(id % 5 === 0 && { cache: 'stale' as const }),
		transform: text(),
		why: text(),
		bound: text(),
		...(id % 4 === 0 && { faults: [{ name: text(), what: text() }] }),
	});
}

function hostileFetch(text: () => string, poem: Uint8Array): FetchState {
	return sampleFetch({
		status: 'fell-back',
		address: text(),
		server: text(),
		poem,
		why: text(),
		steps: [
			{ transform: text(), status: 'succeeded', durationMs: 1 },
			{ transform: text(), status: 'failed', why: text() },
			{ transform: text(), status: 'pending' },
		],
	});
}

/** The newest fetch, and before it a batch of four: with each of their ends. */
function hostileFetches(text: () => string, poem: Uint8Array): Pick<Snapshot, 'fetch' | 'fetches' | 'batches'> {
	const fetch = hostileFetch(text, poem);
	const ends = ['succeeded', 'failed', 'running', 'fell-back'] as const;
	const addresses = ends.map((_, at) => `${text()}:${at}`);
	const own = ends.map((status, at) => ({
		...hostileFetch(text, poem),
		...{ id: 600 + at, batch: 66, status, address: addresses[at] ?? '', code: 'refused' as const },
		...(at % 2 === 0 && { connection: 3 + at }),
	}));
	const batch = { id: 66, firstFetch: 600, addresses, transforms: [text()], atOnce: 4, startedAt: sampleTime };
	return { fetch, fetches: [...own, fetch], batches: [{ ...batch, promise: 'all' }] };
}

/** The events of a batch of four at strangers: their poems come in turns, and one fails. */
export function hostileBatch(text: () => string, batch: number): readonly LabEvent[] {
	const hosts = [0, 1, 2, 3].map(port => ({ host: text(), port: port + 1 }));
	const time = sampleTime;
	const fetches = hosts.map((host, at) => ({ ...host, fetch: 600 + at, dial: 700 + at }));
	const received = fetches.map(({ fetch, dial }, at): LabEvent => {
		return { type: 'dial-received', time: time + 4 + at, fetch, dial, data: new Uint8Array(10) };
	});
	const transform = text();
	return [
		{ type: 'batch-started', time, batch, firstFetch: 600, hosts, transforms: [transform], atOnce: 4, promise: 'all' },
		...fetches.flatMap(({ fetch, dial, host, port }): readonly LabEvent[] => [
			{ type: 'fetch-started', time, fetch, batch, host, port, transforms: [transform] },
			{ type: 'dial-started', time, fetch, dial, host, port, purpose: 'poem' },
			{ type: 'dial-connected', time: time + 3, fetch, dial, localPort: 50_000 },
		]),
		...[...received, ...received].map((event, at) => ({ ...event, time: time + 4 + at })),
		{ type: 'fetch-transform-started', time: time + 13, fetch: 600, transform, step: 0 },
		{
			...{ type: 'fetch-transform-failed', time: time + 14, fetch: 600, transform, step: 0 },
			...{ code: 'bad-reply', why: text(), durationMs: 1 },
		},
		{ type: 'fetch-fell-back', time: time + 15, fetch: 600, bytes: 20, why: text(), durationMs: 15 },
		{ type: 'fetch-failed', time: time + 16, fetch: 601, code: 'reset', why: text(), durationMs: 16 },
	];
}

/** The events of an exchange between strangers: a transform that is refused, with the client's fetch behind it. */
export function hostileStory(text: () => string, connection: number, poem: Uint8Array): readonly LabEvent[] {
	const time = sampleTime;
	const server = text();
	const name = text();
	const of = { server, connection } as const;
	const request = Buffer.concat([Buffer.from(`${name}.`), poem]);
	const frame = Buffer.concat([Buffer.from(`${request.length}:`), request, Buffer.from(',')]);
	const dial = { dial: 502, fetch: 501 } as const;
	return [
		{ type: 'fetch-started', time, fetch: 501, host: text(), port: 9, transforms: [name, text()] },
		{ type: 'dial-started', time, ...dial, host: text(), port: 9, purpose: 'transform', server: text() },
		{ type: 'connection-opened', time: time + 1, ...of, peerHost: text(), peerPort: 50_000 },
		{ type: 'dial-connected', time: time + 1, ...dial, localPort: 50_000 },
		{ type: 'dial-sent', time: time + 2, ...dial, data: frame },
		{ type: 'bytes-received', time: time + 2, ...of, data: frame },
		{ type: 'transform-requested', time: time + 3, ...of, transform: name, bytes: poem.length },
		{ type: 'fault-struck', time: time + 3, ...of, fault: text(), what: text() },
		{ type: 'bytes-sent', time: time + 4, ...of, data: poem },
		{ type: 'dial-received', time: time + 4, ...dial, data: poem },
		{ type: 'transform-refused', time: time + 5, ...of, code: 'transform-threw', why: text(), transform: name },
		{
			type: 'connection-closed',
			time: time + 6,
			...of,
			bytesIn: frame.length,
			bytesOut: poem.length,
			how: 'refused',
			durationMs: 5,
		},
		{
			type: 'dial-closed',
			time: time + 7,
			...dial,
			bytesIn: 0,
			bytesOut: 0,
			failure: 'bad-reply',
			why: text(),
			durationMs: 6,
		},
		{
			type: 'fetch-transform-failed',
			time: time + 7,
			fetch: 501,
			transform: name,
			step: 0,
			code: 'bad-reply',
			why: text(),
			durationMs: 6,
		},
		{ type: 'fetch-fell-back', time: time + 8, fetch: 501, bytes: 5, why: text(), durationMs: 8 },
	];
}
