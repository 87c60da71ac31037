import { dispatch } from '../../effects.ts';
import type { Command } from '../../keymap.ts';
import { type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { selectedServer, serversInOrder } from './server-lines.ts';

/** How far a page goes in the list of servers. */
const page = 8;

/** What a command does in the Servers panel; undefined where it does nothing there. */
export function updateServers(state: ScreenState, command: Command, world: World): Update | undefined {
	switch (command) {
		case 'up':
			return stay(select(state, world, -1));
		case 'down':
			return stay(select(state, world, 1));
		case 'page-up':
			return stay(select(state, world, -page));
		case 'page-down':
			return stay(select(state, world, page));
		case 'first':
			return stay(select(state, world, Number.NEGATIVE_INFINITY));
		case 'last':
			return stay(select(state, world, Number.POSITIVE_INFINITY));
		case 'use-as-host':
			return stay(asHost(state, world));
		case 'toggle-server':
			return toggle(state, world);
		default:
			return undefined;
	}
}

function select(state: ScreenState, { snapshot }: World, by: number): ScreenState {
	const servers = serversInOrder(snapshot.servers);
	const now = servers.findIndex(({ id }) => id === selectedServer(servers, state.selectedServer)?.id);
	const next = servers[Math.max(0, Math.min(servers.length - 1, now + by))];
	return { ...state, selectedServer: next?.id };
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
	return { ...state, focused: 'client', client: { ...state.client, address: host.address, field: 'fetch' } };
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
