import type { FetchId, ServerId } from '../events/events.ts';
import type { Action, Exchange, Snapshot } from '../lab/lab.ts';
import type { Condition, Context } from './keymap.ts';
import { type Layout, layOut, type PanelName } from './layout.ts';
import { type Cursor, restingCursor } from './list-cursor.ts';
import { fetchOutcome, type Outcome, visibleLine } from './outcome.ts';
import { serverLineCount } from './servers/server-lines.ts';
import type { Tone } from './theme.ts';

/** The rows of the client's form. */
export type ClientField = 'host' | 'transforms' | 'fetch';

/** What lies over the panels. */
export type Overlay =
	| { readonly kind: 'help'; readonly top: number }
	| { readonly kind: 'host-picker'; readonly query: string; readonly index: number; readonly error?: string }
	| { readonly kind: 'transform-picker'; readonly index: number; readonly picked: readonly string[] };

/** A frozen view of Traffic: what there was when it was paused. */
export interface PausedTraffic {
	readonly exchanges: readonly Exchange[];
	readonly dropped: number;
}

/** Something to say in the bottom line until the next key. */
export interface Message {
	readonly text: string;
	readonly tone: Tone;
}

/** A fetch as it was asked for. */
export interface FetchRequest {
	readonly address: string;
	readonly transforms: readonly string[];
}

/** A fetch that has ended, as the client remembers it. */
export interface PastFetch {
	readonly id: FetchId;
	readonly host: string;
	readonly outcome: Outcome;
	readonly transforms: readonly string[];
}

/** Everything about the screen that is not the lab's: where the person is and what they have chosen. */
export interface ScreenState {
	readonly focused: PanelName;
	readonly zoomed: boolean;
	readonly overlay?: Overlay | undefined;
	readonly message?: Message | undefined;
	/** How many of the lab's notices were dismissed. */
	readonly noticesSeen: number;
	readonly selectedServer?: ServerId | undefined;
	readonly traffic: {
		readonly cursor: Cursor;
		readonly filter: string;
		/** The filter is being typed. */
		readonly typing: boolean;
		readonly paused?: PausedTraffic | undefined;
	};
	readonly connections: Cursor;
	readonly client: {
		readonly field: ClientField;
		/** The host that was picked; until then the first proxy. */
		readonly address?: string | undefined;
		readonly transforms: readonly string[];
		readonly lastFetch?: FetchRequest | undefined;
	};
	/** The client's fetches that have ended, oldest first. */
	readonly pastFetches: readonly PastFetch[];
	/** The poem's first row that is seen, once somebody has moved it in this fetch. */
	readonly poem: { readonly top: number; readonly fetch?: number | undefined };
}

/** What the reducer may look at: the lab as it is now, and the terminal. */
export interface World {
	readonly snapshot: Snapshot;
	readonly columns: number;
	readonly rows: number;
	/** How many rows the poem has in its panel. */
	readonly poemRowCount: () => number;
}

/** How a person leaves: with the key for it, or by Ctrl+C, which a shell takes for an interruption. */
export type Leave = 'quit' | 'interrupt';

/** What a key led to: the new state, what to ask of the lab, and whether to leave. */
export interface Step {
	readonly state: ScreenState;
	readonly actions: readonly Action[];
	readonly leave?: Leave;
}

/** The screen as it opens: in the client, on Fetch, so that enter fetches. */
export const initialState: ScreenState = {
	focused: 'client',
	zoomed: false,
	noticesSeen: 0,
	traffic: { cursor: restingCursor, filter: '', typing: false },
	connections: restingCursor,
	client: { field: 'fetch', transforms: [] },
	pastFetches: [],
	poem: { top: 0 },
};

const maxPastFetches = 20;

/** The state after the lab has changed: it remembers a fetch that has ended. The same state where there is nothing to note. */
export function observe(state: ScreenState, { fetch, notices }: Snapshot): ScreenState {
	if (fetch === undefined || fetch.status === 'running' || state.pastFetches.at(-1)?.id === fetch.id) {
		return state;
	}
	const past: PastFetch = {
		id: fetch.id,
		host: visibleLine(fetch.server ?? fetch.address),
		outcome: fetchOutcome(fetch),
		transforms: fetch.steps.map(({ transform }) => visibleLine(transform)),
	};
	// Whoever has fetched a poem has seen what there was to know of the start.
	return {
		...state,
		noticesSeen: Math.max(state.noticesSeen, notices.length),
		pastFetches: [...state.pastFetches, past].slice(-maxPastFetches),
	};
}

/** A step that changes only the state. */
export function stay(state: ScreenState): Step {
	return { state, actions: [] };
}

/** The state with something to say. */
export function say(state: ScreenState, text: string, tone: Tone = 'plain'): ScreenState {
	return { ...state, message: { text, tone } };
}

/** The layout of this state on this terminal. */
export function layoutOf(state: ScreenState, world: Pick<World, 'snapshot' | 'columns' | 'rows'>): Layout {
	return layOut({
		columns: world.columns,
		rows: world.rows,
		focused: state.focused,
		zoomed: state.zoomed,
		serverLines: serverLineCount(world.snapshot.servers),
	});
}

/** Where keys are looked up now, the narrowest first. */
export function contextsOf({ overlay, focused, traffic, client }: ScreenState): readonly Context[] {
	if (overlay !== undefined) {
		return overlay.kind === 'host-picker' ? ['host-picker', 'typing', 'always'] : [overlay.kind, 'always'];
	}
	if (focused === 'traffic' && traffic.typing) {
		return ['filter', 'typing', 'always'];
	}
	return focused === 'client'
		? [`client-${client.field}`, 'client', 'moving', 'everywhere', 'always']
		: [focused, 'moving', 'everywhere', 'always'];
}

/** Whether a hint's condition holds. */
export function conditionHolds(condition: Condition, state: ScreenState, snapshot: Snapshot): boolean {
	switch (condition) {
		case 'fetching':
			return snapshot.fetch?.status === 'running';
		case 'fetched':
			return snapshot.fetch !== undefined;
		case 'filtered':
			return state.traffic.filter !== '';
		case 'zoomed':
			return state.zoomed;
	}
}
