import type { NeedRequest } from '../../arrangement/types.ts';
import { openHostPicker } from '../../overlays/hosts/view.ts';
import { sentence } from '../../screen-reader/speech.ts';
import { stay } from '../../state.ts';
import type { PanelView } from '../../view.ts';
import { allOfClient, chosenWords, clientField, clientSummary } from './announce.ts';
import { isUnderWay, shownBatch } from './client-fetches.ts';
import { ClientPanel } from './client-panel.tsx';
import { observeStep } from './lesson-client.ts';
import { observeFetch, repeatFetch, updateClient } from './update.ts';

/** The number of rows to add for a list of fetches, while the person is here. */
function listRows({ focused, snapshot }: NeedRequest): number {
	const batch = shownBatch(snapshot);
	const rows = batch === undefined ? snapshot.fetches.filter(isUnderWay).length - 1 : batch.addresses.length;
	return focused === 'client' ? Math.max(0, Math.min(10, rows)) : 0;
}

/** The panel in which a host and transforms are chosen, and a poem is fetched. */
export const clientView: PanelView = {
	name: 'client',
	contexts: state => [`client-${state.client.field}`, 'client'],
	update: updateClient,
	anywhere: { 'repeat-fetch': repeatFetch },
	type: (state, text, world) =>
		state.client.field === 'host' && world.snapshot.replay === undefined
			? stay(openHostPicker(state, world, text))
			: undefined,
	observe: (state, snapshot) => observeStep(observeFetch(state, snapshot), snapshot),
	Component: ClientPanel,
	place: {
		stack: request => ({ least: 9, wish: 13 + listRows(request), share: 0, rank: 1 }),
		columns: request => ({ column: 0, least: 9, wish: 12 + listRows(request), share: 2, rank: 1 }),
		wide: request => ({ column: 0, least: 13, wish: 18 + listRows(request), share: 1, rank: 1 }),
	},
	tabTitle: () => 'Client',
	spoken: {
		arrival: clientSummary,
		moved(before, after) {
			const [was, now] = [before.state.client, after.state.client];
			if (was.address !== now.address || was.marked !== now.marked) {
				return [sentence(chosenWords(after))];
			}
			const hasMoved =
				was.field !== now.field ||
				was.atOnce !== now.atOnce ||
				was.selected !== now.selected ||
				was.transforms !== now.transforms;
			return hasMoved ? [clientField(after)] : [];
		},
		whole: allOfClient,
	},
};
