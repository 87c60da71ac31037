import { afterEach, expect, test, vi } from 'vitest';
import { keys } from '../../../source/class/keys.ts';
import { ClassLink } from '../../../source/class/link.ts';
import type { LabEvent } from '../../../source/events/events.ts';
import type { Lab } from '../../../source/lab/lab.ts';
import { createCountingModel } from '../../../source/lab/model/counting-model.ts';
import { Publisher } from '../../../source/lab/publishing/publisher.ts';
import { createReplayLab } from '../../../source/lab/replay/replay-lab.ts';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { createWatchLab } from '../../../source/lab/watching/watch-lab.ts';
import { describeWithEngine, engineOfTest } from '../../fixtures/class/with-engine.ts';
import { closed, listening, opened } from '../../fixtures/events.ts';
import { patiently } from '../../fixtures/patience.ts';
import { newPath } from '../../fixtures/recordings.ts';

const poem = Buffer.from(`Ode: ${'Thou still unravish’d bride of quietness\n'.repeat(60)}`);

function visit(connection: number, data: Uint8Array = poem): readonly LabEvent[] {
	const sent: LabEvent = { type: 'bytes-sent', time: 1_000, server: 'poetry/a', connection, data };
	return [opened(connection), sent, closed(connection, 'poetry/a', { bytesOut: data.length })];
}

