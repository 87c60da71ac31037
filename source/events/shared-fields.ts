import { bytes, count, list, optional, port, text } from './fields.ts';

/** A server's id: `poetry/<poem>`, `transform`, `proxy/<poem>` or `proxy/<host:port>`. */
export const ofServer = { server: text };

/** A connection that one of our servers accepted: both ids. */
export const ofConnection = { ...ofServer, connection: count };

/** A connection that we opened as a client, and the fetch that it is for. */
export const ofDial = { dial: count, fetch: count };

/** One poem that is asked for. */
export const ofFetch = {
	fetch: count,
	/** The proxy that fetches; absent where the client does. */
	server: optional(text),
};

/** Where somebody listens. */
export const address = { host: text, port };

/**
 * The hosts at which others can dial a server that listens on all addresses of its machine, the most likely one first. Absent
 * where it listens on one.
 */
export const reachableAt = optional(list(text));

/** Bytes that came or went at once. */
export const chunk = {
	data: bytes,
	/** The chunk's true length, where a recording kept only its first bytes. */
	dataBytes: optional(count),
};
