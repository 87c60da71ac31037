import { expect, test, vi } from 'vitest';
import { askEngine, fetchingLabs } from '../fixtures/class/fetching-labs.ts';
import { describeWithEngine } from '../fixtures/class/with-engine.ts';
import { patiently } from '../fixtures/patience.ts';
import { clientWith } from '../fixtures/played-upstream.ts';
import { eventWith } from '../fixtures/program.ts';
import { listenTo } from '../fixtures/raw-peers.ts';

const old = Buffer.from('Whose woods these are I think I know.\n');
const next = Buffer.from('His house is in the village though;\n');
const whole = (bytes: Buffer) => ({ bytes, end: 'in order' });

/** As a machine that sleeps in the middle of a fetch, and wakes up when another one has long taken it over. */
describeWithEngine('a lab that is stopped while it fetches for its class', engine => {
	const { lab, fetching } = fetchingLabs(engine);
	/** The chunks of all fetches for which there is no end of their time. */
	const keptForEver = async () => {
		const names = (await askEngine(engine().port, 'KEYS *:chunks:*')).match(/poetry-lab:chunks:\S+/g) ?? [];
		const times = await Promise.all(names.map(name => askEngine(engine().port, `PTTL ${name}`)));
		return times.filter(time => time.startsWith(':-1'));
	};
	/** Resolves once the lease of a fetch was not renewed for two of its five seconds. */
	const leaseRunsDown = async (upstreamPort: number) => {
		const [name = ''] = (await askEngine(engine().port, `KEYS *:lease:*:${upstreamPort}`)).match(/poetry-lab\S+/) ?? [];
		const left = async () => Number((await askEngine(engine().port, `PTTL ${name}`)).match(/^:(-?\d+)/)?.[1]);
		await vi.waitFor(async () => expect(await left()).toBeLessThan(3_000), patiently);
	};

	test.each([
		['before its first chunk', ''],
		['in the middle', 'Whose woods'],
	])('%s: others fetch, and what it writes when it goes on reaches nobody but its own clients', async (_, sent) => {
		const { upstream, ada, bo, first, socket } = await fetching();
		const second = sent === '' ? listenTo(bo.port) : undefined;
		socket.write(sent);
		const reset = sent === '' ? undefined : await clientWith(bo.port, sent);
		await bo.line(eventWith({ type: 'class-answered', answer: 'follow' }));
		ada.child.kill('SIGSTOP');

		expect(await reset?.seen).toEqual(reset && { bytes: Buffer.from(sent), end: 'reset' });
		const third = second ?? listenTo(bo.port);
		const again = await upstream.connection(2);
		again.write(next.subarray(0, 9));

		ada.child.kill('SIGCONT');
		socket.end(old.subarray(sent.length));
		expect(await first).toEqual(whole(old));
		await ada.line(eventWith({ type: 'class-released', how: 'lost' }));
		again.end(next.subarray(9));
		expect(await third).toEqual(whole(next));
		await bo.line(eventWith({ type: 'class-released', how: 'stored' }));
		const cy = await lab('cy', upstream.port);
		expect(await listenTo(cy.port)).toEqual(whole(next));
		await cy.line(eventWith({ type: 'cache-hit', from: 'class' }));
		expect(upstream.sockets).toHaveLength(2);
		expect(await keptForEver()).toEqual([]);
	});

	test('and goes on before its lease has run out: everybody has the whole poem', async () => {
		const { upstream, ada, bo, first, socket } = await fetching();
		socket.write('Whose woods');
		const second = await clientWith(bo.port, 'Whose woods');
		ada.child.kill('SIGSTOP');
		socket.end(old.subarray('Whose woods'.length));
		await leaseRunsDown(upstream.port);
		ada.child.kill('SIGCONT');
		expect(await Promise.all([first, second.seen])).toEqual([whole(old), whole(old)]);
		await ada.line(eventWith({ type: 'class-released', how: 'stored' }));
	});

	test('a lab that follows and is stopped itself keeps nobody waiting, and has the poem when it goes on', async () => {
		const { bo, first, socket } = await fetching();
		socket.write('Whose woods');
		const second = await clientWith(bo.port, 'Whose woods');
		bo.child.kill('SIGSTOP');
		socket.end(old.subarray('Whose woods'.length));
		expect(await first).toEqual(whole(old));
		bo.child.kill('SIGCONT');
		expect(await second.seen).toEqual(whole(old));
	});
});
