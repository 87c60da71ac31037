import type { ConnectionId, DialId, EventOf, FetchId, LabEvent } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/snapshot/server-state.ts';
import { type Address, isMeant } from '../../../wire/address.ts';
import type { CacheAnswer } from '../../outcome.ts';

/** The first event of a connection, a dial or a fetch; in a recording that began later, that is not its beginning. */
export type Opening = EventOf<'connection-opened' | 'connection-found-open'>;
export type Dialling = EventOf<'dial-started' | 'dial-found-open'>;
export type Fetching = EventOf<'fetch-started' | 'fetch-found-running'>;

function isOpening(event: LabEvent): event is Opening {
	return event.type === 'connection-opened' || event.type === 'connection-found-open';
}

function isDialling(event: LabEvent): event is Dialling {
	return event.type === 'dial-started' || event.type === 'dial-found-open';
}

export function isFetchStart(event: LabEvent): event is Fetching {
	return event.type === 'fetch-started' || event.type === 'fetch-found-running';
}

/** True for an event that tells of something that had begun before the recording. */
export function isFound(event: LabEvent | undefined): boolean {
	return event !== undefined && 'ageMs' in event && event.type.includes('-found-');
}

/** The true start of the connection, dial or fetch of which this is the first event, in milliseconds. */
export function begunAt(event: LabEvent): number {
	return 'ageMs' in event && isFound(event) ? event.time - event.ageMs : event.time;
}

/** One connection as both of its ends tell of it; an end that is not ours tells nothing. */
export interface Link {
	/** Absent where the end that accepted is not ours. */
	readonly connection?: ConnectionId | undefined;
	/** The end that dialled, where that is ours, and how it closed. */
	readonly dial?: Dialling | undefined;
	readonly dialClosed?: EventOf<'dial-closed'> | undefined;
	/** The end that accepted, where that is ours and its beginning is kept, and how it closed. */
	readonly opened?: Opening | undefined;
	readonly closed?: EventOf<'connection-closed'> | undefined;
	/** The proxy's answer, by the last event that tells it. */
	readonly cache?: CacheAnswer | undefined;
	/** The fetch whose poem the proxy that accepted passes on as it comes. */
	readonly passesOn?: FetchId | undefined;
	/** The events of both ends, in order. */
	readonly events: readonly LabEvent[];
}

/** The link that an exchange's id is of: of one that no server of ours accepted, that of its dial. */
export function linkOf<Any extends Link>(links: readonly Any[], id: ConnectionId | DialId): Any | undefined {
	return (
		links.find(({ opened }) => opened?.connection === id) ??
		links.find(({ dial, opened }) => opened === undefined && dial?.dial === id)
	);
}

type GrowingLink = { -readonly [key in keyof Link]: Link[key] } & { readonly events: LabEvent[] };

/** Every connection that these events tell of, in the order in which they began. */
export function linksOf(events: readonly LabEvent[], servers: readonly ServerState[]): readonly Link[] {
	const pairs = pairEnds(events, servers);
	const links = new Map<string, GrowingLink>();
	for (const event of events) {
		const dial = 'dial' in event ? event.dial : undefined;
		const connection = dial === undefined ? connectionOf(event) : pairs.get(dial);
		if (dial === undefined && connection === undefined) {
			continue;
		}
		const key = connection === undefined ? `dial ${dial}` : `connection ${connection}`;
		const link = links.get(key) ?? { connection, events: [] };
		links.set(key, link);
		note(link, event);
	}
	return [...links.values()];
}

function note(link: GrowingLink, event: LabEvent): void {
	link.events.push(event);
	if (isDialling(event)) {
		link.dial = event;
	} else if (isOpening(event)) {
		link.opened = event;
	} else if (event.type === 'dial-closed') {
		link.dialClosed ??= event;
	} else if (event.type === 'connection-closed') {
		link.closed ??= event;
	}
	const told = cacheIn(event);
	link.cache = told?.cache ?? link.cache;
	link.passesOn ??= event.type === 'class-asked' ? event.fetch : told?.upstream;
}

/** A proxy's fetch names the connection that asked for it, but does not happen on it. */
function connectionOf(event: LabEvent): ConnectionId | undefined {
	return 'connection' in event && !isFetchStart(event) ? event.connection : undefined;
}

/** The proxy's answer to an exchange and the fetch that it waits on, where this event tells them. */
export function cacheIn(
	event: LabEvent,
): { readonly cache: CacheAnswer; readonly upstream: FetchId | undefined } | undefined {
	switch (event.type) {
		case 'cache-hit':
			return { cache: { cache: 'hit', ...(event.from && { cacheFrom: event.from }) }, upstream: undefined };
		case 'cache-miss':
			return { cache: { cache: 'miss' }, upstream: event.fetch };
		case 'cache-collapsed':
			return { cache: { cache: 'collapsed', ...(event.lab && { withLab: event.lab }) }, upstream: event.fetch };
		case 'cache-stale':
			return { cache: { cache: 'stale' }, upstream: undefined };
		case 'connection-found-open': {
			const { cache, cacheFrom, withLab, upstreamFetch: upstream } = event;
			return cache && { cache: { cache, ...(cacheFrom && { cacheFrom }), ...(withLab && { withLab }) }, upstream };
		}
		default:
			return undefined;
	}
}

/** The server of ours that listens at this address, or did. */
export function serverListeningAt(servers: readonly ServerState[], address: Address): ServerState | undefined {
	return servers.find(server => isMeant(server, address));
}

/** The two ends of one connection share a port. A port is used again after a while, so those nearest in time belong together. */
function pairEnds(events: readonly LabEvent[], servers: readonly ServerState[]): ReadonlyMap<DialId, ConnectionId> {
	const connected = new Map(
		events.flatMap(event => (event.type === 'dial-connected' ? [[event.dial, event.localPort] as const] : [])),
	);
	const openings = events.filter(isOpening);
	const possible = events.filter(isDialling).flatMap(dial => {
		const port = dial.type === 'dial-found-open' ? dial.localPort : connected.get(dial.dial);
		const server = serverListeningAt(servers, dial)?.id;
		return openings
			.filter(opened => opened.peerPort === port && (server === undefined || opened.server === server))
			.map(opened => ({ dial, opened, apartMs: Math.abs(opened.time - dial.time) }));
	});
	const pairs = new Map<DialId, ConnectionId>();
	const taken = new Set<Opening>();
	for (const { dial, opened } of possible.sort((a, b) => a.apartMs - b.apartMs)) {
		if (!pairs.has(dial.dial) && !taken.has(opened)) {
			pairs.set(dial.dial, opened.connection);
			taken.add(opened);
		}
	}
	return pairs;
}
