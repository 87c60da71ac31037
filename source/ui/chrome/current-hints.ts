import { wholeBody } from '../arrangement/arrangement.ts';
import { statusOf } from '../board/board-list.ts';
import { selectedLab } from '../board/update.ts';
import { searchDrawn } from '../inspector/bytes/bytes-search.ts';
import { selectedExchange } from '../inspector/update.ts';
import { hintsFor } from '../keymap/key-lookup.ts';
import type { HintCondition } from '../keymap/section.ts';
import type { Binding } from '../keymap.ts';
import { modeOf } from '../mode.ts';
import { faultCount } from '../overlays/faults/fault-label.ts';
import { isUnderWay, shownBatch } from '../panels/client/client-fetches.ts';
import { selectedServer } from '../panels/servers/server-lines.ts';
import type { ViewModel } from '../view.ts';
import { contextsOf } from '../views.ts';

/** The bindings that are worth a hint where the person is now, the narrowest context's first. */
export function currentHints(model: ViewModel): readonly Binding[] {
	return hintsFor(contextsOf(model.state, modeOf(model.snapshot)), condition => conditions[condition](model));
}

const conditions: { readonly [condition in HintCondition]: (model: ViewModel) => boolean } = {
	fetching: model => model.snapshot.fetches.some(isUnderWay) && !isReplay(model),
	batched: ({ snapshot }) => shownBatch(snapshot) !== undefined,
	'hosts-marked': ({ state }) => state.client.marked.length > 1,
	fetched: ({ snapshot }) => snapshot.fetch !== undefined,
	repeatable: ({ state }) => state.client.lastFetch !== undefined && state.lesson === undefined,
	'no-lesson': ({ state }) => state.lesson === undefined,
	'lesson-exchange': ({ snapshot }) => snapshot.lesson?.connection !== undefined,
	'poem-begun': ({ snapshot }) => (snapshot.fetch?.poemBytes ?? 0) > 0,
	'poem-whole': ({ snapshot: { fetch } }) => fetch?.status === 'succeeded' || fetch?.status === 'fell-back',
	filtered: ({ state }) => (state.board?.isShown === true ? state.board.filter : state.traffic.filter) !== '',
	found: hasMatches,
	'exchange-selected': ({ state, snapshot }) => selectedExchange(state, snapshot) !== undefined,
	'proxy-selected': ({ state, snapshot }) =>
		selectedServer(snapshot.servers, state.selectedServer)?.collapsing !== undefined,
	zoomed: ({ state, snapshot }) => state.zoomed || snapshot.replay?.live?.hasBoard === true,
	bytes: ({ state }) => state.inspector?.view === 'bytes',
	broken: model => !isReplay(model) && faultCount(model.snapshot.servers) > 0,
	'lab-gone': ({ state, snapshot }) => {
		const lab = selectedLab(state, snapshot);
		return lab !== undefined && statusOf(lab) === 'gone';
	},
	'crowd-under-way': model => model.snapshot.crowd?.status === 'running' && !isReplay(model),
	'crowd-possible': model => !isReplay(model) || model.snapshot.crowd !== undefined,
	'crowd-ended': model => (model.snapshot.crowd?.status ?? 'running') !== 'running' && !isReplay(model),
};

function isReplay({ snapshot }: ViewModel): boolean {
	return snapshot.replay !== undefined;
}

/** True where the search that is shown, of the poem or of an exchange's bytes, has found anything. */
function hasMatches({ state: { inspector }, poemMatches, detail, arrangement }: ViewModel): boolean {
	if (inspector === undefined) {
		return poemMatches.length > 0;
	}
	return searchDrawn(detail, inspector.search.query, inspector.bytesMode, wholeBody(arrangement).width).count > 0;
}
