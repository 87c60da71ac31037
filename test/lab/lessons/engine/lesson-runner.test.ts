import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import type { LabOptions } from '../../../../source/lab/lab-options.ts';
import { lessons } from '../../../../source/lab/lessons/content/lessons.ts';
import { createLocalLab } from '../../../../source/lab/local-lab.ts';
import { createWorkerLab } from '../../../../source/lab/worker/worker-lab.ts';
import { labOnFreePorts } from '../../../fixtures/lab-on-free-ports.ts';
import { seen } from '../../../fixtures/lab-seen.ts';
import { choiceFor, doStep, lessonIn } from '../../../fixtures/lesson-walk.ts';
import { listenTo } from '../../../fixtures/raw-peers.ts';

const options: LabOptions = { ...labOnFreePorts, slowPoems: [] };

async function open(more: Partial<LabOptions> = {}) {
	const lab = await createLocalLab({ ...options, ...more });
	onTestFinished(() => void lab.close());
	return lab;
}

function lessonCalled(name: string) {
	const lesson = lessons.find(one => one.name === name);
	if (lesson === undefined) {
		throw new Error(`no lesson ${name}`);
	}
	return lesson;
}

const writeAndClose = lessonCalled('write-and-close');
const herd = lessonCalled('thundering-herd');

/** The faults that are on, as `server fault`. */
const faultsIn = (lab: Awaited<ReturnType<typeof open>>) =>
	lab.snapshot().servers.flatMap(({ id, faults }) => faults.map(({ name }) => `${id} ${name}`));

test('the lab tells the lessons that there are, in their order', async () => {
	const lab = await open();
	expect(lab.snapshot().lessons?.map(({ name, done }) => [name, done])).toEqual(
		lessons.map(({ name }) => [name, false]),
	);
	expect(lab.snapshot().lesson).toBeUndefined();
});

test('a lesson that does not exist changes nothing', async () => {
	const lab = await open();
	lab.dispatch({ type: 'start-lesson', name: 'no-such-lesson' });
	lab.dispatch({ type: 'next-step' });
	lab.dispatch({ type: 'purge-cache' });
	await seen(lab, ({ ready }) => ready);
	expect(lab.snapshot().lesson).toBeUndefined();
});

test('nothing is done for whoever has not guessed yet', async () => {
	const lab = await open({ lesson: writeAndClose.name });
	lab.dispatch({ type: 'do-task' });
	lab.dispatch({ type: 'predict', choice: 99 });
	lab.dispatch({ type: 'predict', choice: 1 });
	await lessonIn(lab, ({ prediction }) => prediction?.chosen === 1);
	expect(lab.snapshot().totals.fetches).toBe(0);
	lab.dispatch({ type: 'do-task' });
	await lessonIn(lab, ({ outcome }) => outcome !== undefined);
	expect(lab.snapshot().totals.fetches).toBe(1);
});

test('what happens before a guess was made is told as it was, and holds nobody to anything', async () => {
	const lab = await open({ lesson: writeAndClose.name });
	const { port = 0 } = lab.snapshot().servers.find(({ id }) => id === 'poetry/tyger') ?? {};
	await listenTo(port);
	const { outcome } = await lessonIn(lab, now => now.outcome !== undefined);
	expect(outcome?.held).toBeUndefined();
	expect(outcome?.observed).toContain('812 bytes');
	expect(outcome?.explanation).toContain('waits for no word of yours');
	lab.dispatch({ type: 'predict', choice: 0 });
	lab.dispatch({ type: 'purge-cache' });
	await seen(lab, ({ totals }) => totals.open === 0);
	expect(lab.snapshot().lesson?.prediction?.chosen).toBeUndefined();
});

test('a guess may be changed until it has happened', async () => {
	const lab = await open({ lesson: writeAndClose.name });
	lab.dispatch({ type: 'predict', choice: 0 });
	lab.dispatch({ type: 'predict', choice: choiceFor(writeAndClose, 1, 'right') ?? -1 });
	lab.dispatch({ type: 'do-task' });
	expect((await lessonIn(lab, ({ outcome }) => outcome !== undefined)).outcome?.held).toBe(true);
});

