import { expect, test } from 'vitest';
import { fetchingLabs } from '../fixtures/class/fetching-labs.ts';
import { describeWithEngine } from '../fixtures/class/with-engine.ts';
import { clientWith, playUpstream } from '../fixtures/played-upstream.ts';
import { eventWith } from '../fixtures/program.ts';
import { listenTo } from '../fixtures/raw-peers.ts';

const poem = Buffer.from('Whose woods these are I think I know.\n');
const whole = { bytes: poem, end: 'in order' };

/** The fetching lab is killed as a crash does it, at each moment; the others are real labs too. */
describeWithEngine('a lab that is killed while it fetches for its class', engine => {
	const { lab, fetching, isKept } = fetchingLabs(engine);

	test('while it asks: nobody waits for its lease', async () => {
		const upstream = await playUpstream();
		const [ada, bo] = await Promise.all([lab('ada', upstream.port), lab('bo', upstream.port)]);
		for (const { line } of [ada, bo]) {
			await line(eventWith({ type: 'class-joined' }));
		}
		engine().freeze();
		void listenTo(ada.port);
		await ada.line(eventWith({ type: 'class-asked' }));
		ada.child.kill('SIGKILL');
		await ada.ended;
		engine().thaw();
		const second = listenTo(bo.port);
		(await upstream.connection(1)).end(poem);
		expect(await second).toEqual(whole);
	});

	test('with a lease, as soon as it has that: the next one fetches', async () => {
		const upstream = await playUpstream();
		const [ada, bo] = await Promise.all([lab('ada', upstream.port), lab('bo', upstream.port)]);
		const answered = ada.line(eventWith({ type: 'class-answered', answer: 'lead' }));
		void listenTo(ada.port);
		await answered;
		ada.child.kill('SIGKILL');
		await ada.ended;
		const second = listenTo(bo.port);
		// The one that was killed may have connected already, or not.
		upstream.server.on('connection', socket => socket.end(poem));
		expect(await second).toEqual(whole);
		await bo.line(eventWith({ type: 'class-released', how: 'stored' }));
	});

	test('before its first chunk: the next one fetches, and the client has the whole poem', async () => {
		const { upstream, ada, bo, socket } = await fetching();
		const second = listenTo(bo.port);
		await bo.line(eventWith({ type: 'class-answered', answer: 'follow' }));
		ada.child.kill('SIGKILL');
		socket.destroy();
		(await upstream.connection(2)).end(poem);
		expect(await second).toEqual(whole);
		await bo.line(eventWith({ type: 'class-taken-over', lab: `ada${upstream.port}` }));
		await bo.line(eventWith({ type: 'class-released', how: 'stored' }));
	});

	test.each([
		['midway', 'Whose woods'],
		['before its end mark', poem.toString()],
	])('%s: a client that had bytes is reset, nothing is kept, and the next one fetches', async (_, sent) => {
		const { upstream, ada, bo, socket } = await fetching();
		socket.write(sent);
		const second = await clientWith(bo.port, sent);
		ada.child.kill('SIGKILL');
		socket.destroy();
		expect(await second.seen).toEqual({ bytes: Buffer.from(sent), end: 'reset' });
		await bo.line(eventWith({ type: 'class-followed', why: `ada${upstream.port}, which fetched the poem, is gone` }));
		expect(await isKept(upstream.port)).toBe(false);
		const third = listenTo(bo.port);
		(await upstream.connection(2)).end(poem);
		expect(await third).toEqual(whole);
	});

	test('after its end mark: the poem is whole everywhere, and is kept', async () => {
		const { upstream, ada, bo, first, socket } = await fetching();
		const second = listenTo(bo.port);
		await bo.line(eventWith({ type: 'class-answered', answer: 'follow' }));
		socket.end(poem);
		// Their lines tell how many bytes went to the class, and came from it: there is none for each chunk.
		await ada.line(eventWith({ type: 'class-released', how: 'stored', bytes: poem.length }));
		ada.child.kill('SIGKILL');
		expect(await Promise.all([first, second])).toEqual([whole, whole]);
		await bo.line(eventWith({ type: 'class-followed', bytes: poem.length }));
		expect((await ada.ended).stdout.toString()).not.toContain('class-published');
		const cy = await lab('cy', upstream.port);
		expect(await listenTo(cy.port)).toEqual(whole);
		await cy.line(eventWith({ type: 'cache-hit', from: 'class' }));
		expect(upstream.sockets).toHaveLength(1);
	});

	test('three labs under load lose their engine and get it back, and no client notices', async () => {
		const upstream = await playUpstream();
		upstream.server.on('connection', socket => socket.end(poem));
		const labs = await Promise.all(['ada', 'bo', 'cy'].map(name => lab(name, upstream.port)));
		let isOn = true;
		const seen = new Set<string>();
		const load = labs.map(async ({ port }) => {
			while (isOn) {
				const { bytes, end } = await listenTo(port);
				seen.add(bytes.equals(poem) && end === 'in order' ? 'whole' : `${bytes.length} bytes, ${end}`);
			}
		});
		await engine().kill();
		await Promise.all(labs.map(({ line }) => line(eventWith({ type: 'class-away', code: 'unreachable' }))));
		await engine().run();
		for (const { line } of labs) {
			await line(nth(2, eventWith({ type: 'class-joined' })));
		}
		isOn = false;
		await Promise.all(load);
		expect([...seen]).toEqual(['whole']);
	});
});

/** The nth line in which something is found, from 1. */
function nth<T>(wanted: number, find: (line: string) => T | undefined) {
	const lines = new Set<string>();
	return (line: string) => {
		const found = find(line);
		if (found !== undefined) {
			lines.add(line);
		}
		return lines.size >= wanted ? found : undefined;
	};
}
