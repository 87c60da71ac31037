import type { ServerId, ServerKind } from '../events/events.ts';

/** A server that a person named, and that is not there; the message says which there are. */
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
	const [first, ...others] = servers.filter(({ server }) => server.slice(server.indexOf('/') + 1) === text);
	if (first === undefined) {
		throw new ServerNameError(`There is no server “${text}”: it is one of ${ids(servers)}.`);
	}
	if (others.length > 0) {
		throw new ServerNameError(`More than one server is called “${text}”: say ${ids([first, ...others], ' or ')}.`);
	}
	return first;
}

function ids(servers: readonly Named[], between = ', '): string {
	return servers.map(({ server }) => server).join(between);
}