test('a lesson whose steps were skipped ends, but does not count as done', async () => {
	const lab = await open({ lesson: writeAndClose.name });
	for (const _ of writeAndClose.steps) {
		lab.dispatch({ type: 'next-step' });
	}
	const { skipped, text } = await lessonIn(lab, ({ done }) => done);
	expect(skipped).toBe(writeAndClose.steps.length);
	// What it tells of the last step's exchange would not be true of another one.
	expect(text).toBe('');
	expect(lab.snapshot().lessons?.some(({ done }) => done)).toBe(false);
});

test('the last step counts when it has happened, also for somebody who quits then', async () => {
	const lab = await open({ lesson: writeAndClose.name });
	for (const step of writeAndClose.steps.keys()) {
		lab.dispatch({ type: 'next-step', step });
		await doStep(lab, writeAndClose, step + 1, 'right');
	}
	await seen(lab, ({ lessons: all }) => all?.[0]?.done === true);
	expect(lab.snapshot().lesson?.done).toBe(false);
});

/** A lab, and the events about lessons that it has told, each without its time. */
async function listen(more: Partial<LabOptions>) {
	const told: Partial<LabEvent>[] = [];
	const lab = await createLocalLab({ ...options, ...more }, ({ time: _, ...event }) => {
		if (event.type.startsWith('lesson')) {
			told.push(event);
		}
	});
	onTestFinished(() => void lab.close());
	return { lab, told };
}

test('what comes of a step is told: the guess, a try that was another one, and the one that held', async () => {
	const { lab, told } = await listen({ lesson: writeAndClose.name });
	const { name, title, steps } = writeAndClose;
	const lesson = { lesson: name, title, step: 1, steps: steps.length };
	const choice = choiceFor(writeAndClose, 1, 'right') ?? -1;
	lab.dispatch({ type: 'predict', choice });
	const guess = (await lessonIn(lab, ({ prediction }) => prediction?.chosen === choice)).prediction?.choices[choice];
	const { address = '' } = lab.snapshot().hosts.find(({ label }) => label === 'poetry/jabberwocky') ?? {};
	lab.dispatch({ type: 'fetch', address, transforms: [] });
	await lessonIn(lab, ({ hint }) => hint !== undefined);
	const tries = () => told.map(event => ('tries' in event ? event.tries : 0)).at(-1);
	await seen(lab, () => tries() === 1);
	// The same once more is another try.
	lab.dispatch({ type: 'fetch', address, transforms: [] });
	await seen(lab, () => tries() === 2);
	lab.dispatch({ type: 'do-task' });
	await lessonIn(lab, ({ outcome }) => outcome !== undefined);
	expect(told).toEqual([
		{ type: 'lesson-reached', ...lesson },
		{ type: 'lesson-progressed', ...lesson, guess, tries: 0, happened: false, done: 0 },
		{ type: 'lesson-progressed', ...lesson, guess, tries: 1, happened: false, done: 0 },
		{ type: 'lesson-progressed', ...lesson, guess, tries: 2, happened: false, done: 0 },
		{ type: 'lesson-progressed', ...lesson, guess, tries: 2, happened: true, held: true, done: 0 },
	]);
});

test('a lesson that is done is told once with all its steps, and the next session tells that it was done', async () => {
	const directory = await mkdtemp(join(tmpdir(), 'poetry-lab-lessons-'));
	onTestFinished(() => rm(directory, { recursive: true, force: true }));
	const progressFile = join(directory, 'lessons.json');
	const { lab, told } = await listen({ lesson: writeAndClose.name, progressFile });
	for (const step of writeAndClose.steps.keys()) {
		await doStep(lab, writeAndClose, step + 1, step === 0 ? 'wrong' : 'right');
		lab.dispatch({ type: 'next-step' });
	}
	await lessonIn(lab, ({ done }) => done);
	lab.dispatch({ type: 'leave-lesson' });
	await seen(lab, ({ lesson }) => lesson === undefined);
	await lab.close();
	const ended = told.filter(({ type }) => type === 'lesson-done');
	const progressed = told.filter(event => event.type === 'lesson-progressed');
	expect(progressed.at(-1)).toMatchObject({ step: writeAndClose.steps.length, happened: true, done: 1 });
	const held = writeAndClose.steps.map((_, step) => ({ held: step > 0, tries: 0, happened: true }));
	expect(ended).toMatchObject([{ lesson: writeAndClose.name, steps: held }]);
	expect(told.at(-1)).toEqual({ type: 'lesson-left', lesson: writeAndClose.name });
	const { told: later } = await listen({ progressFile });
	expect(later).toEqual([{ type: 'lessons-found-done', lessons: [writeAndClose.name] }]);
});

