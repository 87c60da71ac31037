import type { BatchId, BatchPromise, CrowdId, FetchId, ServerId } from '../events/events.ts';
import type { RecordingState } from '../lab/snapshot/replay-state.ts';
import type { Exchange, Snapshot } from '../lab/snapshot.ts';
import { visibleLine } from '../wire/visible-text.ts';
import type { Arrangement } from './arrangement/types.ts';
import type { BoardScreen } from './board/board-state.ts';
import type { Effect } from './effects.ts';
import type { BatchDetail } from './inspector/batch/batch-detail.ts';
import type { InspectorState } from './inspector/inspector-state.ts';
import type { Context, PanelName } from './keymap.ts';
import type { LessonScreen } from './lessons/lesson-state.ts';
import { type Cursor, restingCursor } from './list-cursor.ts';
import type { CrowdOverlayState, CrowdPromptState } from './overlays/crowd/crowd-state.ts';
import type { FilePromptState } from './overlays/file-prompt/file-prompt-state.ts';
import { noSearch, type Search } from './search/search-state.ts';
import type { RowMatch } from './search/wrapped-lines.ts';
import { type Span, span } from './text/rows.ts';
import type { Tone } from './text/tones.ts';

/** The rows of the client's form. */
export type ClientField = 'host' | 'transforms' | 'at-once' | 'fetch' | 'fetches';

/** The state of an overlay, which lies over the panels. */
export type Overlay =
	/** Every key; first those of the contexts that were current when it was opened. */
	| { readonly kind: 'help'; readonly top: number; readonly here: readonly Context[] }
	| { readonly kind: 'latency' }
	| {
			readonly kind: 'fault-menu';
			readonly server: ServerId;
			readonly index: number;
			/** Settings that were typed, by the name of the fault; the others are as they are on, or by default. */
			readonly typed: Readonly<Record<string, string>>;
	  }
	| CrowdPromptState
	| CrowdOverlayState
	| { readonly kind: 'lessons'; readonly index: number }
	| FilePromptState
	| {
			readonly kind: 'host-picker';
			readonly query: string;
			readonly index: number;
			readonly marked: readonly string[];
			/** True once one was marked or unmarked: then enter takes what is marked, else also another one alone. */
			readonly hasToggled: boolean;
			readonly error?: string;
	  }
	| {
			readonly kind: 'transform-picker';
			readonly index: number;
			readonly picked: readonly string[];
			/** True once one was picked or unpicked: then enter takes what is picked, else the marked one. */
			readonly hasToggled: boolean;
	  };

/** The state of the overlay of one kind. */
export type OverlayOf<Kind extends Overlay['kind']> = Overlay & { readonly kind: Kind };

/** Every place that a person can be in. */
export type ViewName = PanelName | Overlay['kind'] | 'inspector' | 'batch' | 'lesson' | 'board';

/** A frozen view of Traffic: what there was when it was paused. */
export interface PausedTraffic {
	readonly exchanges: readonly Exchange[];
	readonly dropped: number;
}

/** A fetch as it was asked for. */
export interface FetchRequest {
	readonly addresses: readonly string[];
	readonly transforms: readonly string[];
}

/** The step of a lesson to which the client was set, and what somebody had chosen before the lesson. */
export interface ClientInLesson {
	readonly name: string;
	readonly step: number;
	readonly before: {
		readonly address: string | undefined;
		readonly marked: readonly string[];
		readonly transforms: readonly string[];
	};
}

/** A thing of the lab's that goes on for a while. */
export type Passing = 'blocked-loop' | 'fetching';

/** Everything about the screen that is not the lab's: where the person is and what they have chosen. */
export interface ScreenState {
	readonly focused: PanelName;
	readonly zoomed: boolean;
	readonly overlay?: Overlay | undefined;
	/** The exchange that is open in the place of the panels. */
	readonly inspector?: InspectorState | undefined;
	/** The batch that is open in the place of the panels: the selected one of its fetches, and the first row that is seen. */
	readonly batch?: { readonly id: BatchId; readonly lane: number; readonly top: number | undefined } | undefined;
	/** A crowd whose end has yet to be shown. */
	readonly crowdLeft?: CrowdId | undefined;
	/** Said in the bottom line until the next key. */
	readonly message?: Span | undefined;
	/** The state that the message tells of, where that passes: the message ends with it. */
	readonly messageWhile?: { readonly goesOn: Passing; readonly hasBegun: boolean } | undefined;
	/** The lesson that is under way, as the person stands to it. */
	readonly lesson?: LessonScreen | undefined;
	/** The lab's recording as it was last noted, and why it stopped by itself, until somebody has seen that. */
	readonly recording?: RecordingState | undefined;
	readonly recordingTrouble?: string | undefined;
	/** The number of the lab's notices that were dismissed. */
	readonly noticesSeen: number;
	/** The number of notices when no fetch was under way. */
	readonly noticesBefore: number;
	/** The board of a class, or the place on it while a lab is watched; absent elsewhere. */
	readonly board?: BoardScreen;
	readonly selectedServer?: ServerId | undefined;
	readonly traffic: {
		readonly cursor: Cursor;
		readonly filter: string;
		/** The filter is being typed. */
		readonly typing: boolean;
		readonly paused?: PausedTraffic | undefined;
		/** The exchanges that were marked, in the order of their ids. */
		readonly marks: readonly Exchange[];
	};
	readonly connections: Cursor;
	readonly client: {
		readonly field: ClientField;
		/** The host that was picked; until then the first proxy. */
		readonly address?: string | undefined;
		/** The hosts that were marked, to be fetched from together; empty where there is only the one that was picked. */
		readonly marked: readonly string[];
		readonly transforms: readonly string[];
		/** The most of several fetches that are under way at once; 0 is all of them. */
		readonly atOnce: number;
		readonly promise: BatchPromise;
		readonly lastFetch?: FetchRequest | undefined;
		/** The step of a lesson to which it was set, and what was chosen before the lesson. */
		readonly inLesson?: ClientInLesson | undefined;
		/** The fetch whose poem is shown; absent: the newest one's. */
		readonly selected?: FetchId | undefined;
		/** The fetch that was cancelled last: to cancel it again is to cancel all. */
		readonly cancelled?: FetchId | undefined;
	};
	/** The newest fetch that was seen to have ended. */
	readonly endedFetch?: FetchId | undefined;
	readonly poem: {
		/** The first row that is seen, once somebody has moved it in this fetch. */
		readonly top: number;
		readonly fetch?: number | undefined;
		readonly search: Search;
	};
}

