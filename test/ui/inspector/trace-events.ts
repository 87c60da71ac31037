import type { Bound, ConnectionEnd, FailureCode, LabEvent, RefusalCode } from '../../../source/events/events.ts';
import { sampleSnapshot } from '../../fixtures/fake-lab.ts';

/** The servers of these traces: poetry servers at 10000 and up, proxies at 12000 and up, the transform server at 11000. */
export const { servers } = sampleSnapshot();

const host = '127.0.0.1';
const start = 1_000;

/** A stranger asks the transform server for something that it refuses. */
export function refusedExchange(code: RefusalCode, why = 'for this reason'): readonly LabEvent[] {
	const of = { server: 'transform', connection: 1 } as const;
	return [
		{ type: 'connection-opened', time: start, ...of, peerHost: host, peerPort: 51_532 },
		{ type: 'bytes-received', time: start + 1, ...of, data: Buffer.from('3:abc,') },
		{ type: 'transform-refused', time: start + 2, ...of, code, why },
		{ type: 'connection-closed', time: start + 3, ...of, bytesIn: 6, bytesOut: 0, how: 'refused', durationMs: 3 },
	];
}

/** A stranger's exchange with a poetry server, and how it ended. */
export function endedExchange(how: ConnectionEnd, bound?: Bound): readonly LabEvent[] {
	const of = { server: 'poetry/ecstasy', connection: 1 } as const;
	const closed = { bytesIn: 0, bytesOut: 20, how, durationMs: 9, ...(bound !== undefined && { bound }) };
	return [
		{ type: 'connection-opened', time: start, ...of, peerHost: host, peerPort: 51_532 },
		{ type: 'bytes-sent', time: start + 1, ...of, data: new Uint8Array(20) },
		{ type: 'connection-closed', time: start + 9, ...of, ...closed },
	];
}

/** The client fetches through a proxy whose upstream, elsewhere, fails; the exchange is the proxy's, number 3. */
export function failedUpstream(code: FailureCode): readonly LabEvent[] {
	const proxy = { server: 'proxy/ecstasy', connection: 3 } as const;
	const neverMade = code === 'refused' || code === 'unreachable';
	const isEmpty = code === 'empty' || code === 'closed-without-reply' || code === 'bad-reply';
	const failure = isEmpty ? {} : { failure: code, why: code };
	return [
		{ type: 'fetch-started', time: start, fetch: 1, host, port: 12_000, transforms: [] },
		{ type: 'dial-started', time: start, dial: 2, fetch: 1, host, port: 12_000, purpose: 'poem' },
		{ type: 'connection-opened', time: start + 1, ...proxy, peerHost: host, peerPort: 40_000 },
		{ type: 'dial-connected', time: start + 1, dial: 2, fetch: 1, localPort: 40_000 },
		{ type: 'cache-miss', time: start + 1, ...proxy, fetch: 4 },
		{ type: 'fetch-started', time: start + 1, ...proxy, fetch: 4, host: '192.0.2.1', port: 9, transforms: [] },
		{
			type: 'dial-started',
			time: start + 2,
			dial: 5,
			fetch: 4,
			host: '192.0.2.1',
			port: 9,
			purpose: 'poem',
			server: 'proxy/ecstasy',
		},
		...(neverMade ? [] : [{ type: 'dial-connected', time: start + 3, dial: 5, fetch: 4, localPort: 40_001 } as const]),
		{ type: 'dial-closed', time: start + 4, dial: 5, fetch: 4, bytesIn: 0, bytesOut: 0, ...failure, durationMs: 2 },
		{ type: 'fetch-failed', time: start + 4, server: 'proxy/ecstasy', fetch: 4, code, why: code, durationMs: 3 },
		{ type: 'connection-closed', time: start + 5, ...proxy, bytesIn: 0, bytesOut: 0, how: 'cut', durationMs: 4 },
		{
			type: 'dial-closed',
			time: start + 5,
			dial: 2,
			fetch: 1,
			bytesIn: 0,
			bytesOut: 0,
			failure: 'reset',
			why: 'connection reset',
			durationMs: 5,
		},
		{ type: 'fetch-failed', time: start + 5, fetch: 1, code: 'reset', why: 'connection reset', durationMs: 5 },
	];
}

/** A slow poem through a proxy: so many writes of ten bytes each, 300 ms apart; the exchange is the proxy's, number 1. */
export function slowRelay(writes: number): readonly LabEvent[] {
	const proxy = { server: 'proxy/ozymandias', connection: 1 } as const;
	const poet = { server: 'poetry/ozymandias', connection: 4 } as const;
	const upstream = { dial: 3, fetch: 2 } as const;
	const last = start + writes * 300;
	return [
		{ type: 'connection-opened', time: start, ...proxy, peerHost: host, peerPort: 51_532 },
		{ type: 'cache-miss', time: start, ...proxy, fetch: 2 },
		{ type: 'fetch-started', time: start, ...proxy, fetch: 2, host, port: 10_002, transforms: [] },
		{ type: 'dial-started', time: start, ...upstream, host, port: 10_002, purpose: 'poem', server: 'proxy/ozymandias' },
		{ type: 'connection-opened', time: start + 1, ...poet, peerHost: host, peerPort: 40_000 },
		{ type: 'dial-connected', time: start + 1, ...upstream, localPort: 40_000 },
		...Array.from({ length: writes }, (_, index) => index).flatMap((index): LabEvent[] => {
			const time = start + 2 + index * 300;
			const data = Buffer.from('ten bytes.');
			return [
				{ type: 'bytes-sent', time, ...poet, data },
				{ type: 'dial-received', time: time + 0.5, ...upstream, data },
				{ type: 'bytes-sent', time: time + 1, ...proxy, data },
			];
		}),
		{ type: 'dial-closed', time: last, ...upstream, bytesIn: writes * 10, bytesOut: 0, durationMs: last - start },
		{
			type: 'fetch-succeeded',
			time: last,
			server: 'proxy/ozymandias',
			fetch: 2,
			bytes: writes * 10,
			durationMs: last - start,
		},
		{
			type: 'connection-closed',
			time: last + 1,
			...poet,
			bytesIn: 0,
			bytesOut: writes * 10,
			how: 'ended',
			durationMs: last - start,
		},
		{
			type: 'connection-closed',
			time: last + 1,
			...proxy,
			bytesIn: 0,
			bytesOut: writes * 10,
			how: 'ended',
			durationMs: last - start,
		},
	];
}
