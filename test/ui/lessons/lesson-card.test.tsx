import { describe, expect, test } from 'vitest';
import { lessonsIn } from '../../../source/lab/lessons/content/lessons.ts';
import { LessonRun } from '../../../source/lab/lessons/engine/lesson-run.ts';
import { fillIn } from '../../../source/lab/lessons/engine/words.ts';
import { noState } from '../../../source/lab/model/state.ts';
import type { LessonChoice, LessonState } from '../../../source/lab/snapshot/lesson-state.ts';
import { LessonCard } from '../../../source/ui/lessons/lesson-card.tsx';
import { phaseOf } from '../../../source/ui/lessons/lesson-state.ts';
import { initialState } from '../../../source/ui/state.ts';
import { textWidth } from '../../../source/ui/text/width.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import { sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { sampleStage } from '../../fixtures/stage.ts';
import { modelOf } from '../../fixtures/view-model.ts';

const lessons = lessonsIn({ isClass: true });

const choices: readonly LessonChoice[] = lessons.map(({ name, title, summary }) => ({
	name,
	title,
	summary,
	done: false,
}));

/** A lab in which nothing happens. */
const idleHost = {
	act: () => {},
	forgetShared: () => {},
	now: () => 0,
	stateNow: () => noState,
	ttlMs: Number.POSITIVE_INFINITY,
	changed: () => {},
	next: () => undefined,
};

/** The card at 80x24. */
function card(lesson: LessonState, { width, height } = { width: 44, height: 22 }, top = 0) {
	const { name, step } = lesson;
	const screen = { name, step, phase: phaseOf(lesson), focused: true, choice: 0, top, leaving: false };
	const snapshot = sampleSnapshot({ lesson, lessons: choices });
	const model = modelOf({ state: { ...initialState, lesson: screen }, snapshot });
	const rows = drawnRows(<LessonCard model={model} focused width={width} height={height} />, width, height);
	return { rows, text: rows.join('\n') };
}

/** As long as what is seen gets. */
const observed =
	'The client was told twice: the server closed without a reply. The server noted for itself: the transform threw: the gibberish transform always fails; and then: no transform is called “whisper-softly”.';

describe.each(lessons)('the card of $name at 80x24', lesson => {
	const steps = lesson.steps.map((_, index) => {
		const run = new LessonRun(lesson, sampleStage, idleHost, noState);
		for (let at = 0; at < index; at += 1) {
			run.goOn(noState);
		}
		return run;
	});

	test('has room for all that there is to read before the guess', () => {
		for (const [index, run] of steps.entries()) {
			const { text } = card(run.state);
			expect(text).not.toContain('PgDn');
			for (const line of run.state.code ?? []) {
				expect(text).toContain(line);
			}
			expect(text).toContain(`step ${index + 1} of ${lesson.steps.length}`);
			for (const choice of run.state.prediction?.choices ?? []) {
				expect(text.replaceAll(/[│\s]+/g, ' ')).toContain(choice);
			}
		}
	});

	test('has room for the task, with the lines for another terminal and a word of help', () => {
		for (const run of steps) {
			run.predict(0);
			const { text } = card({ ...run.state, hint: 'That was 17:shout.Tyger Tyger: refused. Try once more.' });
			expect(text).not.toContain('PgDn');
			expect(text).toContain('Do it: ');
			for (const line of run.state.shell ?? []) {
				expect(text).toContain(line);
			}
		}
	});

	test('has room for every explanation, and for the key that leads on', () => {
		for (const [index, run] of steps.entries()) {
			for (const [chosen, choice] of (lesson.steps[index]?.prediction.choices ?? []).entries()) {
				run.predict(chosen);
				const explanation = fillIn(choice.explanation, sampleStage);
				const { text } = card({ ...run.state, outcome: { held: false, observed, explanation } });
				expect(text).not.toContain('PgDn');
				expect(text).toMatch(/enter {2}(?:next step|end the lesson)/);
				const isWhole = (run.state.code ?? []).every(line => text.includes(line));
				expect(text.includes('z shows its code')).toBe(!isWhole);
			}
		}
	});
});

test('the card is exactly as large as its rectangle, at any size, and what it has no room for can be reached', () => {
	const [lesson] = lessons;
	if (lesson === undefined) {
		throw new Error('there are no lessons');
	}
	const run = new LessonRun(lesson, sampleStage, idleHost, noState);
	for (const [width, height] of [
		[60, 13],
		[44, 22],
		[58, 34],
		[66, 58],
	] as const) {
		const { rows } = card(run.state, { width, height });
		expect(rows.length).toBe(height);
		expect(new Set(rows.map(textWidth))).toEqual(new Set([width]));
	}
	const low = { width: 44, height: 10 };
	const [, ...more] = /PgDn (\d+) more/.exec(card(run.state, low).text) ?? [];
	expect(more).toHaveLength(1);
	const [beginning, end] = [card(run.state, low), card(run.state, low, Number(more[0]))];
	expect(end.text).not.toContain('PgDn');
	expect(end.rows.slice(1, -1)).not.toContain(beginning.rows[1]);
	expect(card(run.state, low, 99)).toEqual(end);
});
