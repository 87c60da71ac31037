import type { ServerKind } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/lab.ts';

/** One line of the list of servers: a heading, or a server. */
export type ServerLine =
	| { readonly type: 'heading'; readonly kind: ServerKind; readonly title: string }
	| { readonly type: 'server'; readonly server: ServerState };

const groups = [
	['poetry', 'POETRY'],
	['proxy', 'PROXIES'],
	['transform', 'TRANSFORM'],
] as const;

/** The servers under their headings. */
export function serverLines(servers: readonly ServerState[]): readonly ServerLine[] {
	return groups.flatMap(([kind, title]): ServerLine[] => {
		const members = servers.filter(server => server.kind === kind);
		return members.length === 0
			? []
			: [{ type: 'heading', kind, title }, ...members.map((server): ServerLine => ({ type: 'server', server }))];
	});
}

/** How many lines the whole list has. */
export function serverLineCount(servers: readonly ServerState[]): number {
	return servers.length + new Set(servers.map(({ kind }) => kind)).size;
}

/** The servers in the order in which they are listed. */
export function serversInOrder(servers: readonly ServerState[]): readonly ServerState[] {
	return groups.flatMap(([kind]) => servers.filter(server => server.kind === kind));
}

/** The selected server: the one that was chosen, or the first. */
export function selectedServer(servers: readonly ServerState[], selected: string | undefined): ServerState | undefined {
	return servers.find(({ id }) => id === selected) ?? serversInOrder(servers)[0];
}
