import type { Snapshot } from '../../lab/lab.ts';
import type { ScreenState } from '../state.ts';
import { phaseOf } from './lesson-state.ts';

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
