import type { ConnectionId, DialId, EventOf, LabEvent, ServerId, ServerKind } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/snapshot.ts';
import { type Address, formatAddress, isMeant } from '../../../wire/address.ts';

/** With what a connection, a dial or a fetch begins to be told of: in a recording that began later, that is not its beginning. */
export type Opening = EventOf<'connection-opened' | 'connection-found-open'>;
export type Dialling = EventOf<'dial-started' | 'dial-found-open'>;
export type Fetching = EventOf<'fetch-started' | 'fetch-found-running'>;

export function isOpening(event: LabEvent): event is Opening {
	return event.type === 'connection-opened' || event.type === 'connection-found-open';
}

export function isDialling(event: LabEvent): event is Dialling {
	return event.type === 'dial-started' || event.type === 'dial-found-open';
}

export function isFetching(event: LabEvent): event is Fetching {
	return event.type === 'fetch-started' || event.type === 'fetch-found-running';
}

/** Whether it had begun before the recording in which this stands. */
export function isFound(event: LabEvent | undefined): boolean {
	return event !== undefined && 'ageMs' in event && event.type.includes('-found-');
}

/** When what this event tells of really began. */
export function begunAt(event: LabEvent): number {
	return 'ageMs' in event && isFound(event) ? event.time - event.ageMs : event.time;
}

/** One connection as both of its ends tell of it; an end that is not ours tells nothing. */
export interface Link {
	/** The end that dialled, where that is ours, and how it closed. */
	readonly dial: Dialling | undefined;
	readonly dialClosed: EventOf<'dial-closed'> | undefined;
	/** The end that accepted, where that is ours, and how it closed. */
	readonly opened: Opening | undefined;
	readonly closed: EventOf<'connection-closed'> | undefined;
	/** What both ends told, in order. */
	readonly events: readonly LabEvent[];
}

/** Every connection that these events tell of, in the order in which they began. */
export function linksOf(events: readonly LabEvent[], servers: readonly ServerState[]): readonly Link[] {
	const told = gather(events);
	const pairs = pairEnds(events, told.byDial, servers);
	const accepted = new Set(pairs.values());
	const strangers = events.filter(isOpening).filter(opened => !accepted.has(opened));
	return [
		...events.filter(isDialling).map(dial => told.link(dial, pairs.get(dial))),
		...strangers.map(opened => told.link(undefined, opened)),
	].sort((a, b) => told.placeOf(a.events[0]) - told.placeOf(b.events[0]));
}

/** The server of ours that listens at this address, or did. */
export function serverAt(servers: readonly ServerState[], address: Address): ServerState | undefined {
	return servers.find(server => isMeant(server, address));
}

/** A server's kind; of one that is not known any more, as its id says. */
export function kindOf(id: ServerId, servers: readonly ServerState[]): ServerKind {
	const known = servers.find(server => server.id === id)?.kind;
	return known ?? (id === 'transform' ? 'transform' : id.startsWith('proxy/') ? 'proxy' : 'poetry');
}

/** The address of whoever is at the other end of a server's connection. */
export function peerAddress({ peerHost, peerPort }: Opening): string {
	return formatAddress({ host: peerHost.replace(/^::ffff:/, ''), port: peerPort });
}

/** Each end's events, gone through once. */
function gather(events: readonly LabEvent[]) {
	const byDial = new Map<DialId, LabEvent[]>();
	const byConnection = new Map<ConnectionId, LabEvent[]>();
	const places = new Map(events.map((event, place) => [event, place]));
	for (const event of events) {
		if ('dial' in event) {
			add(byDial, event.dial, event);
		} else if ('connection' in event && event.connection !== undefined && !isFetching(event)) {
			// A proxy's fetch names the connection that asked for it, but does not happen on it.
			add(byConnection, event.connection, event);
		}
	}
	const placeOf = (event: LabEvent | undefined) => (event && places.get(event)) ?? Number.POSITIVE_INFINITY;
	const link = (dial: Dialling | undefined, opened: Opening | undefined): Link => {
		const dialled = (dial && byDial.get(dial.dial)) ?? [];
		const accepted = (opened && byConnection.get(opened.connection)) ?? [];
		return {
			dial,
			dialClosed: dialled.find(event => event.type === 'dial-closed'),
			opened,
			closed: accepted.find(event => event.type === 'connection-closed'),
			events: [...dialled, ...accepted].sort((a, b) => placeOf(a) - placeOf(b)),
		};
	};
	return { byDial, placeOf, link };
}

function add<Key>(lists: Map<Key, LabEvent[]>, key: Key, event: LabEvent): void {
	const list = lists.get(key) ?? [];
	list.push(event);
	lists.set(key, list);
}

/** The two ends of one connection share a port. A port is used again after a while, so those nearest in time belong together. */
function pairEnds(
	events: readonly LabEvent[],
	byDial: ReadonlyMap<DialId, readonly LabEvent[]>,
	servers: readonly ServerState[],
): ReadonlyMap<Dialling, Opening> {
	const openings = events.filter(isOpening);
	const possible = events.filter(isDialling).flatMap(dial => {
		const connected = byDial.get(dial.dial)?.find(event => event.type === 'dial-connected');
		const port = dial.type === 'dial-found-open' ? dial.localPort : connected?.localPort;
		const server = serverAt(servers, dial)?.id;
		return openings
			.filter(opened => opened.peerPort === port && (server === undefined || opened.server === server))
			.map(opened => ({ dial, opened, apartMs: Math.abs(opened.time - dial.time) }));
	});
	const pairs = new Map<Dialling, Opening>();
	const taken = new Set<Opening>();
	for (const { dial, opened } of possible.sort((a, b) => a.apartMs - b.apartMs)) {
		if (!pairs.has(dial) && !taken.has(opened)) {
			pairs.set(dial, opened);
			taken.add(opened);
		}
	}
	return pairs;
}
