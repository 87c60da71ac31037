import { describe, expect, onTestFinished, test } from 'vitest';
import { startTransformServer, type TransformServerOptions } from '../../source/services/transform-server.ts';
import type { Transform } from '../../source/transforms/transforms.ts';
import { encodeNetstring } from '../../source/wire/netstring.ts';
import { bareClient } from '../fixtures/raw-peers.ts';
import { createRecorder } from '../fixtures/recorder.ts';

const transforms: readonly Transform[] = [
	{ name: 'cummingsify', summary: '', apply: poem => poem.toLowerCase() },
	{
		name: 'gibberish',
		summary: '',
		apply: () => {
			throw new Error('gibberish!');
		},
	},
	{ name: 'nothing', summary: '', apply: (() => undefined) as unknown as Transform['apply'] },
];

async function start(options: Partial<TransformServerOptions> = {}, more: readonly Transform[] = []) {
	const recorder = createRecorder();
	const known = new Map([...transforms, ...more].map(transform => [transform.name, transform]));
	const server = await startTransformServer(
		{ server: 'transform', host: '127.0.0.1', port: 0, transforms: known, ...options },
		recorder,
	);
	onTestFinished(() => server.close());
	return { recorder, port: server.port, server };
}

/** Sends these bytes, and gives what came back; the client's own side stays open. */
function ask(port: number, request: string | Uint8Array) {
	const { socket, seen } = bareClient(port);
	socket.write(request);
	return seen.then(({ bytes, end }) => ({ reply: bytes.toString(), end }));
}

