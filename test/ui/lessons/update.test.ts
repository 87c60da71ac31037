import { describe, expect, it, onTestFinished } from 'vitest';
import type { LessonState } from '../../../source/lab/snapshot/lesson-state.ts';
import { createFakeLab, sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { keys, openScreen } from '../../fixtures/terminal.tsx';

const lessons = [
	{ name: 'first', title: 'The first lesson', summary: 'What comes first.', done: true },
	{ name: 'second', title: 'The second lesson', summary: 'What comes second.', done: false },
];

function sampleLesson(change: Partial<LessonState> = {}): LessonState {
	return {
		name: 'second',
		title: 'The second lesson',
		step: 1,
		steps: 2,
		text: 'A server waits.',
		task: 'Connect to it.',
		action: 'connect',
		prediction: { question: 'Who speaks first?', choices: ['The server', 'The client', 'Nobody'] },
		done: false,
		skipped: 0,
		beside: ['traffic', 'poem'],
		...change,
	};
}

const guessed = { question: 'Who speaks first?', choices: ['The server', 'The client', 'Nobody'], chosen: 1 };

function open(lesson: LessonState | undefined, columns = 80, rows = 24) {
	const lab = createFakeLab(sampleSnapshot({ lessons, lesson }));
	const screen = openScreen(lab, columns, rows);
	onTestFinished(() => screen.close());
	return { lab, screen };
}

describe('the list of lessons', () => {
	it('opens with 0 on the first that is not done, ticks off the others, and begins the one that is marked', async () => {
		const { lab, screen } = open(undefined);
		const frame = await screen.press('0', '─ Lessons ─');
		expect(frame).toContain('1 of 2 done');
		expect(frame).toMatch(/✓ The first lesson/);
		expect(frame).toMatch(/▸· The second lesson/);
		expect(frame).toContain('What comes second.');
		await screen.press(keys.up, 'What comes first.');
		screen.type(keys.enter);
		expect(lab.actions).toEqual([{ type: 'start-lesson', name: 'first' }]);
	});

	it('closes with esc, and nothing has begun', async () => {
		const { lab, screen } = open(undefined);
		await screen.press('0', '─ Lessons ─');
		expect(await screen.press(keys.escape, '4 Client')).not.toContain('─ Lessons ─');
		expect(lab.actions).toEqual([]);
	});
});

describe('a guess', () => {
	it('is made with its letter', () => {
		const { lab, screen } = open(sampleLesson());
		screen.type('c');
		expect(lab.actions).toEqual([{ type: 'predict', choice: 2 }]);
	});

	it('is made with arrows and enter', async () => {
		const { lab, screen } = open(sampleLesson());
		await screen.press(keys.down, '▸b  The client');
		screen.type(keys.enter);
		expect(lab.actions).toEqual([{ type: 'predict', choice: 1 }]);
	});

	it('that is not offered is no guess', () => {
		const { lab, screen } = open(sampleLesson());
		screen.type('d');
		expect(lab.actions).toEqual([]);
	});

	it('may be changed while the task is not done', async () => {
		const { lab, screen } = open(sampleLesson({ prediction: guessed }));
		expect(screen.frame()).toContain('You say b: The client');
		screen.type('a');
		expect(lab.actions).toEqual([{ type: 'predict', choice: 0 }]);
	});
});

describe('the task', () => {
	it('is done by enter once there is a guess, and the hint line says so', async () => {
		const { lab, screen } = open(sampleLesson({ prediction: guessed }));
		expect(screen.frame()).toContain('enter connect');
		expect(screen.frame()).toContain('enter  connect');
		screen.type(keys.enter);
		expect(lab.actions).toEqual([{ type: 'do-task' }]);
	});

	it('leaves nothing to press but to skip while the lab is watching', () => {
		const { action: _action, ...waiting } = sampleLesson({ prediction: guessed });
		const { lab, screen } = open(waiting);
		expect(screen.frame()).toContain('wait: the lab is watching');
		screen.type(keys.enter);
		expect(lab.actions).toEqual([]);
	});

	it('shows the lines for another terminal, and a word where something else was seen', () => {
		const { screen } = open(
			sampleLesson({ prediction: guessed, shell: ['nc 127.0.0.1 61000'], hint: 'That was not it.' }),
		);
		expect(screen.frame()).toContain('or in another terminal');
		expect(screen.frame()).toContain('  nc 127.0.0.1 61000');
		expect(screen.frame()).toContain('That was not it.');
	});

	it('can be passed over, for this step alone', () => {
		const { lab, screen } = open(sampleLesson({ step: 2, prediction: guessed }));
		screen.type('n');
		expect(lab.actions).toEqual([{ type: 'next-step', step: 2 }]);
	});
});

describe('what happened', () => {
	const outcome = { held: false, observed: 'The server wrote 812 bytes.', explanation: 'It does not wait.' };

	it('is told with the guess, what was seen and why, and enter goes on', () => {
		const { lab, screen } = open(sampleLesson({ prediction: guessed, outcome }));
		const frame = screen.frame();
		expect(frame).toContain('✗ NOT WHAT HAPPENED');
		expect(frame).toContain('You said b: The client');
		expect(frame).toContain('Seen: The server wrote 812 bytes.');
		expect(frame).toContain('It does not wait.');
		expect(frame).toContain('enter next step');
		screen.type(keys.enter);
		expect(lab.actions).toEqual([{ type: 'next-step', step: 1 }]);
	});

	it('is called RIGHT where it was guessed, and nothing where nothing was', () => {
		expect(open(sampleLesson({ prediction: guessed, outcome: { ...outcome, held: true } })).screen.frame()).toContain(
			'● RIGHT',
		);
		const frame = open(sampleLesson({ outcome: { ...outcome, held: undefined } })).screen.frame();
		expect(frame).not.toMatch(/RIGHT|NOT WHAT/);
		expect(frame).toContain('It happened before you had guessed.');
	});

	it('shows a stranger’s control characters as what they are', () => {
		const { screen } = open(
			sampleLesson({ prediction: guessed, outcome: { ...outcome, observed: 'You sent \u001b[2J\u0007.' } }),
		);
		expect(screen.frame()).toContain('␛[2J␇');
	});
});

describe('the end of a lesson', () => {
	it('leads on to the next one with enter', () => {
		const { prediction: _, action: __, ...rest } = sampleLesson({ done: true, text: '', task: '', next: 'first' });
		const { lab, screen } = open(rest);
		expect(screen.frame()).toContain('next lesson: “The first lesson”');
		screen.type(keys.enter);
		expect(lab.actions).toEqual([{ type: 'start-lesson', name: 'first' }]);
	});

	it('says that what was skipped does not count', () => {
		const { prediction: _, action: __, ...rest } = sampleLesson({ done: true, text: '', task: '', skipped: 2 });
		expect(open(rest).screen.frame()).toContain('2 steps were skipped');
	});
});

describe('the keys', () => {
	it('go to a panel and come back to the card', async () => {
		const { lab, screen } = open(sampleLesson());
		const aside = await screen.press('2', '0 back to the lesson');
		expect(aside).toContain('0 back to here');
		screen.type('a');
		expect(lab.actions).toEqual([]);
		await screen.press('0', 'enter guess');
		screen.type('a');
		expect(lab.actions).toEqual([{ type: 'predict', choice: 0 }]);
	});

	it('go round the card and the panels beside it with tab, and back', async () => {
		const { screen } = open(sampleLesson());
		await screen.press(keys.tab, '/ filter');
		await screen.press(keys.tab, '/ search');
		await screen.press(keys.tab, 'enter guess');
		await screen.press(keys.shiftTab, '/ search');
	});

	it('leave the lesson only when esc was pressed twice', async () => {
		const { lab, screen } = open(sampleLesson());
		await screen.press(keys.escape, 'esc once more leaves the lesson');
		await screen.press(keys.down, '▸b');
		await screen.press(keys.escape, 'esc once more leaves the lesson');
		expect(lab.actions).toEqual([]);
		await screen.press(keys.escape, 'lesson left');
		expect(lab.actions).toEqual([{ type: 'leave-lesson' }]);
		expect(screen.frame()).toContain('4 Client');
	});

	it('block the lab’s loop with B, wherever the person is', async () => {
		const { lab, screen } = open(undefined);
		await screen.press('B', 'loop is blocked');
		expect(lab.actions).toEqual([{ type: 'block-loop', ms: 2_000 }]);
	});
});

describe('the hints in a lesson', () => {
	const outcome = { held: true, observed: 'It wrote 812 bytes.', explanation: 'It does not wait.' };

	it.each([
		['the task', sampleLesson({ prediction: guessed, action: 'let both go' }), 'let both go'],
		['a step that is done', sampleLesson({ prediction: guessed, outcome }), 'next step'],
		['the last step', sampleLesson({ step: 2, prediction: guessed, outcome }), 'end the lesson'],
		['the end, where there is another lesson', sampleLesson({ done: true, next: 'first' }), 'next lesson'],
		['the end, where all others are done', sampleLesson({ done: true }), 'list of lessons'],
	] as const)('say of enter at %s what the card says', (_, lesson, words) => {
		const { screen } = open(lesson, 120, 36);
		const rows = screen.frame().split('\n');
		expect(rows.at(-1)).toContain(`enter ${words}`);
		expect(rows.slice(0, -1).join('\n')).toContain(`enter  ${words}`);
		expect(rows.at(-1)).toContain('esc leave lesson');
	});

	it('offer to look inside only where the step has an exchange', () => {
		const seen = sampleLesson({ prediction: guessed, outcome });
		expect(open(seen).screen.frame()).not.toContain('look inside');
		const hints = open({ ...seen, connection: 1 }, 120, 36)
			.screen.frame()
			.split('\n')
			.at(-1);
		expect(hints).toContain('i look inside');
	});

	it('do not offer to repeat a fetch, and r fetches nothing', async () => {
		const { lab, screen } = open(sampleLesson({ prediction: guessed, outcome }));
		expect(screen.frame()).not.toContain('r repeat');
		await screen.press('r', 'r: not in a lesson');
		expect(lab.actions).toEqual([]);
		expect(screen.frame().split('\n').at(-1)).toContain('enter next step   esc leave lesson');
	});
});
