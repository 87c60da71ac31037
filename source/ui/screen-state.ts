import type { FetchId, ServerId } from '../events/events.ts';
import type { Action, Exchange, RecordingState, Snapshot } from '../lab/lab.ts';
import { visibleLine } from '../wire/visible-text.ts';
import type { CrowdOverlayState, CrowdPromptState } from './crowd/crowd-state.ts';
import type { Errand } from './errands.ts';
import { faultCount } from './faults/fault-label.ts';
import type { FaultMenuState } from './faults/fault-menu-state.ts';
import type { InspectorState } from './inspector/inspector-state.ts';
import { type Condition, type Context, textContexts } from './keymap.ts';
import { type Layout, layOut, type PanelName } from './layout.ts';
import { type LessonScreen, observeLesson } from './lesson/lesson-screen.ts';
import type { LessonRequest } from './lesson/place-lesson.ts';
import { type Cursor, restingCursor } from './list-cursor.ts';
import { fetchOutcome, type Outcome } from './outcome.ts';
import { observeRecording } from './recording/recording-commands.ts';
import { noSearch, type Search } from './search/search-state.ts';
import type { RowMatch } from './search/wrapped-lines.ts';
import { serverLineCount } from './servers/server-lines.ts';
import type { Tone } from './theme.ts';
import { type Marks, observeMarks } from './traffic/marks.ts';

/** The rows of the client's form. */
export type ClientField = 'host' | 'transforms' | 'fetch';

/** What lies over the panels. */
export type Overlay =
	| { readonly kind: 'help'; readonly top: number }
	| { readonly kind: 'latency' }
	| FaultMenuState
	| CrowdPromptState
	| CrowdOverlayState
	| { readonly kind: 'lessons'; readonly index: number }
	| { readonly kind: 'record'; readonly path: string; readonly saving: boolean; readonly error?: string }
	| { readonly kind: 'host-picker'; readonly query: string; readonly index: number; readonly error?: string }
	| { readonly kind: 'transform-picker'; readonly index: number; readonly picked: readonly string[] }
	| { readonly kind: 'save-poem'; readonly path: string; readonly saving: boolean; readonly error?: string };

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
	/** The exchange that is open in the place of the panels. */
	readonly inspector?: InspectorState | undefined;
	readonly message?: Message | undefined;
	/** The lesson that is under way, as the person stands to it. */
	readonly lesson?: LessonScreen | undefined;
	/** The lab's recording as it was last noted, and why it stopped by itself, until somebody has seen that. */
	readonly recording?: RecordingState | undefined;
	readonly recordingTrouble?: string | undefined;
	/** How many of the lab's notices were dismissed. */
	readonly noticesSeen: number;
	/** How many of them there were when no fetch was under way. */
	readonly noticesBefore: number;
	readonly selectedServer?: ServerId | undefined;
	readonly traffic: {
		readonly cursor: Cursor;
		readonly filter: string;
		/** The filter is being typed. */
		readonly typing: boolean;
		readonly paused?: PausedTraffic | undefined;
		readonly marks: Marks;
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
	readonly poem: {
		/** The first row that is seen, once somebody has moved it in this fetch. */
		readonly top: number;
		readonly fetch?: number | undefined;
		readonly search: Search;
	};
}

/** What the reducer may look at: the lab as it is now, and the terminal. */
export interface World {
	readonly snapshot: Snapshot;
	readonly columns: number;
	readonly rows: number;
	/** The time of day, in milliseconds since the Unix epoch. */
	readonly now: () => number;
	/** How many rows the poem has in its panel. */
	readonly poemRowCount: () => number;
	/** Where a query is found in the poem, by the rows of its panel. */
	readonly poemMatches: (query: string) => readonly RowMatch[];
	/** How often a query is found in the open exchange's bytes, and in which row each time. */
	readonly bytesMatches: (query: string) => { readonly count: number; readonly rowOf: (index: number) => number };
	/** How many rows the open exchange's view has, how many of them are seen, and whether it goes on. */
	readonly inspectorExtent: () => { readonly rowCount: number; readonly room: number; readonly isRunning: boolean };
}

/** How a person leaves: with the key for it, or by Ctrl+C, which a shell takes for an interruption. */
export type Leave = 'quit' | 'interrupt';

/** What a key led to: the new state, what to ask of the lab, and whether to leave. */
export interface Step {
	readonly state: ScreenState;
	readonly actions: readonly Action[];
	readonly leave?: Leave;
	readonly errand?: Errand;
}

/** The screen as it opens: in the client, on Fetch, so that enter fetches. */
export const initialState: ScreenState = {
	focused: 'client',
	zoomed: false,
	noticesSeen: 0,
	noticesBefore: 0,
	traffic: { cursor: restingCursor, filter: '', typing: false, marks: [] },
	connections: restingCursor,
	client: { field: 'fetch', transforms: [] },
	pastFetches: [],
	poem: { top: 0, search: noSearch },
};

const maxPastFetches = 20;

/** The state after the lab has changed: it remembers what has ended. The same state where there is nothing to note. */
export function observe(state: ScreenState, snapshot: Snapshot): ScreenState {
	const observed = observeFetch(observeLesson(observeRecording(state, snapshot), snapshot), snapshot);
	const marks = observeMarks(observed.traffic.marks, snapshot);
	return marks === observed.traffic.marks ? observed : { ...observed, traffic: { ...observed.traffic, marks } };
}

