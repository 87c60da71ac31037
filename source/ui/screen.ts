import type { Lab } from '../lab/lab.ts';
import { advance, typeText } from './advance.ts';
import { runErrand, type Terminal } from './errands.ts';
import { createDetailStore, type DetailStore } from './inspector/detail.ts';
import { findBinding, printable } from './key-lookup.ts';
import type { Command } from './keymap.ts';
import { observeLesson } from './lesson/lesson-screen.ts';
import { createPoemFinder } from './poem/poem-search.ts';
import { createPoemWrapper, type PoemText } from './poem/poem-text.ts';
import {
	contextsOf,
	initialState,
	type Leave,
	observe,
	type ScreenState,
	type Step,
	type World,
} from './screen-state.ts';
import type { RowMatch } from './search/wrapped-lines.ts';
import { paintedSight, type Sight } from './sight.ts';

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
	/** What a key asks for where the person is now; undefined where it asks for nothing, or is a character of a text. */
	commandOf(key: string): Command | undefined;
	/** Does what a key would ask for. */
	run(command: Command): void;
	/** Takes text that was pasted. */
	paste(text: string): void;
	/** The fetch's poem, wrapped for the width of its panel now. */
	poemText(): PoemText;
	/** Where the search finds something in it. */
	poemMatches(): readonly RowMatch[];
	/** What is known of the exchange that is open. */
	readonly detail: DetailStore;
	/** Notes what the lab did. */
	labChanged(): void;
}

/** Joins the pure state to a lab: keys become steps, and steps become actions. */
export function createScreen(
	lab: Lab,
	size: () => Size,
	onLeave: (how: Leave) => void,
	terminal: Terminal,
	now: () => number = Date.now,
	sight: Sight = paintedSight,
): Screen {
	const listeners = new Set<() => void>();
	const wrap = createPoemWrapper();
	const detail = createDetailStore(lab);
	const replaying = lab.snapshot().replay !== undefined;
	// A replay has nothing to fetch: what happened is what its reader came for.
	let state: ScreenState = observeLesson(
		replaying ? { ...initialState, focused: 'traffic' } : initialState,
		lab.snapshot(),
	);

	const poemText = (): PoemText => {
		const { fetch } = lab.snapshot();
		const width = sight.poemWidth(state, place());
		return wrap(fetch?.poem ?? nothing, width, fetch !== undefined && fetch.status !== 'running');
	};
	const place = () => ({ snapshot: lab.snapshot(), ...size() });
	const find = createPoemFinder();
	const poemMatches = (query: string): readonly RowMatch[] =>
		find(lab.snapshot().fetch?.poem ?? nothing, poemText(), query);
	const world = (): World => ({
		snapshot: lab.snapshot(),
		...size(),
		now,
		poemRowCount: () => poemText().rowCount,
		poemMatches,
		bytesMatches: query => sight.bytesMatches(query, detail.current(), state, place()),
		inspectorExtent: () => sight.inspectorExtent(detail.current(), state, place()),
	});
	const enter = (next: ScreenState): void => {
		if (next !== state) {
			state = next;
			detail.show(next.inspector?.connection);
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
		if (step.errand !== undefined) {
			void runErrand(step.errand, lab, terminal).then(change => enter(change(state)));
		}
		if (step.leave !== undefined) {
			onLeave(step.leave);
		}
	};

	const commandOf = (key: string): Command | undefined => findBinding(contextsOf(state, replaying), key)?.command;
	const run = (command: Command): void => take(advance(state, command, world()));

	return {
		state: () => state,
		subscribe(listener) {
			listeners.add(listener);
			return () => listeners.delete(listener);
		},
		commandOf,
		run,
		press(key) {
			const command = commandOf(key);
			const text = printable(key);
			if (command !== undefined) {
				run(command);
			} else if (text !== undefined) {
				take(typeText(state, text, world()));
			}
		},
		paste: text => take(typeText(state, text, world())),
		poemText,
		poemMatches: () => poemMatches(state.poem.search.query),
		detail,
		labChanged() {
			enter(observe(state, lab.snapshot()));
			detail.labChanged();
		},
	};
}

const nothing = new Uint8Array();
