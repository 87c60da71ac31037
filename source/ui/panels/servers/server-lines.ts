import type { ServerKind } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/snapshot.ts';

/** What stands over the servers of one kind. */
export interface ServerHeading {
	readonly kind: ServerKind;
	readonly heading: string;
}

/** One line of the list of servers. */
export type ServerLine = ServerHeading | ServerState;

const headings: readonly ServerHeading[] = [
	{ kind: 'poetry', heading: 'POETRY' },
	{ kind: 'proxy', heading: 'PROXIES' },
	{ kind: 'transform', heading: 'TRANSFORM' },
];

/** The servers under their headings. */
export function serverLines(servers: readonly ServerState[]): readonly ServerLine[] {
	return headings.flatMap((heading): readonly ServerLine[] => {
		const members = servers.filter(({ kind }) => kind === heading.kind);
		return members.length === 0 ? [] : [heading, ...members];
	});
}

/** How many lines the whole list has. */
export function serverLineCount(servers: readonly ServerState[]): number {
	return servers.length + new Set(servers.map(({ kind }) => kind)).size;
}

/** The servers in the order in which they are listed. */
export function serversInOrder(servers: readonly ServerState[]): readonly ServerState[] {
	return headings.flatMap(heading => servers.filter(({ kind }) => kind === heading.kind));
}

/** The selected server: the one that was chosen, or the first. */
export function selectedServer(servers: readonly ServerState[], selected: string | undefined): ServerState | undefined {
	return servers.find(({ id }) => id === selected) ?? serversInOrder(servers)[0];
}
