import type { ConnectionBounds } from '../net/bounds.ts';
import type { Address } from '../wire/address.ts';

/** A port to listen on. One that was asked for must be had; a default one that is taken is replaced by a free one. */
export interface PortChoice {
	/** 0: any free port. */
	readonly port: number;
	readonly asked: boolean;
}

/** What a lab is made of. Plain data, so that it can be handed to another thread. */
export interface LabOptions {
	/** The directory of the poems; every `*.txt` in it is one. */
	readonly poemsDir: string;
	/** The poems that are sent slowly, by name. */
	readonly slowPoems: readonly string[];
	/** A directory of the user's own transforms. */
	readonly transformsDir?: string;
	/** The longest that one of them may take for a poem; absent: 5 s. */
	readonly transformTimeoutMs?: number;
	/** The address to listen on. */
	readonly iface: string;
	/** The first poetry server's port; the next poem is on the next port. */
	readonly poetryPort: PortChoice;
	readonly transformPort: PortChoice;
	/** The first caching proxy's port. */
	readonly proxyPort: PortChoice;
	/** Poetry servers elsewhere that get a proxy here. */
	readonly upstreams: readonly Address[];
	/** Hosts elsewhere that the client can pick. */
	readonly hosts: readonly Address[];
	/** How long a cached poem is fresh; absent: for ever. */
	readonly ttlMs?: number;
	/** What strangers may cost each server; what is absent is as the servers have it themselves. */
	readonly bounds?: LabBounds;
	/** What is broken from the start. */
	readonly faults?: readonly FaultChoice[];
	/** What all that is drawn at random comes from; absent: drawn itself, and told. */
	readonly seed?: number;
	/** The proxies whose clients each have their own fetch, by id or by name, alone or with commas between them. */
	readonly uncollapsed?: readonly string[];
	/** A file that is not there yet, into which everything is recorded from the first event on. */
	readonly recordTo?: string;
	/** The lesson that it opens with, by name. */
	readonly lesson?: string;
	/** Where it is kept which lessons are done; absent: nowhere. */
	readonly progressFile?: string;
}

/** The bounds of every server, and of what a proxy takes from its upstream. */
export interface LabBounds extends Partial<ConnectionBounds> {
	/** The longest request payload of the transform server. */
	readonly maxRequestBytes?: number;
	/** The longest poem that a proxy passes on. */
	readonly maxPoemBytes?: number;
	/** The longest that a proxy sends nothing to a client that has closed its side. */
	readonly halfCloseGraceMs?: number;
}

/** A fault of one server. */
export interface FaultChoice {
	/** The server's id, or its name where no other has the same. */
	readonly server: string;
	readonly fault: string;
	readonly settings: Readonly<Record<string, number>>;
}

/** The ports that are tried where none is asked for. */
export const defaultPorts = { poetry: 10_000, transform: 11_000, proxy: 12_000 } as const;

/** How a slow poem is sent. */
export const slowPace = { chunkBytes: 10, everyMs: 300 } as const;

/** The bounds of the poem cache that the proxies share. */
export const cacheBounds = { maxEntries: 1_000, maxBytes: 64 * 1024 * 1024 } as const;
