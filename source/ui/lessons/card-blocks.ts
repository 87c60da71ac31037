import type { LessonChoice, LessonState } from '../../lab/lab.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { gap, type Row, span } from '../text/rows.ts';
import { textWidth } from '../text/width.ts';
import { wrapWords } from '../text/wrap.ts';
import { signs, type Tone } from '../theme.ts';
import type { LessonScreen } from './lesson-state.ts';

/** Rows of the card that belong together. */
export interface Block {
	readonly rows: readonly Row[];
	/** 0 is always shown; of the others, the highest goes first where the height does not do. */
	readonly dropRank: number;
}

const letters = ['a', 'b', 'c', 'd'];

/** What the card says in its phase, from its top to its bottom, in rows of this width. */
export function cardBlocks(
	lesson: LessonState,
	screen: Pick<LessonScreen, 'phase' | 'choice'>,
	lessons: readonly LessonChoice[],
	width: number,
): readonly Block[] {
	switch (screen.phase) {
		case 'choose':
			return [...told(lesson, 'plain', width, 0), asked(lesson, screen.choice, width)];
		case 'do':
		case 'wait':
			return [...told(lesson, 'plain', width, 0), said(lesson, width, 2), toDo(lesson, width)];
		case 'next':
			return [
				...told(lesson, 'dim', width, 3),
				question(lesson, width),
				verdict(lesson, width),
				happened(lesson, width),
				block([
					[span('enter', 'key'), span(lesson.step === lesson.steps ? '  end the lesson' : '  next step', 'title')],
				]),
			];
		case 'over':
			return over(lesson, lessons, width);
	}
}

function told({ text, code }: LessonState, tone: Tone, width: number, dropRank: number): readonly Block[] {
	return [
		block(words(text, width, tone), dropRank === 0 ? 0 : dropRank + 1),
		...(code === undefined
			? []
			: [
					block(
						code.map((line): Row => [span('▎', 'border'), gap(1), span(line, dropRank === 0 ? 'key' : 'dim')]),
						// Words can do without their code, but not the other way round.
						Math.max(1, dropRank),
					),
				]),
	];
}

function asked({ prediction }: LessonState, marked: number, width: number): Block {
	if (prediction === undefined) {
		return block([]);
	}
	const rows = prediction.choices.flatMap((choice, index): readonly Row[] => {
		const here = index === marked;
		return wrapWords(choice, width - 5).map((row, at): Row => {
			const letter = at === 0 ? (letters[index] ?? '') : ' ';
			return [
				span(here && at === 0 ? signs.selected : ' ', 'focus'),
				span(letter, 'key', here),
				gap(2),
				span(row, here ? 'title' : 'plain', here),
			];
		});
	});
	return block([...labelled('Guess', prediction.question, width), ...rows]);
}

/** What was guessed, in short. */
function said({ prediction }: LessonState, width: number, dropRank: number): Block {
	const { chosen } = prediction ?? {};
	const choice = chosen === undefined ? undefined : prediction?.choices[chosen];
	if (chosen === undefined || choice === undefined) {
		return block([]);
	}
	return block(
		words(`You say ${letters[chosen]}: ${choice}`, width).map(
			(row): Row => row.map(piece => ({ ...piece, tone: 'dim' })),
		),
		dropRank,
	);
}

function toDo({ task, deed, shell, hint }: LessonState, width: number): Block {
	const hints = hint === undefined ? [] : words(visibleLine(hint), width, 'warning');
	return block([
		...labelled('Do it', task, width),
		...(deed === undefined
			? [[span(`${signs.running} `, 'live'), span('wait: the lab is watching', 'dim')]]
			: wrapWords(deed, width - 7).map(
					(row, at): Row => [span(at === 0 ? 'enter' : '     ', 'key', true), gap(2), span(row, 'title')],
				)),
		...(shell === undefined
			? []
			: [
					[span('or in another terminal, line by line:', 'dim')],
					...shell.map((line): Row => [gap(2), span(line, 'live', true)]),
				]),
		...hints,
	]);
}

function question({ prediction }: LessonState, width: number): Block {
	return prediction === undefined ? block([]) : block(words(prediction.question, width, 'dim'), 2);
}

function verdict({ prediction, outcome }: LessonState, width: number): Block {
	if (prediction === undefined || outcome === undefined) {
		return block([]);
	}
	const { chosen } = prediction;
	if (chosen === undefined || outcome.held === undefined) {
		return block(words('It happened before you had guessed. That is all right.', width, 'dim'));
	}
	const sign = outcome.held ? `${signs.done} HELD` : `${signs.failed} NOT WHAT HAPPENED`;
	const guess = `You said ${letters[chosen]}: ${prediction.choices[chosen] ?? ''}`;
	const head = span(sign, outcome.held ? 'good' : 'warning', true);
	const fits = textWidth(sign) + 2 + textWidth(guess) <= width;
	return block(fits ? [[head, gap(2), span(guess)]] : [[head], ...words(guess, width)]);
}

function happened({ outcome }: LessonState, width: number): Block {
	if (outcome === undefined) {
		return block([]);
	}
	return block([...labelled('Seen', visibleLine(outcome.observed), width), [], ...words(outcome.explanation, width)]);
}

function over(
	{ title, skipped, next }: LessonState,
	lessons: readonly LessonChoice[],
	width: number,
): readonly Block[] {
	const done = lessons.filter(lesson => lesson.done).length;
	const steps = skipped === 1 ? 'One step was' : `${skipped} steps were`;
	const nextTitle = lessons.find(({ name }) => name === next)?.title;
	return [
		block(words(`That was the lesson “${title}”.`, width, 'title')),
		block(
			skipped > 0
				? words(`${steps} skipped, so it is not ticked off yet. 0 has the list, to begin it again.`, width)
				: words(`${signs.done} Done: ${done} of ${lessons.length} lessons.`, width, 'good'),
		),
		block(words('All that it had broken is whole again when you leave it, or go on.', width)),
		block([
			...wrapWords(
				nextTitle === undefined ? 'back to the list of lessons' : `go on with “${nextTitle}”`,
				width - 7,
			).map((row, at): Row => [span(at === 0 ? 'enter' : '     ', 'key', true), gap(2), span(row, 'title')]),
			[span('esc  ', 'key', true), gap(2), span('leave the lesson')],
		]),
	];
}

/** A word in colour, and then the sentence. */
function labelled(label: string, text: string, width: number): readonly Row[] {
	const head = `${label}: `;
	return wrapWords(head + text, width).map(
		(row, at): Row =>
			at === 0 ? [span(head, 'focus', true), span(row.slice(head.length), 'title')] : [span(row, 'title')],
	);
}

function words(text: string, width: number, tone: Tone = 'plain'): readonly Row[] {
	return text === '' ? [] : wrapWords(text, width).map((row): Row => [span(row, tone)]);
}

function block(rows: readonly Row[], dropRank = 0): Block {
	return { rows, dropRank };
}
