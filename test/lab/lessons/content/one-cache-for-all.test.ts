import { expect, onTestFinished, test } from 'vitest';
import type { LabOptions } from '../../../../source/lab/lab-options.ts';
import { lessons, lessonsIn } from '../../../../source/lab/lessons/content/lessons.ts';
import { oneCacheForAll as lesson } from '../../../../source/lab/lessons/content/one-cache-for-all.ts';
import { createLocalLab } from '../../../../source/lab/local-lab.ts';
import { describeWithEngine, engineOfTest } from '../../../fixtures/class/with-engine.ts';
import { labOnFreePorts } from '../../../fixtures/lab-on-free-ports.ts';
import { portIn, seen } from '../../../fixtures/lab-seen.ts';
import { doStep, type Guesses, lessonIn } from '../../../fixtures/lesson-walk.ts';
import { listenTo } from '../../../fixtures/raw-peers.ts';

test('a lab alone offers fourteen lessons, and one in a class one more', () => {
	expect(lessonsIn({ isClass: false })).toEqual(lessons);
	expect(lessonsIn({ isClass: true }).map(({ name }) => name)).toEqual([
		...lessons.map(({ name }) => name),
		lesson.name,
	]);
});

describeWithEngine('the lesson of a class', engine => {
	const open = async (more: Partial<LabOptions> = {}) => {
		const lab = await createLocalLab({ ...labOnFreePorts, slowPoems: [], class: engine().joinedAs('ada'), ...more });
		onTestFinished(async () => {
			await lab.close();
		});
		await seen(lab, now => now.class?.status === 'joined');
		return lab;
	};

	test.each<Guesses>(['right', 'wrong'])(
		'is walked through by somebody who guesses %s, and shows each time what it says',
		async guesses => {
			const lab = await open({ lesson: lesson.name });
			for (const step of lesson.steps.keys()) {
				const { outcome } = await doStep(lab, lesson, step + 1, guesses);
				expect(outcome?.explanation, outcome?.observed).not.toContain('made to show something else');
				expect(outcome?.held, outcome?.observed).toBe(guesses === 'right');
				lab.dispatch({ type: 'next-step', step: step + 1 });
			}
			expect(await lessonIn(lab, ({ done }) => done)).toMatchObject({ skipped: 0 });
		},
	);

	test('sees what other programs do, and says what is missing of the cure', async () => {
		const lab = await open({ lesson: lesson.name });
		const port = portIn(lab.snapshot(), 'proxy/tyger');
		for (let step = 1; step < lesson.steps.length; step += 1) {
			lab.dispatch({ type: 'next-step', step });
		}
		await lessonIn(lab, ({ step, action }) => step === lesson.steps.length && action !== undefined);
		const poet = { server: 'poetry/tyger' } as const;
		const status = (wanted: string) =>
			seen(lab, ({ servers }) => servers.find(({ id }) => id === poet.server)?.status === wanted);
		await listenTo(port);
		await lessonIn(lab, ({ hint }) => hint?.includes('start it again first') === true);
		lab.dispatch({ type: 'stop-server', ...poet });
		await status('stopped');
		lab.dispatch({ type: 'start-server', ...poet });
		await status('listening');
		await listenTo(port);
		await lessonIn(lab, ({ hint }) => hint?.includes('Purge the cache') === true);
		lab.dispatch({ type: 'purge-cache' });
		await listenTo(port);
		const { outcome } = await lessonIn(lab, now => now.outcome !== undefined);
		expect(outcome?.observed).toBe('MISS: 812 of 812 bytes came.');
	});

	test('waits for a class that is away, says so, and goes on once it is back', async () => {
		const own = await engineOfTest();
		const lab = await open({ class: own.joinedAs('bo') });
		await own.kill();
		await seen(lab, now => now.class?.status === 'away');
		lab.dispatch({ type: 'start-lesson', name: lesson.name });
		await lessonIn(lab, ({ hint }) => hint?.includes('away') === true);
		await own.run();
		expect((await doStep(lab, lesson, 1, 'right')).outcome?.held).toBe(true);
	});

	test('leaves no part of a poem in the class, and the other lessons are as in a lab alone', async () => {
		const lab = await open({ lesson: lesson.name });
		const port = portIn(lab.snapshot(), 'proxy/tyger');
		lab.dispatch({ type: 'next-step', step: 1 });
		lab.dispatch({ type: 'next-step', step: 2 });
		await doStep(lab, lesson, 3, 'right');
		lab.dispatch({ type: 'leave-lesson' });
		lab.dispatch({ type: 'purge-cache' });
		expect((await listenTo(port)).bytes).toHaveLength(812);
		lab.dispatch({ type: 'start-lesson', name: 'now-or-later' });
		await lessonIn(lab, ({ name }) => name === 'now-or-later');
		const other = lessons.find(({ name }) => name === 'now-or-later');
		const { outcome } = other === undefined ? {} : await doStep(lab, other, 1, 'right');
		expect(outcome?.held, outcome?.observed).toBe(true);
	});
});