test('each step tells what enter will let the client ask for, and nothing where it asks for nothing', async () => {
	const lab = await open({ lesson: 'poisoned-cache' });
	const lesson = lessonCalled('poisoned-cache');
	for (const step of lesson.steps.map((_, index) => index + 1)) {
		await lessonIn(lab, now => now.step === step && now.client !== undefined);
		const { client } = await doStep(lab, lesson, step, 'right');
		const { fetch } = lab.snapshot();
		expect(client).toEqual({ address: fetch?.address, transforms: step === 4 ? ['shout'] : [] });
		lab.dispatch({ type: 'next-step', step });
	}
	lab.dispatch({ type: 'start-lesson', name: 'by-hand' });
	expect((await lessonIn(lab, now => now.name === 'by-hand' && now.action !== undefined)).client).toBeUndefined();
});

test('a key that was pressed twice does not skip the next step', async () => {
	const lab = await open({ lesson: writeAndClose.name });
	await doStep(lab, writeAndClose, 1, 'right');
	lab.dispatch({ type: 'next-step', step: 1 });
	lab.dispatch({ type: 'next-step', step: 1 });
	lab.dispatch({ type: 'predict', choice: 0 });
	const now = await lessonIn(lab, ({ step, prediction }) => step > 1 && prediction?.chosen === 0);
	expect(now).toMatchObject({ step: 2, skipped: 0 });
});

test('a lesson empties the cache and breaks only what it needs, and puts back what was broken before it', async () => {
	const lab = await open({ uncollapsed: ['proxy/jabberwocky'] });
	const { address = '' } = lab.snapshot().hosts.find(({ label }) => label === 'proxy/jabberwocky') ?? {};
	lab.dispatch({ type: 'fetch', address, transforms: [] });
	await seen(lab, ({ totals }) => totals.cacheEntries === 1);
	lab.dispatch({ type: 'set-fault', server: 'poetry/tyger', fault: 'hang' });
	lab.dispatch({ type: 'set-fault', server: 'proxy/jabberwocky', fault: 'trickle', settings: { bytes: 7 } });
	lab.dispatch({ type: 'stop-server', server: 'poetry/jabberwocky' });
	const status = () => lab.snapshot().servers.find(({ id }) => id === 'poetry/jabberwocky')?.status;
	await seen(lab, () => faultsIn(lab).length === 2 && status() === 'stopped');
	lab.dispatch({ type: 'start-lesson', name: herd.name });
	await lessonIn(lab, ({ name }) => name === herd.name);
	await seen(lab, () => faultsIn(lab).join() === 'poetry/jabberwocky latency');
	const collapsing = () => lab.snapshot().servers.find(({ id }) => id === 'proxy/jabberwocky')?.collapsing;
	expect(lab.snapshot().totals.cacheEntries).toBe(0);
	await seen(lab, () => collapsing() === true && status() === 'listening');

	// Another lesson puts it back as well, before it begins, and then has no faults but its own.
	lab.dispatch({ type: 'start-lesson', name: writeAndClose.name });
	await lessonIn(lab, ({ name }) => name === writeAndClose.name);
	await seen(lab, () => faultsIn(lab).length === 0);
	await doStep(lab, writeAndClose, 1, 'right');
	expect(faultsIn(lab)).toEqual([]);
	lab.dispatch({ type: 'leave-lesson' });
	await seen(lab, ({ lesson }) => lesson === undefined && faultsIn(lab).length === 2);
	await seen(lab, () => collapsing() === false && status() === 'stopped');
	expect(faultsIn(lab).sort()).toEqual(['poetry/tyger hang', 'proxy/jabberwocky trickle']);
	const proxy = lab.snapshot().servers.find(({ id }) => id === 'proxy/jabberwocky');
	expect(proxy?.faults[0]?.settings.bytes).toBe(7);
});

test('a lesson that is begun again is set up again', async () => {
	const lab = await open({ lesson: herd.name });
	await seen(lab, () => faultsIn(lab).length === 1);
	lab.dispatch({ type: 'next-step' });
	await lessonIn(lab, ({ step }) => step === 2);
	lab.dispatch({ type: 'start-lesson', name: herd.name });
	await lessonIn(lab, ({ step, name }) => step === 1 && name === herd.name);
	await doStep(lab, herd, 1, 'right');
	expect(faultsIn(lab)).toEqual(['poetry/jabberwocky latency']);
});

