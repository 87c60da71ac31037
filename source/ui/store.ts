import type { Lab } from '../lab/lab.ts';
import type { Snapshot } from '../lab/snapshot.ts';
import { sizeOf, wholeBody } from './arrangement/arrangement.ts';
import type { Arrangement } from './arrangement/types.ts';
import type { Effect, Leave } from './effects.ts';
import { createBatchStore } from './inspector/batch/batch-detail.ts';
import { searchDrawn } from './inspector/bytes/bytes-search.ts';
import { inspectorExtent } from './inspector/exchange-views.ts';
import { createDetailStore, type Detail } from './inspector/trace/detail.ts';
import { findBinding, printable } from './keymap/key-lookup.ts';
import type { Command } from './keymap.ts';
import { modeOf } from './mode.ts';
import { withShownFetch } from './panels/client/client-fetches.ts';
import { hostLabel } from './panels/client/client-hosts.ts';
import { poemWidth } from './panels/poem/poem-place.ts';
import { createPoemFinder } from './panels/poem/poem-search.ts';
import { createPoemWrapper, type PoemText } from './panels/poem/poem-text.ts';
import { runEffect, type Terminal } from './run-effect.ts';
import type { RowMatch } from './search/wrapped-lines.ts';
import { initialState, type ScreenState, type Update, type World } from './state.ts';
import { update, updateByText } from './update.ts';
import type { ViewModel } from './view.ts';
import { arrangementOf, contextsOf, observe } from './views.ts';

/** The terminal's size in cells. */
export interface Size {
	readonly columns: number;
	readonly rows: number;
}

/** The cause of a change: the person, also where the lab answers their question, or the lab by itself. */
export type Cause = 'person' | 'lab';

/** The state of the screen, what keys, text and the lab do to it, and what is to be seen of it. */
export interface Store {
	/** All that is to be shown now. */
	model(): ViewModel;
	/** Calls back when the state, or what is known of the open exchange, has changed. */
	subscribe(listener: (cause: Cause) => void): () => void;
	/** Takes one key, by its name in the keymap. */
	press(key: string): void;
	/** The command of a key where the person is now; undefined where it has none, or is a character of a text. */
	commandOf(key: string): Command | undefined;
	/** Does what a key would ask for. */
	run(command: Command): void;
	/** Takes text that was pasted. */
	paste(text: string): void;
	/** Notes what the lab did. */
	labChanged(): void;
}

/** The sizes of the long texts as the person gets them: drawn in a panel, or read line by line. */
export interface Viewport {
	/** The columns of a line of the poem. */
	poemWidth(arrangement: Arrangement): number;
	/** The rows of the open exchange's view, in all and seen at once, and whether more will come. */
	inspectorExtent(detail: Detail, state: ScreenState, arrangement: Arrangement): ReturnType<World['inspectorExtent']>;
	/** The number of matches of a query in the open exchange's bytes, and the row of each, from 0. */
	bytesMatches(
		query: string,
		detail: Detail,
		state: ScreenState,
		arrangement: Arrangement,
	): ReturnType<World['bytesMatches']>;
}

/** The parts of the outside world that a store needs. */
export interface StoreOptions {
	/** The terminal's size now. */
	readonly size: () => Size;
	readonly onLeave: (how: Leave) => void;
	readonly terminal: Terminal;
	/** The time of the lab's events, from which ages are counted; in milliseconds. */
	readonly clock?: () => number;
	/** The time of day, for the names of files; in milliseconds since the Unix epoch. */
	readonly wallClock?: () => number;
	readonly viewport?: Viewport;
}

/** The viewport of the panels as they are drawn. */
const drawnViewport: Viewport = {
	poemWidth: arrangement => poemWidth(sizeOf(arrangement, 'poem')?.width ?? 80),
	inspectorExtent: (detail, { inspector }, arrangement) => inspectorExtent(detail, inspector, wholeBody(arrangement)),
	bytesMatches: (query, detail, { inspector }, arrangement) =>
		searchDrawn(detail, query, inspector?.bytesMode ?? 'text', wholeBody(arrangement).width),
};

