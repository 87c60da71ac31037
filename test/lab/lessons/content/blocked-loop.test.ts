import { expect, onTestFinished, test } from 'vitest';
import { blockedLoop } from '../../../../source/lab/lessons/content/blocked-loop.ts';
import { createLocalLab } from '../../../../source/lab/local-lab.ts';
import { labOnFreePorts } from '../../../fixtures/lab-on-free-ports.ts';
import { choiceFor, doStep, lessonIn } from '../../../fixtures/lesson-walk.ts';
import { netcatsIn, runNetcat } from '../../../fixtures/shell-lines.ts';

// In real time, unlike the other lessons: whoever blocks the loop also stops the hand that moves a clock.
async function open() {
	const lab = await createLocalLab({ ...labOnFreePorts, lesson: blockedLoop.name });
	onTestFinished(() => void lab.close());
	return lab;
}

test('the lesson blocked-loop is shown by the lab', async () => {
	const lab = await open();
	for (const [index, how] of (['right', 'wrong', 'right'] as const).entries()) {
		const { outcome } = await doStep(lab, blockedLoop, index + 1, how);
		expect(outcome?.held, outcome?.observed).toBe(how === 'right');
		lab.dispatch({ type: 'next-step' });
	}
});

test('the lesson blocked-loop sees what its lines do in another terminal, and B', async () => {
	const lab = await open();
	const guess = async (step: number) => {
		await lessonIn(lab, now => now.step === step && now.outcome === undefined);
		lab.dispatch({ type: 'predict', choice: choiceFor(blockedLoop, step, 'right') ?? 0 });
		await lessonIn(lab, ({ prediction }) => prediction?.chosen !== undefined);
	};
	const types = (from = 0, to?: number) => {
		for (const netcat of netcatsIn((lab.snapshot().lesson?.shell ?? []).slice(from, to))) {
			const socket = runNetcat(netcat);
			onTestFinished(() => void socket.destroy());
		}
	};
	const held = async () => {
		const { outcome } = await lessonIn(lab, now => now.outcome !== undefined);
		expect(outcome?.held, outcome?.observed).toBe(true);
		lab.dispatch({ type: 'next-step' });
	};
	await guess(1);
	types(0, 1);
	await lessonIn(lab, ({ hint }) => hint?.startsWith('1 reader so far') === true);
	types(1);
	await held();
	await guess(2);
	types();
	await lessonIn(lab, ({ hint }) => hint?.includes('Press B') === true);
	lab.dispatch({ type: 'block-loop', ms: 300 });
	await held();
	await guess(3);
	types();
	await held();
});
