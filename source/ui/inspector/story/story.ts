import type { ConnectionId, FetchId, LabEvent } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/lab.ts';
import { begunAt, isFetching } from './beginnings.ts';
import { isClientFetch, type Leg, legOf, upstreamOf } from './legs.ts';
import { type Link, linksOf } from './links.ts';
import { type Party, partiesOf } from './parties.ts';
import { type Waiter, waitersOf } from './waiters.ts';

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
	const chosen = withUpstreams(roots, links);
	const legs = chosen.map(link => legOf(link, servers));
	const [first = focused] = roots;
	const root = legs.find(({ dial, opened }) => dial === first.dial && opened === first.opened) ?? legOf(first, servers);
	const fetch = isClientFetch(root) ? root.dial?.fetch : undefined;
	const upstreams = [...new Set(legs.map(({ passesOn }) => passesOn).filter(id => id !== undefined))];
	const own = ownEvents(legs, [fetch, ...upstreams], events);
	const start = own.find(event => isFetching(event) && event.fetch === fetch) ?? root.events[0];
	const end = endOf(
		fetch,
		legs.filter(({ from }) => from === root.from),
		own,
	);
	return {
		focus,
		fetch,
		upstreams,
		parties: partiesOf(legs, servers),
		legs,
		root,
		waiters: waitersOf(upstreams, chosen, links),
		events: own,
		places: new Map(events.map((event, place) => [event, place])),
		startTime: start === undefined ? 0 : begunAt(start),
		endTime: end?.time,
		settled: end !== undefined && isOver(legs, upstreams, own),
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
	return events.filter(
		event =>
			onLegs.has(event) || (!('dial' in event) && 'fetch' in event && !isCache(event) && fetches.includes(event.fetch)),
	);
}

function isCache({ type }: LabEvent): boolean {
	return type === 'cache-miss' || type === 'cache-collapsed' || type === 'cache-stale';
}

const fetchEnds: ReadonlySet<string> = new Set(['fetch-succeeded', 'fetch-fell-back', 'fetch-failed']);

function endOf(fetch: FetchId | undefined, asked: readonly Leg[], events: readonly LabEvent[]): LabEvent | undefined {
	if (fetch !== undefined) {
		return events.find(event => fetchEnds.has(event.type) && 'fetch' in event && event.fetch === fetch);
	}
	const closes = asked.map(leg => leg.events.findLast(({ type }) => type === 'connection-closed'));
	return closes.includes(undefined) ? undefined : closes.at(-1);
}

function isOver(legs: readonly Leg[], upstreams: readonly FetchId[], events: readonly LabEvent[]): boolean {
	const has = (leg: Leg, type: LabEvent['type']) => leg.events.some(event => event.type === type);
	return (
		legs.every(
			leg =>
				(leg.dial === undefined || has(leg, 'dial-closed')) &&
				(leg.opened === undefined || has(leg, 'connection-closed')),
		) &&
		upstreams.every(id => events.some(event => fetchEnds.has(event.type) && 'fetch' in event && event.fetch === id))
	);
}
