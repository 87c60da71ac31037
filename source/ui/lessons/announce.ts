import type { LessonState } from '../../lab/snapshot/lesson-state.ts';
import type { Snapshot } from '../../lab/snapshot.ts';
import { visibleLine } from '../../wire/visible-text.ts';
import { formatPlural } from '../format.ts';
import { listed, placeOf, sentence } from '../screen-reader/speech.ts';
import { overlayOf } from '../state.ts';
import type { ViewModel } from '../view.ts';
import { choiceText, shellPlace } from './lesson-state.ts';

/** The whole card: where in the lesson it is, what it tells, and what it waits for. */
export function lessonCard(model: ViewModel): readonly string[] {
	const { lesson } = model.snapshot;
	if (lesson === undefined) {
		return [];
	}
	const { title, step, steps, text, code = [], done } = lesson;
	if (done) {
		return lessonWaits(model);
	}
	return [
		sentence(`Lesson: ${title}, step ${step} of ${steps}`),
		text,
		...(code.length === 0 ? [] : ['Code:', ...code]),
		...lessonWaits(model),
	];
}

/** The question or the task that the card waits for, or its verdict, in spoken lines. */
export function lessonWaits({ state, snapshot }: ViewModel): readonly string[] {
	const { lesson } = snapshot;
	if (lesson === undefined) {
		return [];
	}
	switch (state.lesson?.phase) {
		case undefined:
			return [];
		case 'choose':
			return guessLines(lesson);
		case 'do':
		case 'wait':
			return taskLines(lesson);
		case 'next':
			return outcomeLines(lesson);
		case 'over':
			return overLines(lesson, snapshot);
	}
}

/** The choice that is marked. */
export function choiceWords({ state, snapshot: { lesson } }: ViewModel): string {
	return (lesson && choiceText(lesson, state.lesson?.choice ?? 0)) ?? '';
}

/** The list of lessons as somebody comes to it. */
export function lessonListSummary(model: ViewModel): readonly string[] {
	const { lessons = [] } = model.snapshot;
	const done = lessons.filter(lesson => lesson.done).length;
	return [`Lessons: ${lessons.length}, ${done} done. Enter begins one.`, ...currentLesson(model)];
}

/** The lesson in the list that the person is on. */
export function currentLesson({ state, snapshot: { lessons = [] } }: ViewModel): readonly string[] {
	const index = overlayOf(state, 'lessons')?.index ?? 0;
	const lesson = lessons[index];
	return lesson === undefined
		? []
		: [sentence(listed(lesson.title, lesson.done ? 'done' : '', placeOf(index, lessons.length))), lesson.summary];
}

function guessLines(lesson: LessonState): readonly string[] {
	const { question = '', choices = [] } = lesson.prediction ?? {};
	return [sentence(`Guess: ${question}`), ...choices.map((_, index) => choiceText(lesson, index) ?? '')];
}

function taskLines({ task, action, shell = [], hint }: LessonState): readonly string[] {
	return [
		sentence(`Do it: ${task}`),
		action === undefined ? 'Wait: the lab is watching.' : sentence(`Enter: ${action}`),
		...(shell.length === 0 ? [] : [`Or ${shellPlace(shell)}:`, ...shell]),
		...(hint === undefined ? [] : [visibleLine(hint)]),
	];
}

function outcomeLines(lesson: LessonState): readonly string[] {
	const { prediction, outcome, step, steps } = lesson;
	if (outcome === undefined) {
		return [];
	}
	const guess = choiceText(lesson);
	const verdict =
		guess === undefined || outcome.held === undefined
			? prediction && 'It happened before you had guessed. That is all right.'
			: `${outcome.held ? 'Right' : 'Not what happened'}. You said ${guess}`;
	return [
		...(verdict === undefined ? [] : [verdict]),
		`Seen: ${visibleLine(outcome.observed)}`,
		outcome.explanation,
		step === steps ? 'Enter ends the lesson.' : 'Enter: the next step.',
		...(lesson.connection === undefined ? [] : ['I looks inside.']),
	];
}

function overLines(
	{ title, skipped, next, text, connection }: LessonState,
	{ lessons = [] }: Snapshot,
): readonly string[] {
	const done = lessons.filter(lesson => lesson.done).length;
	const nextTitle = lessons.find(({ name }) => name === next)?.title;
	return [
		`That was the lesson “${title}”.`,
		skipped > 0
			? `${formatPlural(skipped, 'step was', 'steps were')} skipped, so it does not count as done yet.`
			: `Done: ${done} of ${lessons.length} lessons.`,
		...(connection === undefined ? [] : ['I looks inside the last exchange.', ...(text === '' ? [] : [text])]),
		nextTitle === undefined
			? 'Enter: the list of lessons. Escape leaves the lesson.'
			: `Enter: the next lesson, “${nextTitle}”. Escape leaves the lesson.`,
	];
}
