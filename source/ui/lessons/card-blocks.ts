import type { LessonChoice, LessonState } from '../../lab/snapshot/lesson-state.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { gap, type Row, span } from '../text/rows.ts';
import { signs, type Tone } from '../text/tones.ts';
import { textWidth } from '../text/width.ts';
import { wrapCard } from './card-rows.ts';
import { lessonKeyWords } from './key-words.ts';
import { choiceLetter, choiceText, type LessonScreen, shellPlace } from './lesson-state.ts';

/** Rows of the card that belong together. */
export interface CardBlock {
	readonly name: string;
	readonly rows: readonly Row[];
	/** 0 is always shown; of the others, the highest goes first where the height does not do. */
	readonly dropRank: number;
}

/** The blocks of the card in its phase, from top to bottom, in rows of this width; a block without rows is none. */
export function cardBlocks(
	lesson: LessonState,
	{ phase, choice }: Pick<LessonScreen, 'phase' | 'choice'>,
	lessons: readonly LessonChoice[],
	width: number,
): readonly CardBlock[] {
	switch (phase) {
		case 'choose':
			return [...told(lesson, 'plain', width, 0), block('guess', asked(lesson, choice, width))];
		case 'do':
		case 'wait':
			return [
				...told(lesson, 'plain', width, 0),
				block('said', said(lesson, width), 2),
				block('task', toDo(lesson, width)),
			];
		case 'next':
			return [
				...told(lesson, 'dim', width, 2),
				block('question', words(lesson.prediction?.question ?? '', width, 'dim'), 3),
				block('verdict', verdict(lesson, width)),
				block('seen', happened(lesson, width)),
				block('next', [
					[
						span('enter', 'key'),
						span(`  ${lessonKeyWords('next-step', lesson)}`, 'title'),
						...(lesson.connection === undefined ? [] : [gap(3), span('i', 'key'), gap(2), span('look inside')]),
					],
				]),
			];
		case 'over':
			return over(lesson, lessons, width);
	}
}

/** The text of a step and its code. Where room is short, a new step loses its code first, and one that was read its text. */
function told({ text, code = [] }: LessonState, tone: Tone, width: number, dropRank: number): readonly CardBlock[] {
	const isNew = dropRank === 0;
	const lines = code.map((line): Row => [span('▎', 'border'), gap(1), span(line, isNew ? 'key' : 'dim')]);
	return [
		block('text', words(text, width, tone), isNew ? 0 : dropRank + 1),
		block('code', lines, Math.max(1, dropRank)),
	];
}

function asked({ prediction }: LessonState, marked: number, width: number): readonly Row[] {
	if (prediction === undefined) {
		return [];
	}
	const rows = prediction.choices.flatMap((choice, index): readonly Row[] => {
		const here = index === marked;
		return wrapCard(choice, width - 5).map((row, at): Row => {
			return [
				span(here && at === 0 ? signs.selected : ' ', 'focus'),
				span(at === 0 ? choiceLetter(index) : ' ', 'key', here),
				gap(2),
				span(row, here ? 'title' : 'plain', here),
			];
		});
	});
	return [...labelled('Guess', prediction.question, width), ...rows];
}

/** The guess, in short. */
function said(lesson: LessonState, width: number): readonly Row[] {
	const guess = choiceText(lesson);
	return guess === undefined ? [] : words(`You say ${guess}`, width, 'dim');
}

function toDo({ task, action, shell = [], hint = '' }: LessonState, width: number): readonly Row[] {
	return [
		...labelled('Do it', task, width),
		...(action === undefined
			? [[span(`${signs.running} `, 'live'), span('wait: the lab is watching', 'dim')]]
			: keyRows('enter', action, width)),
		...(shell.length === 0 ? [] : words(`or ${shellPlace(shell)}:`, width, 'dim')),
		...shell.map((line): Row => [gap(2), span(line, 'live', true)]),
		...words(visibleLine(hint), width, 'warning'),
	];
}

function verdict(lesson: LessonState, width: number): readonly Row[] {
	const { prediction, outcome } = lesson;
	if (prediction === undefined || outcome === undefined) {
		return [];
	}
	const guess = choiceText(lesson);
	if (guess === undefined || outcome.held === undefined) {
		return words('It happened before you had guessed. That is all right.', width, 'dim');
	}
	const sign = outcome.held ? `${signs.done} RIGHT` : `${signs.failed} NOT WHAT HAPPENED`;
	const said = `You said ${guess}`;
	const head = span(sign, outcome.held ? 'good' : 'warning', true);
	const fits = textWidth(sign) + 2 + textWidth(said) <= width;
	return fits ? [[head, gap(2), span(said)]] : [[head], ...words(said, width)];
}

function happened({ outcome }: LessonState, width: number): readonly Row[] {
	return outcome === undefined
		? []
		: [...labelled('Seen', visibleLine(outcome.observed), width), [], ...words(outcome.explanation, width)];
}

function over(lesson: LessonState, lessons: readonly LessonChoice[], width: number): readonly CardBlock[] {
	const { title, skipped, next, text, connection } = lesson;
	const enter = lessonKeyWords('next-lesson', lesson) ?? '';
	const done = lessons.filter(lesson => lesson.done).length;
	const steps = skipped === 1 ? 'One step was' : `${skipped} steps were`;
	const nextTitle = lessons.find(({ name }) => name === next)?.title;
	return [
		block('over', words(`That was the lesson “${title}”.`, width, 'title')),
		block(
			'done',
			skipped > 0
				? words(`${steps} skipped, so it is not ticked off yet. 0 has the list, to begin it again.`, width)
				: words(`${signs.done} Done: ${done} of ${lessons.length} lessons.`, width, 'good'),
		),
		block(
			'inside',
			connection === undefined
				? []
				: [...keyRows('i', 'look inside the last exchange', width), ...(text === '' ? [] : words(text, width))],
			1,
		),
		block('whole', words('When you go on or leave, the servers are again as they were before the lesson.', width), 2),
		block('next', [
			...keyRows('enter', nextTitle === undefined ? enter : `${enter}: “${nextTitle}”`, width),
			[span('esc  ', 'key', true), gap(2), span('leave lesson')],
		]),
	];
}

/** A key, and what it does. */
function keyRows(key: string, text: string, width: number): readonly Row[] {
	return wrapCard(text, width - key.length - 2).map(
		(row, at): Row => [at === 0 ? span(key, 'key', true) : gap(key.length), gap(2), span(row, 'title')],
	);
}

/** A word in colour, and then the sentence. */
function labelled(label: string, text: string, width: number): readonly Row[] {
	const head = `${label}: `;
	return wrapCard(head + text, width).map(
		(row, at): Row =>
			at === 0 ? [span(head, 'focus', true), span(row.slice(head.length), 'title')] : [span(row, 'title')],
	);
}

function words(text: string, width: number, tone: Tone = 'plain'): readonly Row[] {
	return text === '' ? [] : wrapCard(text, width).map((row): Row => [span(row, tone)]);
}

function block(name: string, rows: readonly Row[], dropRank = 0): CardBlock {
	return { name, rows, dropRank };
}
