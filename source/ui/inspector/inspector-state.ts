import type { ConnectionId } from '../../events/events.ts';
import type { FetchState } from '../../lab/snapshot/fetch-state.ts';
import type { Snapshot } from '../../lab/snapshot.ts';
import { noSearch, type Search } from '../search/search-state.ts';
import type { BytesMode } from './bytes/bytes-text.ts';

/** The views of an exchange, in the order in which tab goes round them. */
export const inspectorViews = ['ladder', 'bytes', 'why', 'times'] as const;

export type InspectorView = (typeof inspectorViews)[number];

/** An open exchange, and the part of it that is seen. */
export interface InspectorState {
	readonly connection: ConnectionId;
	readonly view: InspectorView;
	/** The first row that is seen. Undefined until somebody scrolls: the end while the exchange runs, else the beginning. */
	readonly top: number | undefined;
	readonly bytesMode: BytesMode;
	/** The search in the bytes. */
	readonly search: Search;
	/** The number of copies so far; each time it is the other direction's turn. */
	readonly copies: number;
}

/** An exchange as it opens. */
export function openedInspector(connection: ConnectionId): InspectorState {
	return { connection, view: 'ladder', top: undefined, bytesMode: 'text', search: noSearch, copies: 0 };
}

/** The exchange of a fetch of the client's: the one that served its poem, else the first of it that is known; undefined where none is. */
export function exchangeOf(
	fetch: FetchState | undefined,
	{ exchanges }: Pick<Snapshot, 'exchanges'>,
): ConnectionId | undefined {
	return (
		fetch?.connection ?? exchanges.find(({ servesFetch }) => servesFetch !== undefined && servesFetch === fetch?.id)?.id
	);
}

/** The first row to show. */
export function inspectorTop(top: number | undefined, isRunning: boolean, rowCount: number, room: number): number {
	const last = Math.max(0, rowCount - room);
	return Math.max(0, Math.min(last, top ?? (isRunning ? last : 0)));
}
