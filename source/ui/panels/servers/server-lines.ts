import { type KindOfServer, kindNames, serverKinds } from '../../../lab/server-kinds.ts';
import type { ServerState } from '../../../lab/snapshot/server-state.ts';

/** One line of the list of servers: a server, or the kind whose title stands over its servers. */
export type ServerLine = KindOfServer | ServerState;

/** The servers under their headings. */
export function serverLines(servers: readonly ServerState[]): readonly ServerLine[] {
	return kindNames.flatMap((kind): readonly ServerLine[] => {
		const members = servers.filter(one => one.kind === kind);
		return members.length === 0 ? [] : [serverKinds[kind], ...members];
	});
}

/** The number of lines in the whole list. */
export function serverLineCount(servers: readonly ServerState[]): number {
	return servers.length + new Set(servers.map(({ kind }) => kind)).size;
}

/** The servers in the order in which they are listed. */
export function serversInOrder(servers: readonly ServerState[]): readonly ServerState[] {
	return kindNames.flatMap(kind => servers.filter(one => one.kind === kind));
}

/** The selected server: the one that was chosen, or the first. */
export function selectedServer(servers: readonly ServerState[], selected: string | undefined): ServerState | undefined {
	return servers.find(({ id }) => id === selected) ?? serversInOrder(servers)[0];
}
