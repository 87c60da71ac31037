import type { FetchId, LabEvent } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/lab.ts';
import { formatAddress } from '../../../wire/address.ts';
import type { Dialling } from './beginnings.ts';
import { kindOf, type Link, peerAddress, serverAt } from './links.ts';

/** One connection between two parties. */
export interface Leg extends Link {
	/** The keys of the parties: who dialled, and who was dialled. */
	readonly from: string;
	readonly to: string;
	readonly purpose: 'poem' | 'transform';
	/** The fetch whose poem the proxy at the `to` end passes on over this leg as it comes. */
	readonly passesOn: FetchId | undefined;
}

/** The link with its parties, and what the proxy at its end passes on. */
export function legOf(link: Link, servers: readonly ServerState[]): Leg {
	const { dial, opened } = link;
	const from = dial === undefined ? (opened === undefined ? '' : peerAddress(opened)) : dialler(dial);
	const to = opened?.server ?? (dial === undefined ? '' : (serverAt(servers, dial)?.id ?? formatAddress(dial)));
	const isTransform = dial === undefined ? kindOf(to, servers) === 'transform' : dial.purpose === 'transform';
	return { ...link, from, to, purpose: isTransform ? 'transform' : 'poem', passesOn: upstreamOf(link) };
}

/** The fetch that the proxy at a link's end waits on. */
export function upstreamOf({ events }: Link): FetchId | undefined {
	return events.map(upstreamIn).find(fetch => fetch !== undefined);
}

/** The fetch that an exchange waits on, as this event tells of it. */
export function upstreamIn(event: LabEvent): FetchId | undefined {
	switch (event.type) {
		case 'cache-miss':
		case 'cache-collapsed':
			return event.fetch;
		case 'connection-found-open':
			return event.upstreamFetch;
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