/** A clock of the lab's events: in a replay it stands at the newest of them, else it is this clock. */
export function labClock(lab: Lab, now: () => number = steadyNow): () => number {
	return () => lab.snapshot().replay?.time ?? now();
}

function steadyNow(): number {
	return performance.timeOrigin + performance.now();
}

/** Joins the pure state to a lab: keys become updates, and what an update asks for is done. */
export function createStore(
	lab: Lab,
	{ size, onLeave, terminal, clock = labClock(lab), wallClock = Date.now, viewport = drawnViewport }: StoreOptions,
): Store {
	const listeners = new Set<(cause: Cause) => void>();
	const wrap = createPoemWrapper();
	const find = createPoemFinder();
	const detail = createDetailStore(lab);
	const batch = createBatchStore(lab, hostLabel, isFirst => notify(isFirst ? 'person' : 'lab'));
	const replaying = lab.snapshot().replay !== undefined;
	// A replay has nothing to fetch: what happened is what its reader came for.
	let state: ScreenState = observe(replaying ? { ...initialState, focused: 'traffic' } : initialState, lab.snapshot());

	const shown = (): Snapshot => withShownFetch(state, lab.snapshot());
	const arrangement = () => arrangementOf(state, lab.snapshot(), size());
	const poemText = (): PoemText => {
		const { fetch } = shown();
		const width = viewport.poemWidth(arrangement());
		return wrap(fetch?.poem ?? nothing, width, fetch !== undefined && fetch.status !== 'running');
	};
	const poemMatches = (query: string): readonly RowMatch[] => find(shown().fetch?.poem ?? nothing, poemText(), query);
	const world = (): World => ({
		snapshot: shown(),
		arrangement: arrangement(),
		now: wallClock,
		poemRowCount: () => poemText().rowCount,
		poemMatches,
		batch: batch.current(),
		bytesMatches: query => viewport.bytesMatches(query, detail.current(), state, arrangement()),
		inspectorExtent: () => viewport.inspectorExtent(detail.current(), state, arrangement()),
	});
	const notify = (cause: Cause): void => {
		for (const listener of listeners) {
			listener(cause);
		}
	};
	const enter = (next: ScreenState, cause: Cause = 'person'): void => {
		if (next !== state) {
			state = next;
			detail.show(next.inspector?.connection);
			batch.show(next.batch?.id);
			notify(cause);
		}
	};
	const take = (next: Update): void => {
		enter(next.state);
		for (const effect of next.effects) {
			perform(effect);
		}
	};
	const perform = (effect: Effect): void => {
		switch (effect.kind) {
			case 'dispatch':
				lab.dispatch(effect.action);
				return;
			case 'leave':
				onLeave(effect.how);
				return;
			default:
				void runEffect(effect, lab, terminal).then(change => enter(change(state)));
		}
	};
	const commandOf = (key: string): Command | undefined =>
		findBinding(contextsOf(state, modeOf(lab.snapshot())), key)?.command;
	const run = (command: Command): void => take(update(state, command, world()));
	let known = detail.current();
	detail.subscribe(() => {
		const cause = known.status === 'asked' ? 'person' : 'lab';
		known = detail.current();
		notify(cause);
	});

	return {
		model: () => ({
			state,
			snapshot: shown(),
			now: clock(),
			arrangement: arrangement(),
			detail: detail.current(),
			batch: batch.current(),
			poem: poemText(),
			poemMatches: poemMatches(state.poem.search.query),
		}),
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
				take(updateByText(state, text, world()));
			}
		},
		paste: text => take(updateByText(state, text, world())),
		labChanged() {
			enter(observe(state, lab.snapshot()), 'lab');
			detail.labChanged();
			batch.labChanged();
		},
	};
}

const nothing = new Uint8Array();
