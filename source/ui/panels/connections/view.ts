import { formatCount } from '../../format.ts';
import type { PanelName } from '../../keymap.ts';
import { placeCursor } from '../../list-cursor.ts';
import type { PanelView } from '../../view.ts';
import type { ViewModel } from '../../view-model.ts';
import { allConnections, connectionsSummary, currentConnection } from './announce.ts';
import { ConnectionsPanel } from './connections-panel.tsx';
import { updateConnections } from './update.ts';

/** The panel with the connections that are open. */
export const connectionsView: PanelView = {
	name: 'connections',
	contexts: () => ['connections'],
	update: updateConnections,
	Component: ConnectionsPanel,
	place: {
		stack: () => ({ least: 3, wish: 6, share: 0, rank: 4 }),
		columns: ({ body, focused }) => ({ column: 0, least: 3, wish: wishOf(body.height, focused), share: 1, rank: 2 }),
		wide: () => ({ column: 0, least: 5, wish: 10, share: 1, rank: 3 }),
	},
	tabTitle: ({ totals }) => (totals.open > 0 ? `Open ${formatCount(totals.open)}` : 'Open'),
	spoken: {
		arrival: connectionsSummary,
		moved: (before, after, command) =>
			command === undefined || connectionOn(before) === connectionOn(after) ? [] : currentConnection(after),
		whole: model => (model.snapshot.open.length === 0 ? connectionsSummary(model) : allConnections(model)),
	},
};

function connectionOn({ state: { connections }, snapshot: { open } }: ViewModel): number | undefined {
	const ids = open.map(({ id }) => id);
	return ids[placeCursor(ids, connections, 1, 'first').index];
}

/** Few are open most of the time: it asks for much only while it is looked at. */
function wishOf(bodyHeight: number, focused: PanelName): number {
	if (focused === 'connections') {
		return 12;
	}
	return bodyHeight >= 30 ? 6 : 4;
}
