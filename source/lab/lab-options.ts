import type { ClassOptions } from '../class/link.ts';
import type { ServerKind } from '../events/events.ts';
import type { ServerBounds } from '../net/bounds.ts';
import type { Address } from '../wire/address.ts';

/** A port to listen on. One that was asked for must be had; a default one that is taken is replaced by a free one. */
export interface PortChoice {
	/** 0: any free port. */
	readonly port: number;
	readonly asked: boolean;
}

/** All that can be chosen about a lab. Plain data, so that it can be sent to another thread. */
export interface LabOptions {
	/** The directory of the poems; every `*.txt` in it is one. */
	readonly poemsDir: string;
	/** The poems that are sent slowly, by name. */
	readonly slowPoems: readonly string[];
	/** A directory of the user's own transforms. */
	readonly transformsDir?: string;
	/** The longest time that one of them may take for a poem, in milliseconds; absent: 5 s. */
	readonly transformTimeoutMs?: number;
	/** The address to listen on. */
	readonly iface: string;
	/** The first port of each kind of server; the next one of that kind is on the next port. */
	readonly ports: { readonly [kind in ServerKind]: PortChoice };
	/** Poetry servers elsewhere that get a proxy here. */
	readonly upstreams: readonly Address[];
	/** Hosts elsewhere that the client can pick. */
	readonly hosts: readonly Address[];
	/** The transform server elsewhere to which the client and the crowds send poems; absent: the lab's own. */
	readonly transformServer?: Address;
	/** The class that it joins; absent: it is alone. */
	readonly class?: ClassOptions;
	/** The time for which a cached poem is fresh, in milliseconds; absent: for ever. */
	readonly ttlMs?: number;
	/** The bounds of what strangers may cost each server; one that is absent is the server's own default. */
	readonly bounds?: ServerBounds;
	/** The faults that are on from the start. */
	readonly faults?: readonly FaultChoice[];
	/** The seed of all random choices that faults make; absent: a random one, which the event `ready` tells. */
	readonly seed?: number;
	/** The proxies whose clients each have their own fetch, by id or by name, alone or with commas between them. */
	readonly uncollapsed?: readonly string[];
	/** A file that is not there yet, into which everything is recorded from the first event on. */
	readonly recordTo?: string;
	/** The lesson that it opens with, by name. */
	readonly lesson?: string;
	/** The file that keeps which lessons are done; absent: none. */
	readonly progressFile?: string;
}

/** A fault of one server. */
export interface FaultChoice {
	/** The server's id, or its name where no other has the same. */
	readonly server: string;
	readonly fault: string;
	readonly settings: Readonly<Record<string, number>>;
}

/** The pace of a slow poem: so many bytes, then a rest. */
export const slowPace = { chunkBytes: 10, everyMs: 300 } as const;

/** The bounds of the poem cache that the proxies share. */
export const cacheBounds = { maxEntries: 1_000, maxBytes: 64 * 1024 * 1024 } as const;
