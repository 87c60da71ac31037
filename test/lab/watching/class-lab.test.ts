import { afterEach, expect, test, vi } from 'vitest';
import { keys } from '../../../source/class/keys.ts';
import { ClassLink } from '../../../source/class/link.ts';
import { createCountingModel } from '../../../source/lab/model/counting-model.ts';
import { Publisher } from '../../../source/lab/publishing/publisher.ts';
import type { BoardState } from '../../../source/lab/snapshot/board-state.ts';
import { boardEvents } from '../../../source/lab/watching/board-events.ts';
import { createClassLab } from '../../../source/lab/watching/class-lab.ts';
import { sampleBoard, sampleBoardLab } from '../../fixtures/board.ts';
import { describeWithEngine } from '../../fixtures/class/with-engine.ts';
import { closed, listening, opened } from '../../fixtures/events.ts';
import { patiently } from '../../fixtures/patience.ts';

describeWithEngine('the board of a class', engine => {
	const ends: (() => Promise<unknown>)[] = [];
	afterEach(async () => {
		for (const end of ends.splice(0).reverse()) {
			await end();
		}
	});

	async function joined(name: string) {
		const model = createCountingModel();
		const now = () => performance.timeOrigin + performance.now();
		const link = await ClassLink.join(engine().joinedAs(name), { emit: () => {}, now });
		ends.push(() => link.leave());
		const publisher = new Publisher(link, { stateNow: model.now, now });
		for (const event of [...listening, opened(1), closed(1)]) {
			model.take(event, publisher.take(event));
		}
		return { link, publisher };
	}

	async function board() {
		const lab = await createClassLab(engine().address);
		ends.push(() => lab.close());
		const shows = (expected: object) => vi.waitFor(() => expect(lab.snapshot()).toMatchObject(expected), patiently);
		return { lab, shows };
	}

	test('shows each lab with its counts, watches one in its place, and comes back', async () => {
		await joined('ada');
		await joined('bo');
		const { lab, shows } = await board();
		const both = {
			board: {
				labs: [
					{ name: 'ada', isHere: true, served: 1 },
					{ name: 'bo', served: 1 },
				],
			},
		};
		await shows(both);
		lab.dispatch({ type: 'watch-lab', name: 'bo' });
		await shows({ board: undefined, totals: { served: 1 }, replay: { live: { name: 'bo', hasBoard: true } } });
		lab.dispatch({ type: 'leave-watch' });
		await shows({ ...both, replay: undefined, totals: { served: 0 } });
		lab.dispatch({ type: 'watch-lab', name: 'nobody' });
		await shows({ board: { problem: expect.stringContaining('There is no lab nobody') } });
	});

	test('keeps a lab that has left, and one that is lost, until it is dismissed', async () => {
		const { link, publisher } = await joined('cy');
		const other = await joined('dee');
		const { lab, shows } = await board();
		const isOnBoard = (name: string, expected: object) =>
			shows({ board: { labs: expect.arrayContaining([expect.objectContaining({ name, ...expected })]) } });
		await isOnBoard('cy', { isHere: true });
		await publisher.stop();
		await link.leave();
		await isOnBoard('cy', { isHere: false, left: true });
		await isOnBoard('dee', { isHere: true });
		// As if its process had been killed, and its presence had run out.
		await other.link.run(['SET', keys.lab('dee'), 'x', 'PX', '1']);
		await isOnBoard('dee', { isHere: false, left: false });
		lab.dispatch({ type: 'dismiss-labs', names: ['cy'] });
		await vi.waitFor(() => expect(lab.snapshot().board?.labs.map(({ name }) => name)).not.toContain('cy'), patiently);
	});

	test('leaves out what is no lab, whatever stands there', async () => {
		const { link } = await joined('eve');
		await link.run(['HSET', keys.labs, 'rubbish', '{"host":7}', 'more', 'not even JSON']);
		const { lab, shows } = await board();
		await shows({ board: { labs: expect.arrayContaining([expect.objectContaining({ name: 'eve' })]) } });
		expect(lab.snapshot().board?.labs.map(({ name }) => name)).not.toEqual(expect.arrayContaining(['rubbish']));
	});
});

test('what changes from one look at the board to the next are events, each about one lab', () => {
	const ada = sampleBoardLab({ name: 'ada' });
	const lesson = { name: 'by-hand', title: 'By hand', step: 1, steps: 5, tries: 0, happened: false };
	const boardOf = (...labs: BoardState['labs']): BoardState => ({ engine: 'h:1', labs });
	const types = (before: BoardState | undefined, after: BoardState) =>
		boardEvents(before, after).map(event => [event.type, 'lab' in event ? event.lab : '']);
	expect(types(undefined, boardOf(ada))).toEqual([
		['class-joined', ''],
		['lab-joined', 'ada'],
		['counts-changed', 'ada'],
	]);
	expect(types(boardOf(ada), boardOf({ ...ada, heardMs: 60_000 }))).toEqual([]);
	expect(types(boardOf(ada), boardOf({ ...ada, lesson }))).toEqual([['lesson-reached', 'ada']]);
	const guessed = { ...ada, lesson: { ...lesson, guess: 'a reset', held: false, tries: 2, happened: true } };
	expect(boardEvents(boardOf({ ...ada, lesson }), boardOf(guessed))).toMatchObject([
		{ type: 'lesson-progressed', lab: 'ada', lesson: 'by-hand', guess: 'a reset', held: false, tries: 2, step: 1 },
	]);
	expect(types(boardOf(guessed), boardOf({ ...ada, lessonsDone: 1 }))).toEqual([['lesson-left', 'ada']]);
	const inMiddle = { ...ada, lesson: { ...lesson, left: true } };
	expect(types(boardOf(guessed), boardOf(inMiddle))).toEqual([['lesson-left', 'ada']]);
	expect(types(boardOf(inMiddle), boardOf({ ...ada, lesson }))).toEqual([['lesson-reached', 'ada']]);
	expect(types(boardOf({ ...ada, lesson }), boardOf({ ...ada, lesson: { ...lesson, stepMs: 9_000 } }))).toEqual([]);
	expect(types(boardOf(ada), boardOf({ ...ada, isHere: false }))).toEqual([['lab-lost', 'ada']]);
	expect(types(boardOf(ada), boardOf({ ...ada, isHere: false, left: true }))).toEqual([['lab-left', 'ada']]);
	expect(types(boardOf(ada), { ...boardOf(ada), away: 'gone' })).toEqual([['class-away', '']]);
	expect(types(undefined, sampleBoard).filter(([type]) => type === 'lab-left')).toEqual([['lab-left', 'eve@lab-9']]);
});
