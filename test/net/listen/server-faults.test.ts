import { describe, expect, test } from 'vitest';
import { type Faulty, poem, startFaulty, streamFaultOf } from '../../fixtures/faulty-servers.ts';
import { watchOwnTimers } from '../../fixtures/own-timers.ts';
import { bareClient, listenTo } from '../../fixtures/raw-peers.ts';

/** A client that has had this many bytes. */
async function clientWith(port: number, bytes: number) {
	const client = bareClient(port);
	let had = 0;
	await new Promise<void>(resolve => {
		client.socket.on('data', chunk => {
			had += chunk.length;
			if (had >= bytes) {
				resolve();
			}
		});
	});
	return client;
}

/** Which of 40 clients, one after the other, were struck. */
async function struckOf(seed: number): Promise<string> {
	const { port, faults } = await startFaulty('poetry', { seed });
	faults.set(streamFaultOf('truncate:after=5:p=0.5'));
	let struck = '';
	for (let nth = 0; nth < 40; nth += 1) {
		struck += (await listenTo(port)).bytes.length === 5 ? 'x' : '.';
	}
	return struck;
}

describe('a probability', () => {
	test('strikes some of the connections, the same ones for the same seed and others for another', async () => {
		const first = await struckOf(7);
		expect(first).toMatch(/x/);
		expect(first).toMatch(/\./);
		expect(await struckOf(7)).toBe(first);
		expect(await struckOf(8)).not.toBe(first);
	});

	test('of 0 strikes nobody, and tells of nothing', async () => {
		const { port, faults, recorder } = await startFaulty('poetry');
		faults.set(streamFaultOf('hang:p=0'));
		expect(await listenTo(port)).toEqual({ bytes: poem, end: 'in order' });
		expect(recorder.of('fault-struck')).toEqual([]);
	});

	test('draws for each connection by its number, however many clients come at once', async () => {
		const sizes = async () => {
			const { port, faults, recorder } = await startFaulty('poetry');
			faults.set(streamFaultOf('truncate:after=5:p=0.5'));
			await Promise.all(Array.from({ length: 30 }, () => listenTo(port)));
			await recorder.seen('connection-closed', () => true, 30);
			const struck = new Set(recorder.of('fault-struck').map(({ connection }) => connection));
			return recorder.of('connection-opened').map(({ connection }) => struck.has(connection));
		};
		expect(await sizes()).toEqual(await sizes());
	});
});

describe('a fault that is switched on while a poem is being said', () => {
	const slowly = () => startFaulty('poetry', { slow: true });
	const whole = { bytes: poem, end: 'in order' };

	test('resets who has had so much already, at once', async () => {
		const { port, faults, recorder } = await slowly();
		const client = await clientWith(port, 20);
		faults.set(streamFaultOf('reset:10'));
		expect((await client.seen).end).toBe('reset');
		expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'cut', faults: ['reset'] });
		expect(recorder.of('fault-struck')).toMatchObject([{ what: expect.stringMatching(/^reset after \d\d bytes$/) }]);
	});

	test('truncates what has not been said, and the client takes it for the whole', async () => {
		const { port, faults } = await slowly();
		const client = await clientWith(port, 10);
		faults.set(streamFaultOf('truncate:40'));
		expect(await client.seen).toEqual({ bytes: poem.subarray(0, 40), end: 'in order' });
	});

	test('hangs, and gives everything once it is taken off', async () => {
		const { port, faults, recorder } = await slowly();
		const client = await clientWith(port, 10);
		faults.set(streamFaultOf('hang'));
		await recorder.seen('fault-struck');
		const late = listenTo(port);
		await recorder.seen('fault-struck', () => true, 2);
		faults.clear(streamFaultOf('hang').fault);
		expect(await client.seen).toEqual(whole);
		expect(await late).toEqual(whole);
	});

	test('leaves who has everything alone', async () => {
		const { port, faults, recorder } = await startFaulty('poetry');
		const client = await clientWith(port, poem.length);
		faults.set(streamFaultOf('reset:0'));
		expect(await client.seen).toEqual(whole);
		await recorder.seen('connection-closed');
		expect(recorder.of('fault-struck')).toEqual([]);
	});

	test('can be replaced and joined by others, any number of times, and nothing of the poem is lost', async () => {
		const { port, faults, recorder } = await slowly();
		const client = await clientWith(port, 10);
		for (const text of ['slice:3:0', 'trickle:2:1', 'slice:7:0', 'latency:5', 'trickle:5:1', 'latency:1:1']) {
			faults.set(streamFaultOf(text));
			const sent = recorder.of('bytes-sent').length;
			await recorder.seen('bytes-sent', () => true, sent + 1);
		}
		for (const name of ['latency', 'slice', 'trickle']) {
			faults.clear(streamFaultOf(name).fault);
		}
		expect(await client.seen).toEqual(whole);
		expect(await listenTo(port)).toEqual(whole);
	});
});

