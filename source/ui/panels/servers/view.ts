import { dispatch } from '../../effects.ts';
import type { Command } from '../../keymap.ts';
import { movedIndex } from '../../list-cursor.ts';
import { type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import type { PanelView } from '../../view.ts';
import { spokenServers } from './announce.ts';
import { selectedServer, serverLineCount, serversInOrder } from './server-lines.ts';
import { ServersPanel } from './servers-panel.tsx';

/** The panel with the list of servers. */
export const serversView: PanelView = {
	name: 'servers',
	contexts: () => ['servers'],
	update: updateServers,
	Component: ServersPanel,
	place: {
		stack: ({ snapshot }) => ({ least: 5, wish: serverLineCount(snapshot.servers) + 2, share: 0, rank: 5 }),
		columns({ snapshot }) {
			return { column: 0, least: 5, wish: serverLineCount(snapshot.servers) + 2, share: 0, rank: 3 };
		},
		wide: ({ snapshot }) => ({ column: 0, least: 10, wish: serverLineCount(snapshot.servers) + 8, share: 0, rank: 2 }),
	},
	tabTitle: () => 'Servers',
	spoken: spokenServers,
};

/** The number of servers that a page moves by. */
const page = 8;

function updateServers(state: ScreenState, command: Command, world: World): Update | undefined {
	switch (command) {
		case 'use-as-host':
			return stay(asHost(state, world));
		case 'toggle-server':
			return toggle(state, world);
		default:
			return select(state, command, world);
	}
}

function select(state: ScreenState, command: Command, { snapshot }: World): Update | undefined {
	const servers = serversInOrder(snapshot.servers);
	const now = servers.findIndex(({ id }) => id === selectedServer(servers, state.selectedServer)?.id);
	const next = movedIndex(now, servers.length, command, page);
	return next === undefined ? undefined : stay({ ...state, selectedServer: servers[next]?.id });
}

function asHost(state: ScreenState, { snapshot }: World): ScreenState {
	const server = selectedServer(snapshot.servers, state.selectedServer);
	const host = snapshot.hosts.find(candidate => candidate.server !== undefined && candidate.server === server?.id);
	if (server === undefined) {
		return state;
	}
	if (host === undefined) {
		return say(
			state,
			server.kind === 'transform'
				? 'this server has no poem: choose its transforms in the client, 4 then t'
				: `${server.id} is not a host now`,
			'warning',
		);
	}
	return {
		...state,
		focused: 'client',
		client: { ...state.client, address: host.address, marked: [], field: 'fetch' },
	};
}

function toggle(state: ScreenState, { snapshot }: World): Update {
	const server = selectedServer(snapshot.servers, state.selectedServer);
	if (server === undefined) {
		return stay(state);
	}
	return server.status === 'listening'
		? { state: say(state, `stopping ${server.id}`), effects: [dispatch({ type: 'stop-server', server: server.id })] }
		: { state: say(state, `starting ${server.id}`), effects: [dispatch({ type: 'start-server', server: server.id })] };
}