function observeFetch(state: ScreenState, { fetch, notices, replay }: Snapshot): ScreenState {
	// A replay comes and goes: what was before is only what it shows.
	if (replay !== undefined) {
		return state;
	}
	if (fetch === undefined || state.pastFetches.at(-1)?.id === fetch.id) {
		return notices.length === state.noticesBefore ? state : { ...state, noticesBefore: notices.length };
	}
	if (fetch.status === 'running') {
		return state;
	}
	const past: PastFetch = {
		id: fetch.id,
		host: visibleLine(fetch.server ?? fetch.address),
		outcome: fetchOutcome(fetch),
		transforms: fetch.steps.map(({ transform }) => visibleLine(transform)),
	};
	// Whoever has fetched a poem has seen what there was to know before, and not what came of it.
	return {
		...state,
		noticesSeen: Math.max(state.noticesSeen, state.noticesBefore),
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

/** What a person should know and has not dismissed, the most pressing first. */
export function unseenNotices(
	{ recordingTrouble, noticesSeen }: ScreenState,
	{ notices }: Snapshot,
): readonly Message[] {
	return [
		...(recordingTrouble === undefined ? [] : [{ text: recordingTrouble, tone: 'failed' } as const]),
		...notices.slice(noticesSeen).map(text => ({ text: visibleLine(text), tone: 'warning' }) as const),
	];
}

/** The state in which the notice that is shown was dismissed. */
export function dismissNotice(state: ScreenState, { notices }: Snapshot): ScreenState {
	return state.recordingTrouble === undefined
		? { ...state, noticesSeen: Math.min(state.noticesSeen + 1, notices.length) }
		: { ...state, recordingTrouble: undefined };
}

/** The layout of this state on this terminal. */
export function layoutOf(state: ScreenState, world: Pick<World, 'snapshot' | 'columns' | 'rows'>): Layout {
	return layOut({
		columns: world.columns,
		rows: world.rows,
		focused: state.focused,
		zoomed: state.zoomed,
		serverLines: serverLineCount(world.snapshot.servers),
		timeline: world.snapshot.replay !== undefined,
		notice: unseenNotices(state, world.snapshot).length > 0,
		lesson: lessonRequest(state, world.snapshot),
	});
}

/** What the layout is told of the lesson that is under way. */
export function lessonRequest({ lesson }: ScreenState, { lesson: now }: Snapshot): LessonRequest | undefined {
	return lesson === undefined || now === undefined ? undefined : { focused: lesson.focused, beside: now.beside };
}

/** Where keys are looked up now, the narrowest first; in a replay, its keys come before all that is no text and no list of choices. */
export function contextsOf(state: ScreenState, replaying = false): readonly Context[] {
	const contexts = contextsHere(state);
	const apart = contexts.some(context => context === 'typing' || context === 'help' || context === 'transform-picker');
	return replaying && !apart ? ['replay', ...contexts] : contexts;
}

/** The contexts that would count without what lies over the panels. */
export function contextsBeneath(state: ScreenState, { replay }: Snapshot): readonly Context[] {
	return contextsOf({ ...state, overlay: undefined }, replay !== undefined);
}

function contextsHere({ overlay, inspector, focused, lesson, traffic, client, poem }: ScreenState): readonly Context[] {
	if (overlay !== undefined) {
		return textContexts.includes(overlay.kind) ? [overlay.kind, 'typing', 'always'] : [overlay.kind, 'always'];
	}
	if (inspector !== undefined) {
		return inspector.search.typing ? ['search', 'typing', 'always'] : ['inspector', 'always'];
	}
	if (lesson?.focused) {
		return [`lesson-${lesson.phase}`, 'lesson', 'everywhere', 'always'];
	}
	if (focused === 'traffic' && traffic.typing) {
		return ['filter', 'typing', 'always'];
	}
	if (focused === 'poem' && poem.search.typing) {
		return ['search', 'typing', 'always'];
	}
	const here: readonly Context[] = focused === 'client' ? [`client-${client.field}`, 'client'] : [focused];
	const aside: readonly Context[] = lesson === undefined ? [] : ['lesson-aside'];
	return [...aside, ...here, 'moving', 'everywhere', 'always'];
}

/** Whether a hint's condition holds. */
export function conditionHolds(condition: Condition, state: ScreenState, snapshot: Snapshot): boolean {
	switch (condition) {
		case 'fetching':
			return snapshot.fetch?.status === 'running' && snapshot.replay === undefined;
		case 'fetched':
			return snapshot.fetch !== undefined;
		case 'filtered':
			return state.traffic.filter !== '';
		case 'searched':
			return (state.inspector ?? state.poem).search.query !== '';
		case 'zoomed':
			return state.zoomed;
		case 'bytes':
			return state.inspector?.view === 'bytes';
		case 'crowd-ended':
			return snapshot.replay === undefined && snapshot.crowd !== undefined && snapshot.crowd.status !== 'running';
		case 'broken':
			return snapshot.replay === undefined && faultCount(snapshot.servers) > 0;
	}
}
