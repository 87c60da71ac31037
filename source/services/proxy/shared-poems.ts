import type { ConnectionId, FetchId, ServerId } from '../../events/events.ts';
import type { OutgoingReceiver } from '../../net/dial/outgoing-connection.ts';
import type { Address } from '../../wire/address.ts';
import type { GrowingPoem } from '../growing-poem.ts';
import type { OpenSource, PoemSource } from './poem-source.ts';

/** The poems that the proxies of many labs share: a cache behind the lab's own, and one fetch for all who miss at once. */
export interface SharedPoems {
	/** False while it cannot be asked, and each proxy fetches by itself. */
	readonly isJoined: boolean;
	/** Asks for a poem, and gets it from wherever the answer says; `fromUpstream` is for where this proxy must fetch it itself. */
	open(wanted: WantedPoem, receiver: SharedReceiver, fromUpstream: OpenSource): PoemSource;
}

/** A poem that a proxy does not have. */
export interface WantedPoem {
	readonly server: ServerId;
	/** The client that missed it. */
	readonly connection: ConnectionId;
	readonly fetch: FetchId;
	readonly upstream: Address;
}

/**
 * Where the poem comes from.
 * - `hit`: it was kept, for so many milliseconds.
 * - `lead`: this proxy fetches it, for all.
 * - `follow`: this lab fetches it, and what it gets comes here.
 * - `alone`: nobody could be asked, and this proxy fetches it for itself.
 */
export type PoemAnswer =
	| { readonly state: 'hit'; readonly bytes: number; readonly ageMs: number }
	| { readonly state: 'follow'; readonly lab: string }
	| { readonly state: 'lead' | 'alone' };

export interface SharedReceiver extends OutgoingReceiver {
	/** All that has come so far. */
	readonly poem: GrowingPoem;
	/** False while no client here waits for it. */
	readonly isWanted: boolean;
	/** Told before anything comes; again where whoever fetched it has failed, and somebody else does. */
	answered(answer: PoemAnswer): void;
}
