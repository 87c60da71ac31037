import type { ConnectionId, FetchId, LabEvent } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { cacheIn, dialler, isClientFetch, type Leg, legOf, type Party, partiesOf, upstreamOf } from './legs.ts';
import { begunAt, isFetching, type Link, linksOf, peerAddress } from './links.ts';

/** All that one exchange was a part of: who asked whom for what, and what came of it. */
export interface Story {
	readonly focus: ConnectionId;
	/** The client's fetch; absent where a stranger asked, or where who asked is no longer known. */
	readonly fetch: FetchId | undefined;
	/** The proxies' fetches that it led to. */
	readonly upstreams: readonly FetchId[];
	/** In the order of their lanes: client, proxies, poetry servers, transform servers. */
	readonly parties: readonly Party[];
	/** In the order in which they began. */
	readonly legs: readonly Leg[];
	/** Where it all starts: the connection that the first asker made. */
	readonly root: Leg;
	readonly waiters: readonly Waiter[];
	/** What happened, in order, without what happened to others. */
	readonly events: readonly LabEvent[];
	/** Where each event stands among all that were told, its own and those of others: the one order of moments. */
	readonly places: ReadonlyMap<LabEvent, number>;
	readonly startTime: number;
	/** Absent while it goes on. */
	readonly endTime: number | undefined;
	/** Nothing more will come. */
	readonly settled: boolean;
}

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

/** The story that an exchange is part of; undefined where the exchange is no longer kept. */
export function storyOf(
	focus: ConnectionId,
	events: readonly LabEvent[],
	servers: readonly ServerState[],
): Story | undefined {
	const links = linksOf(events, servers);
	const focused = links.find(({ opened }) => opened?.connection === focus);
	if (focused === undefined) {
		return undefined;
	}
	const roots = rootsOf(focused, links, events);
	const [first = focused] = roots;
	const chosen = withUpstreams(roots, links);
	const legs = chosen.map(link => legOf(link, events, servers));
	const root = legs[chosen.indexOf(first)] ?? legOf(first, events, servers);
	const fetch = isClientFetch(root) ? root.dial?.fetch : undefined;
	const upstreams = [...new Set(legs.map(({ passesOn }) => passesOn).filter(id => id !== undefined))];
	const own = ownEvents(legs, [fetch, ...upstreams], events);
	const start = own.find(event => isFetching(event) && event.fetch === fetch) ?? root.events[0];
	const asked = legs.filter(({ from }) => from === root.from).map(({ closed }) => closed);
	const end = fetch === undefined ? (asked.includes(undefined) ? undefined : asked.at(-1)) : endOfFetch(fetch, own);
	const isOver = ({ dial, dialClosed, opened, closed }: Leg) =>
		(dial === undefined || dialClosed !== undefined) && (opened === undefined || closed !== undefined);
	return {
		focus,
		fetch,
		upstreams,
		parties: partiesOf(legs, servers),
		legs,
		root,
		waiters: links.filter(link => !chosen.includes(link)).flatMap(link => waitersOn(link, upstreams)),
		events: own,
		places: new Map(events.map((event, place) => [event, place])),
		startTime: start === undefined ? 0 : begunAt(start),
		endTime: end?.time,
		settled: end !== undefined && legs.every(isOver) && upstreams.every(id => endOfFetch(id, own) !== undefined),
	};
}

/** The one of these moments that came last; those that are not known are passed over. */
export function latestOf({ places }: Story, ...events: readonly (LabEvent | undefined)[]): LabEvent | undefined {
	const placeOf = (event: LabEvent) => places.get(event) ?? -1;
	return events
		.filter(event => event !== undefined)
		.reduce<LabEvent | undefined>(
			(last, event) => (last === undefined || placeOf(event) > placeOf(last) ? event : last),
			undefined,
		);
}

/** Where it all started: up from the exchange to the connection that the first asker made, and all that belongs to its fetch. */
function rootsOf(focused: Link, links: readonly Link[], events: readonly LabEvent[]): readonly Link[] {
	let link = focused;
	const seen = new Set<Link>();
	while (link.dial?.server !== undefined && !seen.has(link)) {
		seen.add(link);
		const { fetch } = link.dial;
		const asker = events.filter(isFetching).find(event => event.fetch === fetch)?.connection;
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
	for (const link of chosen) {
		const upstream = upstreamOf(link);
		for (const below of upstream === undefined ? [] : links.filter(({ dial }) => dial?.fetch === upstream)) {
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
	// What a proxy's cache made of others' exchanges names the fetch as well.
	const isOfFetch = (event: LabEvent) =>
		'fetch' in event && !('dial' in event) && cacheIn(event) === undefined && fetches.includes(event.fetch);
	return events.filter(event => onLegs.has(event) || isOfFetch(event));
}

const fetchEnds: ReadonlySet<string> = new Set(['fetch-succeeded', 'fetch-fell-back', 'fetch-failed']);

function endOfFetch(fetch: FetchId, events: readonly LabEvent[]): LabEvent | undefined {
	return events.find(event => fetchEnds.has(event.type) && 'fetch' in event && event.fetch === fetch);
}

/** Whoever asked a proxy for one of these fetches over a link that is not part of the story itself. */
function waitersOn(link: Link, upstreams: readonly FetchId[]): readonly Waiter[] {
	return link.events.flatMap(asked => {
		const { cache, upstream: fetch } = cacheIn(asked) ?? {};
		return fetch !== undefined && upstreams.includes(fetch)
			? [{ fetch, name: visibleLine(waiterName(link)), asked, first: cache === 'miss' }]
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
