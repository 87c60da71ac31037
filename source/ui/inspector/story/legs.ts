import type { CacheOutcome, FailureCode, FetchId, LabEvent, ServerKind } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/snapshot.ts';
import { formatAddress } from '../../../wire/address.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { type Dialling, kindOf, type Link, peerAddress, serverAt } from './links.ts';

/** One connection between two parties. */
export interface Leg extends Link {
	/** The keys of the parties: who dialled, and who was dialled. */
	readonly from: string;
	readonly to: string;
	readonly purpose: 'poem' | 'transform';
	/** The fetch whose poem the proxy at the `to` end passes on over this leg as it comes. */
	readonly passesOn: FetchId | undefined;
	/** Which of a fetch's transforms it is for. */
	readonly step: Step | undefined;
	/** What its dialling end took for a failure; undefined where it is content, or not ours. */
	readonly failure: FailureCode | undefined;
}

interface Step {
	readonly transform: string;
	readonly step: number;
}

/** Who took part. A stranger is a client that is not ours, an `elsewhere` a server that is not. */
export interface Party {
	readonly key: string;
	readonly kind: 'client' | 'stranger' | 'elsewhere' | ServerKind;
	/** Safe to show. */
	readonly name: string;
}

/** The link with its parties, and what came of it, as all events tell. */
export function legOf(link: Link, events: readonly LabEvent[], servers: readonly ServerState[]): Leg {
	const { dial, opened } = link;
	const from = dial === undefined ? (opened === undefined ? '' : peerAddress(opened)) : dialler(dial);
	const to = opened?.server ?? (dial === undefined ? '' : (serverAt(servers, dial)?.id ?? formatAddress(dial)));
	const isTransform = dial === undefined ? kindOf(to, servers) === 'transform' : dial.purpose === 'transform';
	const step = dial !== undefined && isTransform ? stepOf(dial, events) : undefined;
	const failure = failureOf(link, step, events);
	return { ...link, from, to, purpose: isTransform ? 'transform' : 'poem', passesOn: upstreamOf(link), step, failure };
}

const lanes = { client: 0, stranger: 0, proxy: 1, poetry: 2, elsewhere: 2, transform: 3 } as const;

/** Everybody on these legs, in the order of their lanes: who asks, proxies, poetry servers, transform servers. */
export function partiesOf(legs: readonly Leg[], servers: readonly ServerState[]): readonly Party[] {
	const parties = new Map<string, Party & { readonly lane: number }>();
	const add = (key: string, kind: Party['kind'], lane: number = lanes[kind]): void => {
		if (!parties.has(key)) {
			parties.set(key, { key, kind, lane, name: visibleLine(key) });
		}
	};
	for (const { from, to, dial, opened, purpose } of legs) {
		add(from, dial === undefined ? 'stranger' : dial.server === undefined ? 'client' : 'proxy');
		if (opened !== undefined || servers.some(({ id }) => id === to)) {
			add(to, kindOf(to, servers));
		} else {
			add(to, 'elsewhere', purpose === 'transform' ? lanes.transform : lanes.elsewhere);
		}
	}
	return [...parties.values()].sort((a, b) => a.lane - b.lane).map(({ key, kind, name }) => ({ key, kind, name }));
}

/** The fetch that the proxy at a link's end waits on. */
export function upstreamOf({ events }: Link): FetchId | undefined {
	return events.map(event => cacheIn(event)?.upstream).find(fetch => fetch !== undefined);
}

/** What the cache made of an exchange, and the fetch that it waits on, as this event tells of them. */
export function cacheIn(
	event: LabEvent,
): { readonly cache: CacheOutcome; readonly upstream: FetchId | undefined } | undefined {
	switch (event.type) {
		case 'cache-hit':
			return { cache: 'hit', upstream: undefined };
		case 'cache-miss':
			return { cache: 'miss', upstream: event.fetch };
		case 'cache-collapsed':
			return { cache: 'collapsed', upstream: event.fetch };
		case 'cache-stale':
			return { cache: 'stale', upstream: undefined };
		case 'connection-found-open':
			return event.cache && { cache: event.cache, upstream: event.upstreamFetch };
		default:
			return undefined;
	}
}

/** Whether the client's own fetch made it. Of a crowd's client no fetch is told: only its connections are. */
export function isClientFetch({ dial }: Link): boolean {
	return dial !== undefined && dial.server === undefined && dial.crowd === undefined;
}

/** The key of the party that dialled. */
export function dialler({ server, crowd }: Dialling): string {
	return server ?? (crowd === undefined ? 'client' : 'one of a crowd');
}

function stepOf({ fetch, time }: Dialling, events: readonly LabEvent[]): Step | undefined {
	const own = events.filter(event => 'fetch' in event && event.fetch === fetch);
	const started = own.findLast(event => event.type === 'fetch-transform-started' && event.time <= time);
	if (started?.type === 'fetch-transform-started') {
		return started;
	}
	// The recording began while it ran.
	const steps = own.find(event => event.type === 'fetch-found-running')?.steps ?? [];
	const step = steps.findIndex(({ status }) => status === 'running');
	const transform = steps[step]?.transform;
	return transform === undefined ? undefined : { transform, step };
}

function failureOf(
	{ dial, dialClosed }: Link,
	step: Step | undefined,
	events: readonly LabEvent[],
): FailureCode | undefined {
	if (dial === undefined || dialClosed === undefined || dialClosed.failure !== undefined) {
		return dialClosed?.failure;
	}
	if (dial.purpose === 'poem') {
		return dialClosed.bytesIn === 0 ? 'empty' : undefined;
	}
	return events
		.filter(event => event.type === 'fetch-transform-failed')
		.find(event => event.fetch === dial.fetch && event.step === step?.step)?.code;
}