describe('a transform server', () => {
	test('answers the request of the tutorial, then closes', async () => {
		const { port, recorder } = await start();
		const answer = await ask(port, '27:cummingsify.HERE IS MY POEM,');
		expect(answer).toEqual({ reply: '15:here is my poem,', end: 'in order' });
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended', bytesIn: 31, bytesOut: 19 });
		expect(recorder.of('transform-requested')).toMatchObject([{ transform: 'cummingsify', bytes: 15 }]);
		expect(recorder.of('transform-replied')).toMatchObject([{ transform: 'cummingsify', bytes: 15 }]);
	});

	test('answers a request that comes a byte at a time', async () => {
		const { port, recorder } = await start();
		const { socket, seen } = bareClient(port);
		socket.setNoDelay();
		for (const [index, byte] of [...'17:cummingsify.A.B.C,'].entries()) {
			socket.write(byte);
			await recorder.seen('bytes-received', () => true, index + 1);
		}
		expect((await seen).bytes.toString()).toBe('5:a.b.c,');
	});

	test('answers a client that closed its side after its request', async () => {
		const { port } = await start({}, [
			{ name: 'later', summary: '', apply: poem => new Promise(resolve => setTimeout(resolve, 20, poem)) },
		]);
		const { socket, seen } = bareClient(port);
		socket.end('10:later.POEM,');
		expect((await seen).bytes.toString()).toBe('4:POEM,');
	});

	test('answers the first frame only, whatever comes after it', async () => {
		const { port, recorder } = await start();
		const answer = await ask(port, '13:cummingsify.A,13:cummingsify.B,this is no netstring');
		expect(answer).toEqual({ reply: '1:a,', end: 'in order' });
		expect(recorder.of('transform-requested')).toHaveLength(1);
		expect(recorder.of('transform-refused')).toHaveLength(0);
	});

	test.each([
		['bad-netstring', 'GET / HTTP/1.1\r\n\r\n', undefined],
		['bad-netstring', '3:a.bX', undefined],
		['no-dot', '5:shout,', undefined],
		['bad-utf-8', Buffer.from([0x33, 0x3a, 0x61, 0x2e, 0xff, 0x2c]), undefined],
		['unknown-transform', '6:nope.a,', 'nope'],
		['unknown-transform', '11:__proto__.a,', '__proto__'],
		['unknown-transform', '13:constructor.a,', 'constructor'],
		['unknown-transform', '2:.a,', ''],
		['transform-threw', '11:gibberish.a,', 'gibberish'],
		['transform-threw', '9:nothing.a,', 'nothing'],
	])('closes in order and without a reply for %s: %j', async (code, request, transform) => {
		const { port, recorder } = await start();
		expect(await ask(port, request)).toEqual({ reply: '', end: 'in order' });
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'refused', bytesOut: 0 });
		expect(recorder.of('transform-refused')).toMatchObject([{ code }]);
		expect(recorder.of('transform-refused')[0]?.transform).toBe(transform);
		expect(recorder.of('transform-replied')).toHaveLength(0);
	});

	test('answers wholly also those who send a newline of their own just after their request', async () => {
		const { port } = await start();
		const waits: readonly ((send: () => void) => void)[] = [queueMicrotask, setImmediate, send => setTimeout(send, 1)];
		for (const wait of waits) {
			const asked = Array.from({ length: 40 }, () => {
				const { socket, seen } = bareClient(port);
				socket.write('27:cummingsify.HERE IS MY POEM,', () => wait(() => void socket.write('\n')));
				return seen;
			});
			const replies = (await Promise.all(asked)).map(({ bytes }) => bytes.toString());
			expect(replies).toEqual(replies.map(() => '15:here is my poem,'));
		}
	});

	test("keeps only the beginning of a stranger's long name in its events", async () => {
		const { port, recorder } = await start();
		await ask(port, encodeNetstring(Buffer.from(`${'n'.repeat(500_000)}.poem`)));
		const { transform, why } = await recorder.seen('transform-refused');
		expect(transform).toHaveLength(100);
		expect(why.length).toBeLessThan(200);
	});

	test('refuses a request that is too long at its length, and before the rest, and in order', async () => {
		const { port, recorder } = await start({ maxRequestBytes: 100 });
		expect(await ask(port, '101')).toEqual({ reply: '', end: 'in order' });
		expect(recorder.of('transform-refused')).toMatchObject([{ code: 'too-long' }]);
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'over-bound', bound: 'request-bytes' });
		expect(await ask(port, encodeNetstring(Buffer.alloc(3_000_000)))).toEqual({ reply: '', end: 'in order' });
	});

	test.each(['', '27:cummingsify.HERE'])('refuses a client that closes its side after %j', async request => {
		const { port, recorder } = await start();
		const { socket, seen } = bareClient(port);
		socket.end(request);
		expect(await seen).toEqual({ bytes: Buffer.alloc(0), end: 'in order' });
		expect(recorder.of('transform-refused')).toMatchObject([{ code: 'incomplete' }]);
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'refused' });
	});

	test.each([
		['an unknown name', '1000000:nosuch.abc', 'unknown-transform'],
		['a name that is no UTF-8', Buffer.from([...Buffer.from('1000000:'), 0xff, 0x2e]), 'bad-utf-8'],
	])('refuses %s before its poem has come', async (_, request, code) => {
		const { port, recorder } = await start();
		expect(await ask(port, request)).toEqual({ reply: '', end: 'in order' });
		expect(recorder.of('transform-refused')).toMatchObject([{ code }]);
	});

	test('closes without a reply when a transform does not come to an end, and says so', async () => {
		const never: Transform = { name: 'never', summary: '', apply: () => new Promise(() => {}) };
		const { port, recorder } = await start({ transformTimeoutMs: 20 }, [never]);
		expect(await ask(port, '7:never.a,')).toEqual({ reply: '', end: 'in order' });
		expect(recorder.of('transform-refused')).toMatchObject([
			{ code: 'transform-threw', why: 'the transform threw: it took longer than 20 ms' },
		]);
	});

	test('closes a client that takes too long over its request, and only that one', async () => {
		const { port, recorder } = await start({ bounds: { requestTimeoutMs: 300 } }, [
			{ name: 'later', summary: '', apply: poem => new Promise(resolve => setTimeout(resolve, 600, poem)) },
		]);
		const slow = ask(port, '9:cumm');
		const honest = ask(port, '10:later.POEM,');
		expect(await slow).toEqual({ reply: '', end: 'in order' });
		expect(recorder.of('transform-refused')).toMatchObject([{ code: 'request-time' }]);
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'over-bound', bound: 'request-time' });
		expect(await honest).toEqual({ reply: '4:POEM,', end: 'in order' });
	});

	test('sends nothing and tells of no failure when its client left during the transform', async () => {
		let finish: (poem: string) => void = () => {};
		const done = new Promise<string>(resolve => {
			finish = resolve;
		});
		const { port, recorder } = await start({}, [{ name: 'later', summary: '', apply: () => done }]);
		const { socket } = bareClient(port);
		socket.write('10:later.POEM,');
		await recorder.seen('transform-requested');
		socket.resetAndDestroy();
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'reset', bytesOut: 0 });
		finish('poem');
		await done;
		await new Promise(setImmediate);
		expect(recorder.of('transform-replied')).toHaveLength(0);
		expect(recorder.of('transform-refused')).toHaveLength(0);
	});
});