test('two faults strike together: sliced, and then cut', async () => {
	const { port, faults, recorder } = await startFaulty('poetry');
	faults.set(streamFaultOf('slice:4:0'));
	faults.set(streamFaultOf('truncate:30'));
	expect(await listenTo(port)).toEqual({ bytes: poem.subarray(0, 30), end: 'in order' });
	expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'ended', faults: ['slice', 'truncate'] });
});

test('a refusal goes through as one, later', async () => {
	const { port, faults, recorder } = await startFaulty('transform');
	faults.set(streamFaultOf('latency:30'));
	const { socket, seen } = bareClient(port);
	socket.write('6:nope.a,');
	expect(await seen).toEqual({ bytes: Buffer.alloc(0), end: 'in order' });
	const { how, durationMs } = await recorder.seen('connection-closed');
	expect(how).toBe('refused');
	expect(durationMs).toBeGreaterThanOrEqual(25);
});

describe('nothing is left', () => {
	/** Breaks a server, and gives what it is in the middle of. */
	async function inTheMiddle(fault: string): Promise<Faulty> {
		const faulty = await startFaulty('poetry');
		faulty.faults.set(streamFaultOf(fault));
		return faulty;
	}

	test.each(['latency:60000', 'trickle:1:60000', 'slice:2:60000', 'hang'])(
		'of %s when the client leaves',
		async fault => {
			const timers = watchOwnTimers();
			const { port, recorder } = await inTheMiddle(fault);
			const { socket } = bareClient(port);
			await recorder.seen('fault-struck');
			socket.resetAndDestroy();
			await recorder.seen('connection-closed');
			await timers.gone('keeping alive');
		},
	);

	test.each(['latency:60000', 'trickle:1:60000', 'slice:2:60000', 'hang'])(
		'of %s when the server stops',
		async fault => {
			const timers = watchOwnTimers();
			const { port, recorder, server } = await inTheMiddle(fault);
			const { seen } = bareClient(port);
			await recorder.seen('fault-struck');
			await server.close();
			await seen;
			expect(await recorder.seen('connection-closed')).toMatchObject({ how: 'stopped' });
			await timers.gone();
		},
	);
});

describe('a server that is down', () => {
	test('refuses, goes on with who is there, and comes back on the same port', async () => {
		const { server, port } = await startFaulty('poetry', { slow: true });
		const client = await clientWith(port, 10);
		server.suspend();
		server.suspend();
		expect(await listenTo(port)).toEqual({ bytes: Buffer.alloc(0), end: 'reset' });
		await server.resume();
		await server.resume();
		expect(await listenTo(port)).toEqual({ bytes: poem, end: 'in order' });
		expect(await client.seen).toEqual({ bytes: poem, end: 'in order' });
		server.suspend();
		await server.close();
	});

	test('cannot come back where its port is taken meanwhile, and says so', async () => {
		const { server, port } = await startFaulty('poetry');
		server.suspend();
		const { createServer } = await import('node:net');
		const other = createServer().listen(port, '127.0.0.1');
		await new Promise(resolve => other.once('listening', resolve));
		await expect(server.resume()).rejects.toMatchObject({ name: 'NetError', code: 'EADDRINUSE' });
		await new Promise(resolve => other.close(resolve));
		await server.resume();
		expect((await listenTo(port)).bytes).toEqual(poem);
	});
});