describeWithEngine('watching a lab of a class', engine => {
	const ends: (() => Promise<unknown>)[] = [];
	afterEach(async () => {
		for (const end of ends.splice(0).reverse()) {
			await end();
		}
	});

	/** A lab in the class, whose events are those that the test tells. */
	async function publishing(name: string, where = engine()) {
		const model = createCountingModel();
		const now = () => performance.timeOrigin + performance.now();
		const link = await ClassLink.join(where.joinedAs(name), { emit: () => {}, now });
		const publisher = new Publisher(link, { stateNow: model.now, now });
		ends.push(() => link.leave());
		const tell = (events: readonly LabEvent[]): void => {
			for (const event of events) {
				model.take(event, publisher.take(event));
			}
		};
		tell([...listening, { type: 'ready', time: 5, servers: 3, failed: 0 }]);
		await vi.waitFor(async () => expect(await link.run(['EXISTS', keys.events(name)])).toBe(1), patiently);
		return { link, publisher, model, tell };
	}

	async function watching(name: string, where = engine()): Promise<Lab> {
		const open = () => createWatchLab({ address: where.address }, name);
		const lab = await vi.waitFor(open, patiently);
		ends.push(() => lab.close());
		return lab;
	}

	const shows = (lab: Lab, expected: object) =>
		vi.waitFor(() => expect(lab.snapshot()).toMatchObject(expected), patiently);
	const told = ({ totals, exchanges, servers }: Snapshot) => ({ totals, exchanges, servers });

	test('shows its servers, and each exchange with its bytes, while it happens', async () => {
		const { tell } = await publishing('ada');
		const lab = await watching('ada');
		await shows(lab, { ready: true, servers: [{ name: 'a' }, {}, {}] });
		tell([...visit(11), ...visit(12)]);
		await shows(lab, { totals: { served: 2 }, replay: { live: { name: 'ada' }, playing: true } });
		expect(await lab.detail(12)).toMatchObject([{}, { data: new Uint8Array(poem) }, {}]);
	});

	test('who comes later sees what happened before, and can step back to it', async () => {
		const { tell } = await publishing('bo');
		tell(Array.from({ length: 100 }, (_, at) => visit(100 + at)).flat());
		const lab = await watching('bo');
		await shows(lab, { totals: { served: 100 } });
		const { total = 0 } = lab.snapshot().replay ?? {};
		lab.dispatch({ type: 'replay-step', events: -3 });
		await shows(lab, { totals: { served: 99 }, replay: { at: total - 3, playing: false } });
		lab.dispatch({ type: 'replay-jump', fraction: 0 });
		await shows(lab, { replay: { at: 0 } });
		tell(visit(5_000));
		await shows(lab, { replay: { at: 0, total: total + 3 } });
		lab.dispatch({ type: 'replay-play' });
		await shows(lab, { totals: { served: 101 }, replay: { playing: true } });
	});

	test('of very much, a part is shown, the counts are exact, and it says how many events are missing', async () => {
		const { tell, model } = await publishing('cy');
		const lab = await watching('cy');
		await shows(lab, { ready: true });
		tell(Array.from({ length: 4_000 }, (_, at) => visit(100 + at)).flat());
		tell([opened(9_001), opened(9_002)]);
		await shows(lab, { totals: { served: 4_000, open: 2 } });
		const { live } = lab.snapshot().replay ?? {};
		expect(live?.eventsLeftOut).toBeGreaterThan(10_000);
		expect(lab.snapshot().totals).toEqual(model.now().totals);
		expect(lab.snapshot().servers[0]).toMatchObject({ served: 4_000, open: 2, bytesOut: 4_000 * poem.length });
		expect(lab.snapshot().droppedExchanges + lab.snapshot().exchanges.length).toBeGreaterThanOrEqual(4_000);
	});

	test('an engine that is killed loses nothing of what waits; the watch goes on with it', async () => {
		const other = await engineOfTest();
		const { tell, link } = await publishing('dee', other);
		const lab = await watching('dee', other);
		tell(visit(11));
		await shows(lab, { totals: { served: 1 } });
		await other.kill();
		await shows(lab, { replay: { live: { away: expect.any(String) } } });
		tell(visit(12));
		await other.run();
		await vi.waitFor(() => expect(link.isJoined).toBe(true), patiently);
		tell(visit(13));
		await shows(lab, { totals: { served: 3 }, replay: { live: { name: 'dee' } }, exchanges: [{}, {}, {}] });
		expect(lab.snapshot().replay?.live).not.toHaveProperty('away');
	});

	test('a lab in which nothing happens is seen again by whoever comes after its engine was started anew', async () => {
		const other = await engineOfTest();
		const { link } = await publishing('hana', other);
		await other.kill();
		await vi.waitFor(() => expect(link.isJoined).toBe(false), patiently);
		await other.run();
		const lab = await watching('hana', other);
		await shows(lab, { ready: true, servers: [{ name: 'a' }, {}, {}] });
	});

	test.each([
		['and nothing happens there', 0],
		['before the next event', 1],
	])('a lab whose stream the engine has evicted begins anew: %s', async (_, events) => {
		const name = `ivo${events}`;
		const { link, tell } = await publishing(name);
		const lab = await watching(name);
		await shows(lab, { ready: true });
		tell(visit(11));
		await shows(lab, { totals: { served: 1 } });
		await link.run(['DEL', keys.events(name), keys.bytes(name)]);
		tell(events === 0 ? [] : visit(12));
		const later = await watching(name);
		await shows(later, { ready: true, totals: { served: 1 + events } });
	});

	test('a lab that comes under the name of one that died begins anew', async () => {
		const first = await publishing('eve');
		const lab = await watching('eve');
		first.tell(visit(11));
		await shows(lab, { totals: { served: 1 } });
		await first.publisher.stop();
		await first.link.leave();
		const second = await publishing('eve');
		await shows(lab, { totals: { served: 0 } });
		second.tell([...visit(11), ...visit(12)]);
		await shows(lab, { totals: { served: 2 } });
		expect(await lab.detail(lab.snapshot().exchanges.at(-1)?.id ?? 0)).toMatchObject([
			{},
			{ data: new Uint8Array(poem) },
			{},
		]);
	});

	test('is recorded here, from the middle on, in a file that replay opens', async () => {
		const { tell } = await publishing('fay');
		const lab = await watching('fay');
		tell(visit(11));
		await shows(lab, { totals: { served: 1 } });
		const path = await newPath();
		lab.dispatch({ type: 'start-recording', path });
		await shows(lab, { recording: { status: 'on' } });
		tell(visit(12));
		await shows(lab, { totals: { served: 2 } });
		lab.dispatch({ type: 'stop-recording' });
		await shows(lab, { recording: { status: 'stopped', path } });
		const replay = await createReplayLab(path);
		ends.push(() => replay.close());
		expect(told(replay.snapshot())).toMatchObject({ totals: { served: 2 }, servers: told(lab.snapshot()).servers });
	});

	test('a name that is not there is an error that says which are', async () => {
		await publishing('gil');
		await vi.waitFor(
			() =>
				expect(createWatchLab({ address: engine().address }, 'nobody')).rejects.toThrow(
					/There is no lab nobody .*there are .*gil/,
				),
			patiently,
		);
	});

	test('lines of a stranger that are no events are left out and counted', async () => {
		const { link, tell } = await publishing('hal');
		const lab = await watching('hal');
		await shows(lab, { ready: true });
		await link.run(['XADD', keys.events('hal'), '*', 'event', 'rubbish\u001b[31m']);
		await shows(lab, { replay: { skippedLines: 0 } });
		tell(visit(11));
		await shows(lab, { ready: true });
	});
});
