import type { ServerState } from '../../../lab/snapshot/server-state.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { type CutName, distinctNames } from '../../text/distinct-names.ts';
import { textWidth } from '../../text/width.ts';

/** Longer names are cut, so that no name takes a table for itself. */
const maxWidth = 24;

/** Cuts the names of all servers and hosts that the lab knows so that no two look the same. */
export function cutServerName({ hosts }: Pick<Snapshot, 'hosts'>): CutName {
	return distinctNames(hosts.map(({ label }) => visibleLine(label)));
}

/** The width of the longest server id in columns, up to a bound; it changes with the servers only. */
export function serverNameWidth(servers: readonly Pick<ServerState, 'id'>[]): number {
	return Math.min(maxWidth, Math.max(0, ...servers.map(({ id }) => textWidth(visibleLine(id)))));
}
