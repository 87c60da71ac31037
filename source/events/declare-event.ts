import * as v from 'valibot';
import { bytes, count, moment, optional, port, text } from './fields.ts';

/** `poetry/<poem>`, `transform`, `proxy/<poem>` or `proxy/<host:port>`. */
export type ServerId = string;
export type ConnectionId = number;
export type DialId = number;
export type FetchId = number;
export type CrowdId = number;

/** Declares an event: its type, and its fields besides its time. */
export function declareEvent<const T extends string, const F extends v.ObjectEntries>(type: T, fields: F) {
	return v.object({
		type: v.literal(type),
		/**
		 * Milliseconds since the Unix epoch, with a fraction, by the wall clock as it was at the start: it never goes back,
		 * also where the clock is set, and goes on while the machine sleeps. What the clock said then is this time and the
		 * shifts of every `clock-changed` before it.
		 */
		time: moment,
		...fields,
	});
}

/** The fields of what happens to a server. */
export const ofServer = { server: text };

/** The fields of what happens to one connection of a server. */
export const ofConnection = { ...ofServer, connection: count };

/** The fields of what happens to a dial; each is for one fetch. */
export const ofDial = { dial: count, fetch: count };

/** The fields of what happens to a fetch. */
export const ofFetch = {
	fetch: count,
	/** The proxy that fetches; absent where the client does. */
	server: optional(text),
};

/** Where somebody listens. */
export const address = { host: text, port };

/** Bytes that came or went at once. */
export const chunk = {
	data: bytes,
	/** The chunk's true length, where a recording kept only its first bytes. */
	dataBytes: optional(count),
};
