import { innerSize, sizeOf } from '../../arrangement/arrangement.ts';
import { formatCount } from '../../format.ts';
import type { Command, PanelName } from '../../keymap.ts';
import { distanceOf, moveCursor } from '../../list-cursor.ts';
import { type ScreenState, stay, type Update, type World } from '../../state.ts';
import type { PanelView } from '../../view.ts';
import { copyRequest } from '../traffic/copy-request.ts';
import { spokenConnections } from './announce.ts';
import { ConnectionsPanel } from './connections-panel.tsx';

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
	spoken: spokenConnections,
};

function updateConnections(state: ScreenState, command: Command, world: World): Update | undefined {
	if (command === 'copy') {
		return copyRequest(state, world);
	}
	const size = sizeOf(world.arrangement, 'connections');
	const room = size === undefined ? 1 : Math.max(1, innerSize(size).height);
	const by = distanceOf(command, room);
	const ids = world.snapshot.open.map(({ id }) => id);
	return by === undefined
		? undefined
		: stay({ ...state, connections: moveCursor(ids, state.connections, room, by, 'first') });
}

/** The rows that the panel wishes for: few most of the time, and more while it is focused. */
function wishOf(bodyHeight: number, focused: PanelName): number {
	if (focused === 'connections') {
		return 12;
	}
	return bodyHeight >= 30 ? 6 : 4;
}
