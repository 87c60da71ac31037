import type { PanelView } from '../../view.ts';
import { allServers, currentServer, selectedId, serversSummary } from './announce.ts';
import { serverLineCount } from './server-lines.ts';
import { ServersPanel } from './servers-panel.tsx';
import { updateServers } from './update.ts';

/** The panel with the list of servers. */
export const serversView: PanelView = {
	name: 'servers',
	contexts: () => ['servers'],
	update: updateServers,
	Component: ServersPanel,
	place: {
		stack: ({ snapshot }) => ({ least: 5, wish: serverLineCount(snapshot.servers) + 2, share: 0, rank: 5 }),
		columns: ({ snapshot }) => ({
			column: 0,
			least: 5,
			wish: serverLineCount(snapshot.servers) + 2,
			share: 0,
			rank: 3,
		}),
		wide: ({ snapshot }) => ({ column: 0, least: 10, wish: serverLineCount(snapshot.servers) + 8, share: 0, rank: 2 }),
	},
	tabTitle: () => 'Servers',
	spoken: {
		arrival: serversSummary,
		moved: (before, after) => (selectedId(before) === selectedId(after) ? [] : currentServer(after)),
		whole: allServers,
	},
};
