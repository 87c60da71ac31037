import type { Lab } from '../lab/lab.ts';
import { advance, typeText } from './advance.ts';
import { findBinding, printable } from './key-lookup.ts';
import { poemWidth } from './poem/poem-rows.ts';
import { createPoemWrapper, type PoemText } from './poem/poem-text.ts';
import {
	contextsOf,
	initialState,
	type Leave,
	layoutOf,
	observe,
	type ScreenState,
	type Step,
	type World,
} from './screen-state.ts';

/** The terminal's size in cells. */
export interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** The state of the screen, and what keys and text do to it. */
export interface Screen {
	state(): ScreenState;
	subscribe(listener: () => void): () => void;
	/** Takes one key, by its name in the keymap. */
	press(key: string): void;
	/** Takes text that was pasted. */
	paste(text: string): void;
	/** The fetch's poem, wrapped for the width of its panel now. */
	poemText(): PoemText;
	/** Notes what the lab did. */
	labChanged(): void;
}

/** Joins the pure state to a lab: keys become steps, and steps become actions. */
export function createScreen(lab: Lab, size: () => Size, onLeave: (how: Leave) => void): Screen {
	const listeners = new Set<() => void>();
	const wrap = createPoemWrapper();
	let state = initialState;

	const poemText = (): PoemText => {
		const { fetch } = lab.snapshot();
		const width = layoutOf(state, { snapshot: lab.snapshot(), ...size() }).panels.poem?.width ?? 80;
		return wrap(fetch?.poem ?? nothing, poemWidth(width), fetch !== undefined && fetch.status !== 'running');
	};
	const world = (): World => ({ snapshot: lab.snapshot(), ...size(), poemRowCount: () => poemText().rowCount });
	const enter = (next: ScreenState): void => {
		if (next !== state) {
			state = next;
			for (const listener of listeners) {
				listener();
			}
		}
	};
	const take = (step: Step): void => {
		enter(step.state);
		for (const action of step.actions) {
			lab.dispatch(action);
		}
		if (step.leave !== undefined) {
			onLeave(step.leave);
		}
	};

	return {
		state: () => state,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		press(key) {
			const binding = findBinding(contextsOf(state), key);
			const text = printable(key);
			if (binding !== undefined) {
				take(advance(state, binding.command, world()));
			} else if (text !== undefined) {
				take(typeText(state, text, world()));
			}
		},
		paste: text => take(typeText(state, text, world())),
		poemText,
		labChanged: () => enter(observe(state, lab.snapshot())),
	};
}

const nothing = new Uint8Array();
