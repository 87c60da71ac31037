import { describe, expect, test } from 'vitest';
import type { ServerKind } from '../../source/events/events.ts';
import { fetchTransformedPoem } from '../../source/services/client/fetch-transformed-poem.ts';
import { closedPort } from '../fixtures/closed-port.ts';
import { type Faulty, poem, startFaulty, streamFaultOf } from '../fixtures/faulty-servers.ts';
import { bareClient, bareServer } from '../fixtures/raw-peers.ts';
import { createRecorder } from '../fixtures/recorder.ts';

const shouted = poem.toString().toUpperCase();
const request = `${poem.length + 6}:shout.${poem},`;

/** Breaks a server before anybody comes. */
function breakIt({ faults, server }: Faulty, fault: string): void {
	if (fault === 'down') {
		server.suspend();
	} else {
		faults.set(streamFaultOf(fault));
	}
}

/** How long the clients wait: only of a server that keeps everything back are they to see the end of their patience. */
const patienceMs = (fault: string) => (fault === 'hang' ? 400 : 60_000);

/** What our own client gets: by way of a transform where the faulty server is one, else the poem itself. */
async function clientSees(kind: ServerKind, port: number, timeoutMs: number): Promise<string> {
	const healthy = await bareServer(socket => void socket.end(poem));
	const isTransform = kind === 'transform';
	const address = { host: '127.0.0.1', port: isTransform ? healthy.port : port };
	const via = { host: '127.0.0.1', port: isTransform ? port : await closedPort() };
	const transforms = isTransform ? ['shout'] : [];
	try {
		const got = await fetchTransformedPoem({ address, via, transforms, timeoutMs }, createRecorder());
		const [failure] = got.failures;
		if (failure !== undefined) {
			return `fell back, ${failure.code}: ${failure.why}`;
		}
		const text = Buffer.concat(got.pieces).toString();
		if (text === (isTransform ? shouted : poem.toString())) {
			return 'whole';
		}
		return got.bytes === poem.length ? 'one byte wrong, and no way to know' : `${got.bytes} bytes, taken for the whole`;
	} catch (error) {
		const { code, message } = error as { code: string; message: string };
		return `failed, ${code}: ${message}`;
	}
}

/** What a client that knows only the wire gets; it gives up on silence. */
async function bareSees(kind: ServerKind, port: number, timeoutMs: number): Promise<string> {
	const { socket, seen } = bareClient(port);
	socket.setTimeout(timeoutMs, () => {
		socket.resetAndDestroy();
		socket.emit('error', new Error('silence'));
	});
	if (kind === 'transform') {
		socket.write(request);
	}
	const whole = kind === 'transform' ? `${poem.length}:${shouted},` : poem.toString();
	const { bytes, end } = await seen;
	return bytes.toString('latin1') === whole ? `whole, ${end}` : `${bytes.length} bytes, ${end}`;
}

const wholeReply = `${poem.length}:${shouted},`.length;

/** fault, and what the clients see of a poetry server or a proxy, then of a transform server. */
const matrix: readonly (readonly [
	fault: string,
	onPoem: readonly [string, string],
	onTransform: readonly [string, string],
	what: RegExp,
])[] = [
	['latency:60', ['whole', 'whole, in order'], ['whole', 'whole, in order'], /^held back 60 ms$/],
	['trickle:20:5', ['whole', 'whole, in order'], ['whole', 'whole, in order'], /^slowed to 20 bytes every 5 ms$/],
	['slice', ['whole', 'whole, in order'], ['whole', 'whole, in order'], /^sliced into pieces of 1 to 16 bytes$/],
	[
		'truncate:10',
		['10 bytes, taken for the whole', '10 bytes, in order'],
		['fell back, bad-reply: the server closed in the middle of its reply', '10 bytes, in order'],
		/^closed in order after 10 bytes, with more to say$/,
	],
	[
		'truncate:0',
		['failed, empty: the server closed without a poem', '0 bytes, in order'],
		['fell back, closed-without-reply: the server closed without a reply', '0 bytes, in order'],
		/^closed in order after 0 bytes/,
	],
	[
		'reset:10',
		['failed, reset: connection reset', '10 bytes, reset'],
		['fell back, reset: connection reset', '10 bytes, reset'],
		/^reset after 10 bytes$/,
	],
	[
		'hang',
		['failed, timed-out: timed out: not done within 400 ms', '0 bytes, reset'],
		['fell back, timed-out: timed out: not done within 400 ms', '0 bytes, reset'],
		/^keeps everything back, and the connection open$/,
	],
	[
		'corrupt',
		['one byte wrong, and no way to know', `${poem.length} bytes, in order`],
		['fell back, bad-reply: the reply is no netstring', `${wholeReply} bytes, in order`],
		/^.. became .. after \d+ bytes?$/,
	],
	[
		'down',
		['failed, refused: connection refused', '0 bytes, reset'],
		['fell back, refused: connection refused', '0 bytes, reset'],
		/never told: nobody is there to be struck/,
	],
];

describe.each(['poetry', 'proxy', 'transform'] as const)('a broken %s server', kind => {
	test.each(
		matrix.map(
			([fault, onPoem, onTransform, what]) => [fault, ...(kind === 'transform' ? onTransform : onPoem), what] as const,
		),
	)('with %s: our client sees “%s”, a bare one “%s”', async (fault, client, bare, what) => {
		const faulty = await startFaulty(kind);
		breakIt(faulty, fault);
		expect(await clientSees(kind, faulty.port, patienceMs(fault))).toMatch(client);
		expect(await bareSees(kind, faulty.port, patienceMs(fault))).toBe(bare);
		if (fault === 'down') {
			expect(faulty.recorder.of('connection-opened')).toEqual([]);
			return;
		}
		await faulty.recorder.seen('connection-closed', () => true, 2);
		const struck = faulty.recorder.of('fault-struck');
		const [name] = fault.split(':');
		expect(struck).toHaveLength(2);
		for (const { connection, fault: told, what: words } of struck) {
			expect({ told, words }).toEqual({ told: name, words: expect.stringMatching(what) });
			const closed = await faulty.recorder.seen('connection-closed', event => event.connection === connection);
			expect(closed.faults).toEqual([name]);
			expect(closed.how).toMatch(name === 'reset' ? /^cut$/ : name === 'hang' ? /^reset$/ : /^ended$|^reset$/);
		}
	});
});

test('what a proxy takes for the whole poem of a truncated upstream it stores, and serves from then on', async () => {
	const upstream = await startFaulty('poetry');
	const proxy = await startFaulty('proxy', { upstreamPort: upstream.port });
	breakIt(upstream, 'truncate:10');
	expect(await bareSees('proxy', proxy.port, patienceMs('truncate'))).toBe('10 bytes, in order');
	upstream.faults.clear(streamFaultOf('truncate').fault);
	expect(await bareSees('poetry', upstream.port, patienceMs('truncate'))).toBe('whole, in order');
	expect(await bareSees('proxy', proxy.port, patienceMs('truncate'))).toBe('10 bytes, in order');
	expect(proxy.recorder.of('cache-hit')).toHaveLength(1);
});
