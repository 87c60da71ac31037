import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { keys } from '../../../source/class/keys.ts';
import type { EngineServer } from '../../fixtures/class/engine-server.ts';
import { startMember } from '../../fixtures/class/members.ts';
import { openRelay } from '../../fixtures/class/relay.ts';
import { describeWithEngine, engineOfTest } from '../../fixtures/class/with-engine.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { patiently } from '../../fixtures/patience.ts';
import { clientWith, playUpstream } from '../../fixtures/played-upstream.ts';
import { bareClient, listenTo } from '../../fixtures/raw-peers.ts';

const poem = Buffer.from('Whose woods these are I think I know.\n');
const whole = { bytes: poem, end: 'in order' };

describeWithEngine('the poems of a class', engine => {
	const join = (name: string, upstreamPort: number, where = engine(), ttlMs?: number) =>
		startMember({ address: where.address, name, ...answersWithin(where) }, upstreamPort, ttlMs);
	/** An engine that a test freezes must be missed soon. */
	const answersWithin = (where: EngineServer) => (where === engine() ? {} : { answerMs: 250 });
	/** Three labs before one upstream that the test plays. */
	const three = async (where = engine()) => {
		const upstream = await playUpstream();
		const [ada, bo, cy] = await Promise.all(['ada', 'bo', 'cy'].map(name => join(name, upstream.port, where)));
		if (ada === undefined || bo === undefined || cy === undefined) {
			throw new Error('three labs were asked for');
		}
		return { upstream, ada, bo, cy };
	};

	test('one lab fetches; a client of another is sent what has come so far, and then what comes', async () => {
		const { upstream, ada, bo, cy } = await three();
		const first = await clientFrom(ada.port, upstream, 'Whose ');
		const second = await clientWith(bo.port, 'Whose ');
		expect(bo.recorder.of('cache-collapsed')).toMatchObject([{ lab: 'ada', bytesSoFar: 0 }]);
		(await upstream.connection(1)).end(poem.subarray(6));
		expect(await Promise.all([first.seen, second.seen])).toEqual([whole, whole]);
		await ada.recorder.seen('class-released', ({ how }) => how === 'stored');
		expect(await listenTo(cy.port)).toEqual(whole);
		expect(cy.recorder.of('cache-hit')).toMatchObject([{ from: 'class', bytes: poem.length }]);
		expect(upstream.sockets).toHaveLength(1);
		// Each has it in its own cache now, and asks nobody any more.
		for (const { port, recorder } of [ada, bo, cy]) {
			expect(await listenTo(port)).toEqual(whole);
			expect(recorder.of('class-asked')).toHaveLength(1);
		}
	});

	test('900 cold clients of three labs cost one upstream connection', async () => {
		const { upstream, ada, bo, cy } = await three();
		const clients = Array.from({ length: 300 }, () => [ada, bo, cy].map(({ port }) => listenTo(port))).flat();
		const socket = await upstream.connection(1);
		socket.write(poem.subarray(0, 9));
		await vi.waitFor(() => {
			const opened = [ada, bo, cy].map(({ recorder }) => recorder.of('connection-opened').length);
			expect(opened).toEqual([300, 300, 300]);
		}, patiently);
		socket.end(poem.subarray(9));
		expect((await Promise.all(clients)).filter(({ bytes, end }) => end !== 'in order' || !bytes.equals(poem))).toEqual(
			[],
		);
		expect(upstream.sockets).toHaveLength(1);
	});

	test('a fetch that breaks off resets clients that had bytes, in every lab, and nothing of it is kept', async () => {
		const { upstream, ada, bo } = await three();
		const first = await clientFrom(ada.port, upstream, 'Whose ');
		const second = await clientWith(bo.port, 'Whose ');
		(await upstream.connection(1)).resetAndDestroy();
		expect((await Promise.all([first.seen, second.seen])).map(({ end }) => end)).toEqual(['reset', 'reset']);
		expect(bo.recorder.of('class-followed')).toMatchObject([{ code: 'reset', why: 'ada: connection reset' }]);
		const third = listenTo(bo.port);
		(await upstream.connection(2)).end(poem);
		expect(await third).toEqual(whole);
	});

	test('a fetch that fails before its first byte is tried once more by the others, and then fails for all', async () => {
		const { upstream, ada, bo, cy } = await three();
		const clients = [ada, bo, cy].map(({ port }) => listenTo(port));
		await vi.waitFor(() => {
			const asked = [ada, bo, cy].map(({ recorder }) => recorder.of('class-answered').length);
			expect(asked).toEqual([1, 1, 1]);
		}, patiently);
		(await upstream.connection(1)).resetAndDestroy();
		(await upstream.connection(2)).resetAndDestroy();
		expect((await Promise.all(clients)).map(({ end }) => end)).toEqual(['reset', 'reset', 'reset']);
		const taken = [ada, bo, cy].flatMap(({ recorder }) => recorder.of('class-taken-over'));
		expect(taken).toHaveLength(1);
		expect(upstream.sockets).toHaveLength(2);
	});

	test('the last client of the whole class to leave cancels the fetch, and no other one', async () => {
		const { upstream, ada, bo } = await three();
		const first = await clientFrom(ada.port, upstream, 'Whose ');
		const second = await clientWith(bo.port, 'Whose ');
		const socket = await upstream.connection(1);
		const gone = new Promise(resolve => socket.once('close', resolve));
		first.socket.destroy();
		await ada.recorder.seen('connection-closed');
		socket.write('woods');
		await vi.waitFor(() => expect(bo.recorder.of('bytes-sent').length).toBeGreaterThan(1), patiently);
		expect(socket.destroyed).toBe(false);
		second.socket.destroy();
		await gone;
		expect(ada.recorder.of('class-released')).toMatchObject([{ how: 'given-up' }]);
		expect(ada.recorder.of('fetch-failed')).toMatchObject([{ code: 'cancelled' }]);
	});

	test('a client that comes back to a fetch that goes on for another lab has the whole poem', async () => {
		const { upstream, ada, bo } = await three();
		const first = await clientFrom(ada.port, upstream, 'Whose ');
		const second = await clientWith(bo.port, 'Whose ');
		first.socket.destroy();
		await ada.recorder.seen('connection-closed');
		const third = await clientWith(ada.port, 'Whose ');
		second.socket.destroy();
		await bo.recorder.seen('connection-closed');
		(await upstream.connection(1)).end(poem.subarray(6));
		expect(await third.seen).toEqual(whole);
		expect(upstream.sockets).toHaveLength(1);
	});

	test('a lab that leaves in the middle costs no client of another lab its poem', async () => {
		const { upstream, ada, bo } = await three();
		await clientFrom(ada.port, upstream, 'Whose ');
		const second = await clientWith(bo.port, 'Whose ');
		const leaving = ada.leave();
		(await upstream.connection(2)).end(poem);
		expect(await second.seen).toEqual(whole);
		await leaving;
		expect(bo.recorder.of('class-followed')).toMatchObject([{ why: 'ada gave the fetch up' }]);
	});

	test('a slow client slows nobody, in no lab', async () => {
		const long = Buffer.alloc(8_000_000, 'so much depends upon ');
		const { upstream, ada, bo, cy } = await three();
		const slow = bareClient(bo.port);
		slow.socket.pause();
		const socket = await upstream.connection(1);
		const others = [ada, bo, cy].map(({ port }) => listenTo(port));
		await Promise.all([ada, cy].map(({ recorder }) => recorder.seen('class-answered')));
		socket.end(long);
		expect((await Promise.all(others)).every(({ bytes }) => bytes.equals(long))).toBe(true);
		slow.socket.resume();
		expect((await slow.seen).bytes.equals(long)).toBe(true);
	});

	test('a poem that is too large for the class is shared while it comes, and not kept there', async () => {
		const long = Buffer.alloc(2_000_000, 'so much depends upon ');
		const { upstream, ada, bo, cy } = await three();
		const clients = [ada, bo].map(({ port }) => listenTo(port));
		await vi.waitFor(() => {
			const asked = [ada, bo].map(({ recorder }) => recorder.of('class-answered').length);
			expect(asked).toEqual([1, 1]);
		}, patiently);
		(await upstream.connection(1)).end(long);
		expect((await Promise.all(clients)).every(({ bytes }) => bytes.equals(long))).toBe(true);
		await vi.waitFor(() => {
			const released = [ada, bo].flatMap(({ recorder }) => recorder.of('class-released'));
			expect(released).toMatchObject([{ how: 'too-large', bytes: long.length }]);
		}, patiently);
		const third = listenTo(cy.port);
		(await upstream.connection(2)).end(long);
		expect((await third).bytes.equals(long)).toBe(true);
	});

	test('who begins when the stream has lost its beginning fetches alone; who falls behind is reset, and told why', async () => {
		const { upstream, ada, bo, cy } = await three();
		const first = bareClient(ada.port);
		first.socket.resume();
		const socket = await upstream.connection(1);
		const second = bareClient(bo.port);
		await bo.recorder.seen('class-answered');
		socket.write('Whose ');
		await bo.recorder.seen('bytes-sent');
		const [lease = ''] = (await ada.link.run(['KEYS', `*:lease:*:${upstream.port}`])) as readonly Buffer[];
		const chunks = keys.chunks(String(await ada.link.run(['GET', lease])));
		await ada.link.run(['XADD', chunks, '*', 'at', '9', 'data', 'skipped']);
		expect((await second.seen).end).toBe('reset');
		expect(bo.recorder.of('class-followed')).toMatchObject([{ why: expect.stringContaining('fell behind') }]);
		await ada.link.run(['XTRIM', chunks, 'MAXLEN', '1']);
		const third = listenTo(cy.port);
		(await upstream.connection(2)).end(poem);
		expect(await third).toEqual(whole);
		socket.end();
	});

	test('a poem that is older than a lab wants is fetched again', async () => {
		const upstream = await playUpstream();
		const ada = await join('ada', upstream.port);
		const first = listenTo(ada.port);
		(await upstream.connection(1)).end(poem);
		await first;
		await ada.recorder.seen('class-released');
		const bo = await join('bo', upstream.port, engine(), 1);
		// Older than that one millisecond, however fast this machine is.
		await new Promise(resolve => setTimeout(resolve, 20));
		const second = listenTo(bo.port);
		(await upstream.connection(2)).end(poem);
		expect(await second).toEqual(whole);
	});

	test('another database is another class', async () => {
		const upstream = await playUpstream();
		const ada = await join('ada', upstream.port);
		const bo = await startMember({ address: { ...engine().address, database: 1 }, name: 'ada' }, upstream.port);
		expect(bo.link.name).toBe('ada');
		const clients = [ada, bo].map(({ port }) => listenTo(port));
		(await upstream.connection(1)).end(poem);
		(await upstream.connection(2)).end(poem);
		expect(await Promise.all(clients)).toEqual([whole, whole]);
	});

	test('a lab that is not to use the class, as in a lesson, fetches alone; and a server that starts anew is forgotten', async () => {
		const { upstream, ada, bo } = await three();
		const first = listenTo(ada.port);
		(await upstream.connection(1)).end(poem);
		await first;
		await ada.recorder.seen('class-released');
		bo.poems.askWhile(() => false);
		const second = listenTo(bo.port);
		(await upstream.connection(2)).end(poem);
		expect(await second).toEqual(whole);
		expect(bo.recorder.of('class-asked')).toEqual([]);
		ada.poems.forget({ host: 'localhost', port: upstream.port });
		await vi.waitFor(async () => {
			expect(await ada.link.run(['KEYS', `*:poem:*:${upstream.port}`])).toEqual([]);
		}, patiently);
	});

	test('an upstream that is not there fails as it does without a class', async () => {
		const ada = await join('ada', await closedPort());
		expect(await listenTo(ada.port)).toMatchObject({ end: 'reset' });
		expect(ada.recorder.of('fetch-failed')).toMatchObject([{ code: 'refused' }]);
		await ada.recorder.seen('class-released', ({ how }) => how === 'failed');
	});

	describe('when the engine goes away', () => {
		test('in the middle of a poem, every client has it whole all the same', async () => {
			const own = await engineOfTest();
			const { upstream, ada, bo, cy } = await three(own);
			const first = await clientFrom(ada.port, upstream, 'Whose ');
			const second = await clientWith(bo.port, 'Whose ');
			await own.kill();
			(await upstream.connection(1)).end(poem.subarray(6));
			const third = listenTo(cy.port);
			for (const socket of [await upstream.connection(2), await upstream.connection(3)]) {
				socket.end(poem);
			}
			expect(await Promise.all([first.seen, second.seen, third])).toEqual([whole, whole, whole]);
		});

		test('for the fetching lab alone, it gives its lease back once it is there again, and no client of another lab is reset', async () => {
			const upstream = await playUpstream();
			const relay = await openRelay(engine().port);
			onTestFinished(() => relay.close());
			const ada = await startMember({ address: { ...engine().address, port: relay.port }, name: 'ada' }, upstream.port);
			const bo = await join('bo', upstream.port);
			await clientFrom(ada.port, upstream, 'Whose ');
			const second = await clientWith(bo.port, 'Whose ');
			relay.cut();
			await ada.recorder.seen('class-away');
			(await upstream.connection(1)).write('woods ');
			await ada.recorder.seen('class-released', ({ how }) => how === 'lost');
			relay.mend();
			(await upstream.connection(2)).end(poem);
			expect(await second.seen).toEqual(whole);
			expect(bo.recorder.of('class-followed')).toMatchObject([{ why: 'ada gave the fetch up' }]);
		});

		test('and the upstream has another poem by then, a client that had a part of the old one is reset', async () => {
			const own = await engineOfTest();
			const { upstream, ada, bo } = await three(own);
			await clientFrom(ada.port, upstream, 'Whose ');
			const second = await clientWith(bo.port, 'Whose ');
			await own.kill();
			(await upstream.connection(2)).end('Once upon a midnight dreary');
			expect(await second.seen).toMatchObject({ end: 'reset' });
		});

		test('as frozen, clients are served after a quarter of a second; and the lab comes back by itself', async () => {
			const own = await engineOfTest();
			const { upstream, ada, bo } = await three(own);
			own.freeze();
			const client = listenTo(ada.port);
			(await upstream.connection(1)).end(poem);
			expect(await client).toEqual(whole);
			await ada.recorder.seen('class-away', ({ code }) => code === 'slow');
			own.thaw();
			await ada.recorder.seen('class-joined', () => true, 2);
			await bo.link.run(['PING']).catch(() => bo.recorder.seen('class-joined', () => true, 2));
			// What was asked of the frozen engine is answered only now: nobody has a lease by that.
			const second = listenTo(bo.port);
			(await upstream.connection(2)).end(poem);
			expect(await second).toEqual(whole);
			expect(bo.recorder.of('class-answered')).toMatchObject([{ answer: 'lead' }]);
		});

		test('as full, clients are served as if the lab were alone', async () => {
			const own = await engineOfTest('--maxmemory', '20mb', '--maxmemory-policy', 'noeviction');
			const { upstream, ada } = await three(own);
			await ada.link.run(['SETRANGE', 'ballast', '19000000', 'x']);
			await ada.link.run(['CONFIG', 'SET', 'maxmemory', '1mb']);
			const client = listenTo(ada.port);
			(await upstream.connection(1)).end(poem);
			expect(await client).toEqual(whole);
			await ada.recorder.seen('class-away', ({ code }) => code === 'full');
		});
	});
});

/** A client that has had these bytes of a poem for which its lab asks the upstream first. */
async function clientFrom(port: number, upstream: Awaited<ReturnType<typeof playUpstream>>, bytes: string) {
	const client = clientWith(port, bytes);
	(await upstream.connection(1)).write(bytes);
	return client;
}