/** The facts that an update may read besides the state: the lab as it is now, and the part of it that is seen. */
export interface World {
	readonly snapshot: Snapshot;
	/** The sizes of all that has room on the terminal. */
	readonly arrangement: Arrangement;
	/** The time of day, in milliseconds since the Unix epoch. */
	readonly now: () => number;
	/** The number of rows of the poem in its panel. */
	readonly poemRowCount: () => number;
	/** The matches of a query in the poem, by the rows of its panel. */
	readonly poemMatches: (query: string) => readonly RowMatch[];
	/** The number of matches of a query in the open exchange's bytes, and the row of each, from 0. */
	readonly bytesMatches: (query: string) => { readonly count: number; readonly rowOf: (index: number) => number };
	/** The open batch, as far as the lab has told of it. */
	readonly batch?: BatchDetail | undefined;
	/** The rows of the open exchange's view, in all and seen at once, and whether more will come. */
	readonly inspectorExtent: () => { readonly rowCount: number; readonly room: number; readonly isRunning: boolean };
}

/** The result of a key or of text: the new state, and the effects to be run, in this order. */
export interface Update {
	readonly state: ScreenState;
	readonly effects: readonly Effect[];
}

/** The screen as it opens: in the client, on Fetch, so that enter fetches. */
export const initialState: ScreenState = {
	focused: 'client',
	zoomed: false,
	noticesSeen: 0,
	noticesBefore: 0,
	traffic: { cursor: restingCursor, filter: '', typing: false, marks: [] },
	connections: restingCursor,
	client: { field: 'fetch', marked: [], transforms: [], atOnce: 0, promise: 'all' },
	poem: { top: 0, search: noSearch },
};

/** An update that changes only the state. */
export function stay(state: ScreenState): Update {
	return { state, effects: [] };
}

/** The state with something to say. */
export function say(state: ScreenState, text: string, tone: Tone = 'plain'): ScreenState {
	return { ...state, message: span(text, tone), messageWhile: undefined };
}

/** The same, for as long as something goes on that may be about to begin. */
export function sayWhile(state: ScreenState, goesOn: Passing, text: string, tone: Tone = 'plain'): ScreenState {
	return { ...say(state, text, tone), messageWhile: { goesOn, hasBegun: false } };
}

/** The state of the overlay that is open; undefined where it is of another kind. */
export function overlayOf<Kind extends Overlay['kind']>(
	{ overlay }: ScreenState,
	kind: Kind,
): OverlayOf<Kind> | undefined {
	return overlay?.kind === kind ? (overlay as OverlayOf<Kind>) : undefined;
}

/** The place that takes the keys: what lies over all others. */
export function viewNameOf({ overlay, inspector, batch, lesson, focused, board }: ScreenState): ViewName {
	if (overlay !== undefined) {
		return overlay.kind;
	}
	if (board?.isShown === true) {
		return 'board';
	}
	if (inspector !== undefined || batch !== undefined) {
		return inspector === undefined ? 'batch' : 'inspector';
	}
	return lesson?.focused === true ? 'lesson' : focused;
}

/** The notices that the person has not dismissed, the most pressing first. */
export function unseenNotices({ recordingTrouble, noticesSeen }: ScreenState, { notices }: Snapshot): readonly Span[] {
	return [
		...(recordingTrouble === undefined ? [] : [span(recordingTrouble, 'failed')]),
		...notices.slice(noticesSeen).map(text => span(visibleLine(text), 'warning')),
	];
}

/** The state in which the notice that is shown was dismissed. */
export function dismissNotice(state: ScreenState, { notices }: Snapshot): ScreenState {
	return state.recordingTrouble === undefined
		? { ...state, noticesSeen: Math.min(state.noticesSeen + 1, notices.length) }
		: { ...state, recordingTrouble: undefined };
}
