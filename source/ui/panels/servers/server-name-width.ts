import type { ServerState } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { textWidth } from '../../text/width.ts';

/** Longer names are cut, so that no name takes a table for itself. */
const maxWidth = 24;

/** The width of the longest server id in columns, up to a bound; it changes with the servers only. */
export function serverNameWidth(servers: readonly Pick<ServerState, 'id'>[]): number {
	return Math.min(maxWidth, Math.max(0, ...servers.map(({ id }) => textWidth(visibleLine(id)))));
}
