import { connect, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { blockedLoop } from '../../../../source/lab/lessons/content/blocked-loop.ts';
import { createLocalLab } from '../../../../source/lab/local-lab.ts';
import { labOnFreePorts } from '../../../fixtures/lab-on-free-ports.ts';
import { choiceFor, doStep, lessonIn } from '../../../fixtures/lesson-walk.ts';

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

test('the lesson blocked-loop sees readers from other terminals, B, and slow as it is typed', async () => {
	const lab = await open();
	const guess = async (step: number) => {
		await lessonIn(lab, now => now.step === step && now.outcome === undefined);
		lab.dispatch({ type: 'predict', choice: choiceFor(blockedLoop, step, 'right') ?? 0 });
		await lessonIn(lab, ({ prediction }) => prediction?.chosen !== undefined);
	};
	const netcat = (port: number, typed = ''): Socket => {
		const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }).resume();
		socket.on('error', () => {});
		socket.write(typed);
		onTestFinished(() => void socket.destroy());
		return socket;
	};
	const held = async () => {
		const { outcome } = await lessonIn(lab, now => now.outcome !== undefined);
		expect(outcome?.held, outcome?.observed).toBe(true);
		lab.dispatch({ type: 'next-step' });
	};
	await guess(1);
	const slowed = lab.snapshot().servers.filter(({ faults }) => faults.length > 0);
	netcat(slowed[0]?.port ?? 0);
	await lessonIn(lab, ({ hint }) => hint?.startsWith('1 reader so far') === true);
	for (const { port } of slowed.slice(1)) {
		netcat(port);
	}
	await held();
	await guess(2);
	lab.dispatch({ type: 'block-loop', ms: 300 });
	await held();
	await guess(3);
	netcat(lab.snapshot().servers.find(({ kind }) => kind === 'transform')?.port ?? 0, '9:slow.Rose,\n');
	await held();
});
