import type { ConnectionId, EventOf, FetchId, LabEvent } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/snapshot/server-state.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { dialler, isClientFetch, type Leg, legOf, type Party, type PeerNames, partiesOf, peerAddress } from './legs.ts';
import { begunAt, cacheIn, type Fetching, isFetchStart, type Link, linkOf, linksOf } from './links.ts';

/** Everything that one exchange was a part of: who asked whom for what, and what came of it. */
export interface Trace {
	readonly focus: ConnectionId;
	/** The client's fetch; absent where a stranger asked, where it was a bare connection, or where who asked is no longer known. */
	readonly fetch: FetchId | undefined;
	/** The first event of that fetch, and the one with which it ended. */
	readonly fetching: Fetching | undefined;
	readonly fetchEnd: FetchEnd | undefined;
	/** The proxies' fetches that it led to. */
	readonly upstreams: readonly FetchId[];
	/** In the order of their lanes: client, proxies, poetry servers, transform servers. */
	readonly parties: readonly Party[];
	/** In the order in which they began. */
	readonly legs: readonly Leg[];
	/** The connection that the first asker made, with which it all starts. */
	readonly root: Leg;
	readonly waiters: readonly Waiter[];
	/** Its events in order, without those of others. */
	readonly events: readonly LabEvent[];
	/** Each event's place in the lab's order, counted with the events of others. */
	readonly places: ReadonlyMap<LabEvent, number>;
	readonly startTime: number;
	/** Absent while it goes on. */
	readonly endTime: number | undefined;
	/** Nothing more will come. */
	readonly settled: boolean;
}

type FetchEnd = EventOf<'fetch-succeeded' | 'fetch-fell-back' | 'fetch-failed'>;

/** Somebody else who waited on the same fetch. */
export interface Waiter {
	readonly fetch: FetchId;
	/** Safe to show. */
	readonly name: string;
	/** The event with which it asked. */
	readonly asked: LabEvent;
	/** This one asked first, and so started the fetch. */
	readonly first: boolean;
}

/** The trace that an exchange is part of; undefined where the exchange is no longer kept. */
export function traceOf(
	focus: ConnectionId,
	events: readonly LabEvent[],
	servers: readonly ServerState[],
	peerNames: PeerNames = new Map(),
): Trace | undefined {
	const links = linksOf(events, servers).filter(({ dial, opened }) => dial !== undefined || opened !== undefined);
	const focused = linkOf(links, focus);
	if (focused === undefined) {
		return undefined;
	}
	const roots = rootsOf(focused, links, events);
	const chosen = withUpstreams(roots, links);
	const legs = chosen.map((link, index) => legOf(link, index, events, servers));
	const [first = focused] = roots;
	const root = legs[chosen.indexOf(first)] ?? legOf(first, 0, events, servers);
	const dialledFor = isClientFetch(root) ? root.dial?.fetch : undefined;
	const upstreams = [...new Set(legs.map(({ passesOn }) => passesOn).filter(id => id !== undefined))];
	const own = ownEvents(legs, [dialledFor, ...upstreams], events);
	const fetching = own.filter(isFetchStart).find(event => event.fetch === dialledFor);
	const fetchEnd = dialledFor === undefined ? undefined : endOfFetch(dialledFor, own);
	// Of a bare connection, as netcat makes one, no fetch is told.
	const fetch = (fetching ?? fetchEnd) === undefined ? undefined : dialledFor;
	const asked = legs.filter(({ from }) => from === root.from).map(endOfLink);
	const end = fetch === undefined ? (asked.includes(undefined) ? undefined : asked.at(-1)) : fetchEnd;
	const start = fetching ?? root.events[0];
	return {
		focus,
		fetch,
		fetching,
		fetchEnd,
		upstreams,
		parties: partiesOf(legs, servers, own.some(isOfClass), peerNames),
		legs,
		root,
		waiters: links.filter(link => !chosen.includes(link)).flatMap(link => waitersOn(link, upstreams)),
		events: own,
		places: new Map(events.map((event, place) => [event, place])),
		startTime: start === undefined ? 0 : begunAt(start),
		endTime: end?.time,
		settled: end !== undefined && legs.every(isOver) && upstreams.every(id => isFetchOver(id, own)),
	};
}

/** The last of these events by their places; undefined ones are passed over. */
export function latestOf(trace: Trace, ...events: readonly (LabEvent | undefined)[]): LabEvent | undefined {
	return inPlaceOrder(trace, events).at(-1);
}

