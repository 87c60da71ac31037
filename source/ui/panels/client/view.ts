import { openHostPicker } from '../../overlays/hosts/view.ts';
import { sentence } from '../../screen-reader/speech.ts';
import { stay } from '../../state.ts';
import type { PanelView } from '../../view.ts';
import { allOfClient, chosenWords, clientField, clientSummary } from './announce.ts';
import { ClientPanel } from './client-panel.tsx';
import { observeFetch, repeatFetch, updateClient } from './update.ts';

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
	observe: observeFetch,
	Component: ClientPanel,
	place: {
		stack: () => ({ least: 9, wish: 13, share: 0, rank: 1 }),
		columns: () => ({ column: 0, least: 9, wish: 12, share: 2, rank: 1 }),
		wide: () => ({ column: 0, least: 13, wish: 18, share: 1, rank: 1 }),
	},
	tabTitle: () => 'Client',
	spoken: {
		arrival: clientSummary,
		moved(before, after) {
			const [was, now] = [before.state.client, after.state.client];
			if (was.address !== now.address) {
				return [sentence(chosenWords(after))];
			}
			return was.field === now.field ? [] : [clientField(after)];
		},
		whole: allOfClient,
	},
};
