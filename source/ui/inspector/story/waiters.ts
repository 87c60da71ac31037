import type { FetchId, LabEvent } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { dialler, isClientFetch, upstreamIn } from './legs.ts';
import { type Link, peerAddress } from './links.ts';

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

/** Whoever else asked proxies for these fetches, and is not part of the story itself. */
export function waitersOf(
	upstreams: readonly FetchId[],
	own: readonly Link[],
	links: readonly Link[],
): readonly Waiter[] {
	return links
		.filter(link => !own.includes(link))
		.flatMap(link =>
			link.events.flatMap((event): Waiter[] => {
				const fetch = upstreamIn(event);
				const first = event.type === 'cache-miss' || ('cache' in event && event.cache === 'miss');
				return fetch !== undefined && upstreams.includes(fetch)
					? [{ fetch, name: visibleLine(nameOf(link)), asked: event, first }]
					: [];
			}),
		);
}

function nameOf(link: Link): string {
	const { dial, opened } = link;
	if (dial !== undefined) {
		return isClientFetch(link) ? 'another fetch of the client’s' : dialler(dial);
	}
	// On this machine the port says it all, as in Traffic.
	return opened === undefined ? '' : peerAddress(opened).replace(/^(?:127\.0\.0\.1|\[::1\]):/, ':');
}
