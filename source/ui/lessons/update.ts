import type { LessonState } from '../../lab/snapshot/lesson-state.ts';
import type { Snapshot } from '../../lab/snapshot.ts';
import { dispatch } from '../effects.ts';
import { openedInspector } from '../inspector/inspector-state.ts';
import type { Command } from '../keymap.ts';
import { panelNames } from '../keymap.ts';
import { clampTop, movedIndex } from '../list-cursor.ts';
import { overlayOf, type ScreenState, say, stay, type Update, type World } from '../state.ts';
import { shownCard } from './card-layout.ts';
import { type LessonScreen, phaseOf } from './lesson-state.ts';

const letters: { readonly [command in Command]?: number } = {
	'choose-a': 0,
	'choose-b': 1,
	'choose-c': 2,
	'choose-d': 3,
};

/** Focuses the lesson's card; where it is focused already, or there is none, opens the list of lessons. */
export function openLessons(state: ScreenState, { snapshot: { lessons, lesson } }: World): ScreenState {
	if (lessons === undefined) {
		return say(state, 'there are no lessons in a recording', 'warning');
	}
	if (state.lesson !== undefined && !state.lesson.focused) {
		return withLesson(state, state.lesson, { focused: true });
	}
	const here = lessons.findIndex(({ name }) => name === lesson?.name);
	const undone = lessons.findIndex(({ done }) => !done);
	return { ...state, overlay: { kind: 'lessons', index: Math.max(0, here === -1 ? undone : here) } };
}

/** Moves the focus by so many among the card and the panels beside it; after the last one comes the first. */
export function focusBesideLesson(state: ScreenState, by: number, { snapshot }: World): ScreenState {
	const screen = state.lesson;
	const beside = panelNames.filter(name => snapshot.lesson?.beside.some(panel => panel === name));
	if (screen === undefined || beside.length === 0) {
		return state;
	}
	const at = screen.focused ? 0 : beside.indexOf(state.focused) + 1;
	const next = (at + by + beside.length + 1) % (beside.length + 1);
	const focused = beside[next - 1];
	return focused === undefined
		? withLesson(state, screen, { focused: true })
		: { ...withLesson(state, screen, { focused: false }), focused };
}

/** The update by a command while the list of lessons is open; undefined where it does nothing. */
export function updateLessonList(
	state: ScreenState,
	command: Command,
	{ snapshot: { lessons = [] } }: World,
): Update | undefined {
	const index = overlayOf(state, 'lessons')?.index ?? 0;
	const name = lessons[index]?.name;
	if (command === 'accept' && name !== undefined) {
		const effects = [dispatch({ type: 'start-lesson', name })];
		return { state: { ...state, overlay: undefined, lesson: undefined }, effects };
	}
	const next = movedIndex(index, lessons.length, command);
	return next === undefined ? undefined : stay({ ...state, overlay: { kind: 'lessons', index: next } });
}

/** The update by a command on the card; undefined where it does nothing there. */
export function updateLesson(before: ScreenState, command: Command, world: World): Update | undefined {
	const { lesson } = world.snapshot;
	if (before.lesson === undefined || lesson === undefined) {
		return undefined;
	}
	if (command === 'back') {
		return leave(before, before.lesson);
	}
	const state = before.lesson.leaving ? withLesson(before, before.lesson, { leaving: false }) : before;
	const screen = before.lesson;
	const letter = letters[command];
	if (letter !== undefined) {
		return predict(state, lesson, letter);
	}
	switch (command) {
		case 'up':
			return stay(mark(state, screen, lesson, -1));
		case 'down':
			return stay(mark(state, screen, lesson, 1));
		case 'page-up':
			return stay(scroll(state, screen, world, -1));
		case 'page-down':
			return stay(scroll(state, screen, world, 1));
		case 'accept':
			return predict(state, lesson, screen.choice);
		case 'do-task':
			return { state, effects: [dispatch({ type: 'do-task' })] };
		case 'next-step':
		case 'skip-step':
			return { state, effects: [dispatch({ type: 'next-step', step: screen.step })] };
		case 'look-inside':
			return lesson.connection === undefined
				? stay(say(state, 'nothing crossed a socket in this step'))
				: stay({ ...state, inspector: openedInspector(lesson.connection) });
		case 'next-lesson':
			return lesson.next === undefined
				? stay(openLessons(state, world))
				: { state, effects: [dispatch({ type: 'start-lesson', name: lesson.next })] };
		default:
			return undefined;
	}
}

/** The state after the lab has changed: a new lesson has the keys, and each phase begins at its top. */
export function observeLesson(state: ScreenState, { lesson }: Pick<Snapshot, 'lesson'>): ScreenState {
	const before = state.lesson;
	if (lesson === undefined) {
		return before === undefined ? state : { ...state, lesson: undefined };
	}
	const { name, step } = lesson;
	const phase = phaseOf(lesson);
	if (before === undefined || before.name !== name) {
		const fresh = { name, step, phase, focused: true, choice: 0, top: 0, leaving: false };
		return { ...state, zoomed: false, overlay: undefined, inspector: undefined, lesson: fresh };
	}
	if (before.step === step && before.phase === phase) {
		return state;
	}
	const choice = before.step === step ? before.choice : 0;
	return { ...state, lesson: { ...before, step, phase, choice, top: 0 } };
}

/** A lesson that is over is left at once; another one only when it was asked for twice. */
function leave(state: ScreenState, screen: LessonScreen): Update {
	if (!screen.leaving && screen.phase !== 'over') {
		return stay(say(withLesson(state, screen, { leaving: true }), 'esc once more leaves the lesson', 'warning'));
	}
	const left = say({ ...state, lesson: undefined }, 'lesson left, the servers are as they were: 0 has the list');
	return { state: left, effects: [dispatch({ type: 'leave-lesson' })] };
}

function predict(state: ScreenState, { prediction }: LessonState, choice: number): Update {
	return prediction?.choices[choice] === undefined || state.lesson === undefined
		? stay(state)
		: { state: withLesson(state, state.lesson, { choice }), effects: [dispatch({ type: 'predict', choice })] };
}

function mark(state: ScreenState, screen: LessonScreen, { prediction }: LessonState, by: number): ScreenState {
	const last = (prediction?.choices.length ?? 1) - 1;
	return withLesson(state, screen, { choice: Math.max(0, Math.min(last, screen.choice + by)) });
}

function scroll(state: ScreenState, screen: LessonScreen, world: World, pages: number): ScreenState {
	const card = shownCard(state, world);
	return withLesson(state, screen, {
		top: clampTop(screen.top + pages * Math.max(1, card.room - 2), card.rowCount, card.room),
	});
}

function withLesson(state: ScreenState, screen: LessonScreen, change: Partial<LessonScreen>): ScreenState {
	return { ...state, lesson: { ...screen, leaving: false, ...change } };
}