test('the long poem is there for its lesson, and stopped after it', async () => {
	const lab = await open({ lesson: 'slow-reader' });
	const long = () => lab.snapshot().servers.filter(({ id }) => id.includes('long-'));
	expect(long().map(({ status }) => status)).toEqual(['listening', 'listening']);
	lab.dispatch({ type: 'leave-lesson' });
	await seen(lab, () => long().every(({ status }) => status === 'stopped'));
	lab.dispatch({ type: 'start-lesson', name: 'slow-reader' });
	await seen(lab, () => long().every(({ status }) => status === 'listening'));
});

test('the lesson after it sends nobody to the long poem, which is about to stop', async () => {
	const lab = await open({ lesson: 'slow-reader' });
	lab.dispatch({ type: 'start-lesson', name: 'blocked-loop' });
	const { task, shell } = await lessonIn(lab, ({ name }) => name === 'blocked-loop');
	expect(`${task} ${shell}`).toMatch(/poetry\/\w+.* nc /);
	expect(task).not.toContain('long-');
});

test('a lab with other poems has the same lessons, about one of those', async () => {
	const poemsDir = await mkdtemp(join(tmpdir(), 'poetry-lab-poems-'));
	onTestFinished(() => rm(poemsDir, { recursive: true }));
	await writeFile(join(poemsDir, 'short.txt'), 'A rose is a rose.\n');
	await writeFile(join(poemsDir, 'shorter.txt'), 'A rose.\n');
	const lab = await open({ poemsDir, lesson: writeAndClose.name });
	expect(lab.snapshot().lesson?.text).toContain('poetry/short ');
	for (const step of writeAndClose.steps.keys()) {
		expect((await doStep(lab, writeAndClose, step + 1, 'right')).outcome?.held).toBe(true);
		lab.dispatch({ type: 'next-step' });
	}
});

test('what crosses to the screen is plain data', async () => {
	const lab = await open({ lesson: writeAndClose.name });
	const { lesson, lessons: choices } = lab.snapshot();
	expect(structuredClone({ lesson, choices })).toEqual({ lesson, choices });
});

test('that progress can not be kept is told, and the lesson goes on', async () => {
	const inside = await mkdtemp(join(tmpdir(), 'poetry-lab-progress-'));
	onTestFinished(() => rm(inside, { recursive: true }));
	await writeFile(join(inside, 'state'), '');
	const lab = await open({ progressFile: join(inside, 'state', 'lessons.json'), lesson: writeAndClose.name });
	for (const step of writeAndClose.steps.keys()) {
		await doStep(lab, writeAndClose, step + 1, 'right');
		lab.dispatch({ type: 'next-step' });
	}
	await lessonIn(lab, ({ done }) => done);
	await seen(lab, ({ notices }) => notices.some(notice => notice.includes('can not be')));
	expect(lab.snapshot().lessons?.[0]?.done).toBe(true);
});

test('a lesson in a worker is the same: it begins, it happens, and it goes', async () => {
	const worker = new URL('../../../../dist/worker.js', import.meta.url);
	const lab = await createWorkerLab({ ...options, lesson: writeAndClose.name }, worker);
	onTestFinished(() => void lab.close());
	const { outcome } = await doStep(lab, writeAndClose, 1, 'wrong');
	expect(outcome).toMatchObject({ held: false });
	lab.dispatch({ type: 'leave-lesson' });
	await seen(lab, ({ lesson }) => lesson === undefined);
});

test('a hint quotes what was typed as it is, also where it looks like a place in the lesson’s own words', async () => {
	const lab = await open({ lesson: 'by-hand' });
	await lessonIn(lab, ({ step }) => step === 1);
	const port = lab.snapshot().servers.find(({ kind }) => kind === 'transform')?.port ?? 0;
	connect({ port, host: '127.0.0.1' })
		.on('error', () => {})
		.resume()
		.end('{publisher}');
	// The hint for a client that has said nothing yet may come before it.
	const { hint } = await lessonIn(lab, lesson => lesson.hint?.startsWith('That was') === true);
	expect(hint).toContain('That was “{publisher}”');
});
