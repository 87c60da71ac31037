import type { Snapshot } from '../lab/lab.ts';
import { arrange } from './arrangement/arrangement.ts';
import type { Arrangement } from './arrangement/types.ts';
import { hostsView } from './client/hosts-view.ts';
import { transformsView } from './client/transforms-view.ts';
import { clientView } from './client/view.ts';
import { connectionsView } from './connections/view.ts';
import { crowdPromptView } from './crowd/prompt-view.ts';
import { crowdView } from './crowd/view.ts';
import { faultsView } from './faults/view.ts';
import { helpView } from './help/view.ts';
import { inspectorView } from './inspector/view.ts';
import type { Context } from './keymap.ts';
import { latencyView } from './latency/view.ts';
import { lessonsView } from './lesson/list-view.ts';
import { lessonView } from './lesson/view.ts';
import { saveView } from './poem/save-view.ts';
import { poemView } from './poem/view.ts';
import { recordView } from './recording/view.ts';
import { serversView } from './servers/view.ts';
import { placeOf, type ScreenState, unseenNotices, type ViewName } from './state.ts';
import { trafficView } from './traffic/view.ts';
import type { PanelView, View } from './view.ts';

/** The panels, in the order of their digits. */
export const panels: readonly PanelView[] = [serversView, trafficView, connectionsView, clientView, poemView];

/** Every view. To add one: a folder with its view, and a line here. */
export const views: readonly View[] = [
	...panels,
	inspectorView,
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
	return viewNamed(placeOf(state));
}

/** The state after the lab has changed; the same one where there is nothing to note. */
export function observe(state: ScreenState, snapshot: Snapshot): ScreenState {
	return views.reduce((noted, view) => view.observe?.(noted, snapshot) ?? noted, state);
}

/** Where keys are looked up now, the narrowest first. In a replay, its keys come before all but text and lists of choices. */
export function contextsOf(state: ScreenState, replaying = false): readonly Context[] {
	const contexts = viewOf(state).contexts(state);
	const apart = contexts.some(context => context === 'typing' || context === 'help' || context === 'transform-picker');
	return replaying && !apart ? ['replay', ...contexts] : contexts;
}

/** What has room on a terminal of this size, and how much. */
export function arrangementOf(
	state: ScreenState,
	snapshot: Snapshot,
	size: { readonly columns: number; readonly rows: number },
): Arrangement {
	const { focused, zoomed, lesson } = state;
	const hasNotice = unseenNotices(state, snapshot).length > 0;
	const now = snapshot.lesson;
	const card = lesson === undefined || now === undefined ? undefined : { focused: lesson.focused, beside: now.beside };
	return arrange(panels, { ...size, focused, zoomed, snapshot, hasNotice, lesson: card });
}
