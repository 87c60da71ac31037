import type { Snapshot } from '../lab/snapshot.ts';
import { arrange } from './arrangement/arrangement.ts';
import type { Arrangement } from './arrangement/types.ts';
import { boardView } from './board/view.ts';
import { messageRows } from './chrome/message-rows.ts';
import { noticeWords } from './chrome/notice-words.ts';
import { endPassingMessage } from './chrome/passing-message.ts';
import { batchView } from './inspector/batch/view.ts';
import { inspectorView } from './inspector/view.ts';
import type { Context } from './keymap.ts';
import { lessonView } from './lessons/view.ts';
import type { Mode } from './mode.ts';
import { crowdPromptView } from './overlays/crowd/prompt-view.ts';
import { crowdView } from './overlays/crowd/view.ts';
import { faultsView } from './overlays/faults/view.ts';
import { helpView } from './overlays/help/view.ts';
import { hostsView } from './overlays/hosts/view.ts';
import { latencyView } from './overlays/latency/view.ts';
import { lessonsView } from './overlays/lessons/view.ts';
import { recordView } from './overlays/record/view.ts';
import { saveView } from './overlays/save/view.ts';
import { transformsView } from './overlays/transforms/view.ts';
import { clientView } from './panels/client/view.ts';
import { connectionsView } from './panels/connections/view.ts';
import { poemView } from './panels/poem/view.ts';
import { serversView } from './panels/servers/view.ts';
import { trafficView } from './panels/traffic/view.ts';
import { type ScreenState, type ViewName, viewNameOf } from './state.ts';
import type { PanelView, View } from './view.ts';

/** The panels, in the order of their digits. */
export const panels: readonly PanelView[] = [serversView, trafficView, connectionsView, clientView, poemView];

/** Every view. To add one: a folder with its view, and a line here. */
export const views: readonly View[] = [
	...panels,
	boardView,
	inspectorView,
	batchView,
	lessonView,
	recordView,
	hostsView,
	transformsView,
	faultsView,
	crowdPromptView,
	crowdView,
	saveView,
	lessonsView,
	latencyView,
	helpView,
];

const byName = new Map<ViewName, View>(views.map(view => [view.name, view]));

/** The view of this name; throws a `RangeError` where the table has none. */
export function viewNamed(name: ViewName): View {
	const view = byName.get(name);
	if (view === undefined) {
		throw new RangeError(`There is no view ${name}.`);
	}
	return view;
}

/** The view that the person is in: what lies over all others. */
export function viewOf(state: ScreenState): View {
	return viewNamed(viewNameOf(state));
}

/** The state after the lab has changed; the same one where there is nothing to note. */
export function observe(state: ScreenState, snapshot: Snapshot): ScreenState {
	const noted = views.reduce((before, view) => view.observe?.(before, snapshot) ?? before, state);
	return endPassingMessage(noted, snapshot);
}

/** The contexts in which keys are looked up now, the narrowest first. In a replay, and where a lab is watched, their keys come before all but text and lists of choices. */
export function contextsOf(state: ScreenState, mode: Mode = 'lab'): readonly Context[] {
	const view = viewOf(state);
	const own = view.contexts(state);
	const isTyping = own.includes('typing');
	const isApart = isTyping || own.includes('help') || own.includes('transform-picker');
	const isPanel = 'place' in view && !isTyping;
	return [
		...((mode === 'replay' || mode === 'watch') && !isApart ? [mode] : []),
		...(isPanel && state.lesson !== undefined ? (['lesson-aside'] as const) : []),
		...own,
		...(isPanel ? (['moving', 'everywhere'] as const) : []),
		'always',
	];
}

/** The sizes of all that has room on a terminal of this size. */
export function arrangementOf(
	state: ScreenState,
	snapshot: Snapshot,
	size: { readonly columns: number; readonly rows: number },
): Arrangement {
	const { focused, zoomed, lesson } = state;
	const toldRows = noticeWords(state, snapshot, size.columns).length + messageRows(state, size.columns).length;
	const now = snapshot.lesson;
	const card = lesson === undefined || now === undefined ? undefined : { focused: lesson.focused, beside: now.beside };
	return arrange(panels, { ...size, focused, zoomed, snapshot, toldRows, lesson: card });
}
