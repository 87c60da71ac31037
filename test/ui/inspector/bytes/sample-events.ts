import type { LabEvent } from '../../../../source/events/events.ts';

/** A connection to our transform server by a program that is not ours: what it sent, in chunks, and what went back. */
export function strangerEvents(
	chunks: readonly Uint8Array[],
	replies: readonly Uint8Array[] = [],
	server = 'transform',
): readonly LabEvent[] {
	const of = { server, connection: 1 };
	const bytesIn = chunks.reduce((sum, { length }) => sum + length, 0);
	const bytesOut = replies.reduce((sum, { length }) => sum + length, 0);
	return [
		{ type: 'connection-opened', time: 1_000, ...of, peerHost: '127.0.0.1', peerPort: 50_001 },
		...chunks.map((data, index): LabEvent => ({ type: 'bytes-received', time: 1_000 + index * 10, ...of, data })),
		...replies.map((data, index): LabEvent => ({ type: 'bytes-sent', time: 1_500 + index * 10, ...of, data })),
		{ type: 'connection-closed', time: 2_000, ...of, bytesIn, bytesOut, how: 'ended', durationMs: 1_000 },
	];
}

/** The same connection's other end, where it was our client that dialled. */
export function clientEvents(sent: readonly Uint8Array[], received: readonly Uint8Array[] = []): readonly LabEvent[] {
	const of = { dial: 2, fetch: 3 };
	return [
		{ type: 'dial-started', time: 990, ...of, host: '127.0.0.1', port: 11_000, purpose: 'transform' },
		{ type: 'dial-connected', time: 999, ...of, localPort: 50_001 },
		...sent.map((data, index): LabEvent => ({ type: 'dial-sent', time: 999 + index, ...of, data })),
		...received.map((data, index): LabEvent => ({ type: 'dial-received', time: 1_600 + index, ...of, data })),
	];
}

/** Bytes cut at these places. */
export function cutAt(bytes: Uint8Array, places: readonly number[]): readonly Uint8Array[] {
	const cuts = [...new Set([0, ...places.map(place => place % (bytes.length + 1)), bytes.length])].sort(
		(a, b) => a - b,
	);
	return cuts.slice(1).map((to, index) => bytes.subarray(cuts[index], to));
}
