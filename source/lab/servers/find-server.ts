import type { ServerId, ServerKind } from '../../events/events.ts';
import { namesInList } from './names-in-list.ts';

/** There is no server of the name that a person wrote; the message lists those that there are. */
export class ServerNameError extends Error {
	override readonly name = 'ServerNameError';
	readonly code = 'no-such-server';
}

interface Named {
	readonly server: ServerId;
	readonly kind: ServerKind;
}

/** The server with this id, or the only one with this name: `proxy/tyger`, `transform`, `tyger`. Throws {@link ServerNameError}. */
export function findServer<S extends Named>(servers: readonly S[], text: string): S {
	const exact = servers.find(({ server }) => server === text);
	if (exact !== undefined) {
		return exact;
	}
	const [first, ...others] = servers.filter(({ server }) => nameOf(server) === text);
	if (first === undefined) {
		const kind = servers.every(one => one.kind === 'proxy') ? 'proxy' : 'server';
		throw new ServerNameError(`There is no ${kind} “${text}”: it is one of ${ids(servers)}.`);
	}
	if (others.length > 0) {
		throw new ServerNameError(`More than one server is called “${text}”: say ${ids([first, ...others], ' or ')}.`);
	}
	return first;
}

/** The servers that a list with commas between the names names; a name may hold a comma. Throws {@link ServerNameError}. */
export function findServers<S extends Named>(servers: readonly S[], list: string): readonly S[] {
	const names = new Set(servers.flatMap(({ server }) => [server, nameOf(server)]));
	return namesInList(list, text => names.has(text)).map(name => findServer(servers, name));
}

function nameOf(server: ServerId): string {
	return server.slice(server.indexOf('/') + 1);
}

function ids(servers: readonly Named[], between = ', '): string {
	return servers.map(({ server }) => server).join(between);
}