/** The first of these events by their places; undefined ones are passed over. */
export function firstOf(trace: Trace, ...events: readonly (LabEvent | undefined)[]): LabEvent | undefined {
	return inPlaceOrder(trace, events)[0];
}

function inPlaceOrder({ places }: Trace, events: readonly (LabEvent | undefined)[]): readonly LabEvent[] {
	const placeOf = (event: LabEvent) => places.get(event) ?? -1;
	return events.filter(event => event !== undefined).toSorted((a, b) => placeOf(a) - placeOf(b));
}

/** The event with which a link ended, by the end that accepted it, or else by the one that dialled. */
function endOfLink({ opened, closed, dialClosed }: Link): Link['closed'] | Link['dialClosed'] {
	return opened === undefined ? (closed ?? dialClosed) : closed;
}

function isOver({ dial, dialClosed, opened, closed }: Leg): boolean {
	return (dial === undefined || dialClosed !== undefined) && (opened === undefined || closed !== undefined);
}

/** The links of the first asker's fetch, found from the exchange up through the proxies. */
function rootsOf(focused: Link, links: readonly Link[], events: readonly LabEvent[]): readonly Link[] {
	let link = focused;
	const seen = new Set<Link>();
	while (link.dial?.server !== undefined && !seen.has(link)) {
		seen.add(link);
		const { fetch } = link.dial;
		const asker = events.filter(isFetchStart).find(event => event.fetch === fetch)?.connection;
		const above = links.find(({ opened }) => opened !== undefined && opened.connection === asker);
		if (above === undefined) {
			break;
		}
		link = above;
	}
	const { dial } = link;
	return dial === undefined ? [link] : links.filter(other => other.dial?.fetch === dial.fetch);
}

/** These links, and those of the fetches that the proxies at their ends pass on. */
function withUpstreams(roots: readonly Link[], links: readonly Link[]): readonly Link[] {
	const chosen = new Set(roots);
	for (const { passesOn } of chosen) {
		for (const below of passesOn === undefined ? [] : links.filter(({ dial }) => dial?.fetch === passesOn)) {
			chosen.add(below);
		}
	}
	return links.filter(link => chosen.has(link));
}

function ownEvents(
	legs: readonly Leg[],
	fetches: readonly (FetchId | undefined)[],
	events: readonly LabEvent[],
): readonly LabEvent[] {
	const onLegs = new Set(legs.flatMap(leg => leg.events));
	// A cache's outcome of somebody else's exchange names the fetch as well.
	const isOfFetch = (event: LabEvent) =>
		'fetch' in event && !('dial' in event) && cacheIn(event) === undefined && fetches.includes(event.fetch);
	return events.filter(event => onLegs.has(event) || isOfFetch(event));
}

function endOfFetch(fetch: FetchId, events: readonly LabEvent[]): FetchEnd | undefined {
	return events
		.filter(({ type }) => type === 'fetch-succeeded' || type === 'fetch-fell-back' || type === 'fetch-failed')
		.find((event): event is FetchEnd => 'fetch' in event && event.fetch === fetch);
}

/** True for a proxy's fetch that has ended; without an upstream, the class had the poem, or another lab's fetch has ended. */
function isFetchOver(fetch: FetchId, events: readonly LabEvent[]): boolean {
	const own = events.filter(event => 'fetch' in event && event.fetch === fetch);
	return own.some(isFetchStart)
		? endOfFetch(fetch, own) !== undefined
		: own.some(
				event => event.type === 'class-followed' || (event.type === 'class-answered' && event.answer === 'hit'),
			) || endOfFetch(fetch, own) !== undefined;
}

function isOfClass({ type }: LabEvent): boolean {
	return type === 'class-asked' || type === 'class-answered';
}

/** Whoever asked a proxy for one of these fetches over a link that is not part of the trace itself. */
function waitersOn(link: Link, upstreams: readonly FetchId[]): readonly Waiter[] {
	return link.events.flatMap(asked => {
		const { cache, upstream: fetch } = cacheIn(asked) ?? {};
		return fetch !== undefined && upstreams.includes(fetch)
			? [{ fetch, name: visibleLine(waiterName(link)), asked, first: cache?.cache === 'miss' }]
			: [];
	});
}

function waiterName(link: Link): string {
	const { dial, opened } = link;
	if (dial !== undefined) {
		return isClientFetch(link) ? 'another fetch of the client’s' : dialler(dial);
	}
	// On this machine the port says it all, as in Traffic.
	return opened === undefined ? '' : peerAddress(opened).replace(/^(?:127\.0\.0\.1|\[::1\]):/, ':');
}
