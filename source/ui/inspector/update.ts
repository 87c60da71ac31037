import type { ConnectionId } from '../../events/events.ts';
import type { Exchange, Snapshot } from '../../lab/snapshot.ts';
import type { Command } from '../keymap.ts';
import { movedIndex, placeCursor } from '../list-cursor.ts';
import { isMarked, toggleMark } from '../panels/traffic/marks.ts';
import { trafficList } from '../panels/traffic/traffic-list.ts';
import { noSearch, typeQuery, updateQuery } from '../search/search-state.ts';
import { type ScreenState, say, stay, type Update, type World } from '../state.ts';
import { matchStepped, searchChanged } from './bytes/update.ts';
import { exchangeOf, type InspectorState, inspectorTop, inspectorViews, openedInspector } from './inspector-state.ts';

/** Opens the exchange that is selected in Traffic or Connections, elsewhere that of the client's last fetch. */
export function openInspector(state: ScreenState, { snapshot }: World): Update {
	const connection =
		state.focused === 'traffic' || state.focused === 'connections'
			? selectedExchange(state, snapshot)
			: exchangeOf(snapshot.fetch, snapshot);
	if (connection !== undefined) {
		return stay({ ...state, inspector: openedInspector(connection) });
	}
	return stay(say(state, whyNothing(state, snapshot), 'warning'));
}

/** The state after a command while an exchange is open, and its effects. */
export function updateInspector(state: ScreenState, command: Command, world: World): Update {
	const { inspector } = state;
	if (inspector === undefined) {
		return stay(state);
	}
	const { search, connection } = inspector;
	const by = command.startsWith('previous') ? -1 : 1;
	const to = (change: Partial<InspectorState>): Update => stay({ ...state, inspector: { ...inspector, ...change } });
	if (search.typing && command !== 'next-match' && command !== 'previous-match') {
		return to(searchChanged(inspector, updateQuery(search, command) ?? search, world));
	}
	switch (command) {
		case 'back':
			return search.query === '' ? stay({ ...state, inspector: undefined }) : to({ search: noSearch });
		case 'search':
			return to({ view: 'bytes', search: { ...search, typing: true } });
		case 'next-match':
		case 'previous-match':
			return to(matchStepped(inspector, by, world));
		case 'copy':
			return copy(state, inspector);
		case 'mark':
			return stay(toggleMark(state, standingOf(state, world.snapshot).exchange));
		case 'next-exchange':
		case 'previous-exchange':
			return to(neighbour(state, world.snapshot, connection, by));
		case 'next-view':
		case 'previous-view':
			return to({ view: viewBy(inspector, by), top: undefined });
		case 'toggle-hex':
			return to({ view: 'bytes', bytesMode: inspector.bytesMode === 'hex' ? 'text' : 'hex', top: undefined });
		default:
			return to(scrolled(inspector, command, world));
	}
}

/** The open exchange with text added to the query that is searched in its bytes; undefined where none is typed. */
export function typeInInspector(state: ScreenState, text: string, world: World): Update | undefined {
	const { inspector } = state;
	return inspector?.search.typing === true
		? stay({
				...state,
				inspector: { ...inspector, ...searchChanged(inspector, typeQuery(inspector.search, text), world) },
			})
		: undefined;
}

/** In the bytes view the bytes, first those of one direction and then those of the other; elsewhere the request again. */
function copy(state: ScreenState, { view, connection, copies }: InspectorState): Update {
	if (view !== 'bytes') {
		return { state, effects: [{ kind: 'copy-request', connection }] };
	}
	const next = state.inspector && { ...state.inspector, copies: copies + 1 };
	return { state: { ...state, inspector: next }, effects: [{ kind: 'copy-bytes', connection, turn: copies }] };
}

/** The place of an exchange among those of Traffic. */
export interface Standing {
	/** Absent where it is not among the newest any more. */
	readonly exchange: Exchange | undefined;
	readonly marked: boolean;
	/** From 1; 0 where it is not among them. */
	readonly place: number;
	readonly count: number;
}

/** The open exchange and its place among those of Traffic. */
export function standingOf(state: ScreenState, snapshot: Snapshot): Standing {
	const { shown, ids } = trafficList(state.traffic, snapshot);
	const connection = state.inspector?.connection;
	const place = connection === undefined ? 0 : ids.indexOf(connection) + 1;
	const find = ({ id }: { readonly id: ConnectionId }) => id === connection;
	const exchange = shown[place - 1] ?? snapshot.exchanges.find(find) ?? snapshot.open.find(find);
	const marked = exchange !== undefined && isMarked(state.traffic.marks, exchange);
	return { exchange, place, count: ids.length, marked };
}

function scrolled({ top }: InspectorState, command: Command, world: World): Partial<InspectorState> {
	const { rowCount, room, isRunning } = world.inspectorExtent();
	const now = inspectorTop(top, isRunning, rowCount, room);
	const next = movedIndex(now, Math.max(1, rowCount - room + 1), command, Math.max(1, room - 1));
	return next === undefined ? {} : { top: next };
}

/** The exchange before or after it in Traffic; where it is not in there itself, the one nearest to its place. */
function neighbour(
	{ traffic }: ScreenState,
	snapshot: Snapshot,
	from: ConnectionId,
	by: 1 | -1,
): Partial<InspectorState> {
	const { ids } = trafficList(traffic, snapshot);
	const next = by > 0 ? ids.find(id => id > from) : ids.findLast(id => id < from);
	return next === undefined ? {} : { connection: next, top: undefined, copies: 0 };
}

function viewBy({ view }: InspectorState, by: number): InspectorState['view'] {
	return inspectorViews.at((inspectorViews.indexOf(view) + by) % inspectorViews.length) ?? 'ladder';
}

/** The exchange that is selected in Traffic or Connections. */
export function selectedExchange(
	{ focused, traffic, connections }: ScreenState,
	snapshot: Snapshot,
): ConnectionId | undefined {
	const isTraffic = focused === 'traffic';
	const ids = isTraffic ? trafficList(traffic, snapshot).ids : snapshot.open.map(({ id }) => id);
	const { index } = placeCursor(ids, isTraffic ? traffic.cursor : connections, 1, isTraffic ? 'last' : 'first');
	return ids[index];
}

function whyNothing({ focused }: ScreenState, { fetch }: Snapshot): string {
	if (focused === 'traffic' || focused === 'connections') {
		return 'there is no exchange to open';
	}
	return fetch === undefined
		? 'nothing was fetched yet: 4, then enter'
		: 'no server of this lab took part in that fetch, so there is no exchange to open';
}
