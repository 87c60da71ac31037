import type { LabEvent } from '../../events/events.ts';
import { bytes, count, type Field, flag, list, milliseconds, oneOf, optional, port, record, text } from './field.ts';

type Type = LabEvent['type'];
type FieldsOf<E> = {
	readonly [K in Exclude<keyof E, 'type' | 'time'>]-?: Field<
		Exclude<E[K], undefined>,
		undefined extends E[K] ? false : true
	>;
};

const kind = oneOf('poetry', 'transform', 'proxy');
const ofConnection = { server: text, connection: count };
const ofDial = { dial: count, fetch: count };
const ofFetch = { fetch: count, server: optional(text) };
const ofCache = { cacheEntries: count, cacheBytes: count };
const chunk = { data: bytes, dataBytes: optional(count) };
const address = { host: text, port };
const failure = oneOf(
	'refused',
	'unreachable',
	'reset',
	'timed-out',
	'empty',
	'closed-without-reply',
	'bad-reply',
	'too-long',
	'cancelled',
);
const refusal = oneOf(
	'bad-netstring',
	'too-long',
	'incomplete',
	'no-dot',
	'bad-utf-8',
	'unknown-transform',
	'transform-threw',
	'request-time',
	'trailing-bytes',
);

/** The fields of every event besides its type and time. */
export const eventFields: { readonly [T in Type]: FieldsOf<Extract<LabEvent, { type: T }>> } = {
	'server-listening': {
		server: text,
		kind,
		...address,
		title: optional(text),
		bytes: optional(count),
		slow: optional(flag),
		upstream: optional(text),
		insteadOfPort: optional(port),
	},
	'server-failed': { server: text, kind, ...address, code: text, why: text },
	'server-closed': { server: text },
	ready: { servers: count, failed: count },
	'host-added': address,
	'transforms-loaded': { transforms: list(record({ name: text, summary: text })), problems: list(text) },
	'connection-opened': { ...ofConnection, peerHost: text, peerPort: port, expectedBytes: optional(count) },
	'bytes-received': { ...ofConnection, ...chunk },
	'bytes-sent': { ...ofConnection, ...chunk },
	'connection-closed': {
		...ofConnection,
		bytesIn: count,
		bytesOut: count,
		how: oneOf('ended', 'refused', 'left', 'reset', 'cut', 'over-bound', 'stopped'),
		bound: optional(oneOf('connections', 'request-bytes', 'request-time', 'read-time')),
		durationMs: milliseconds,
	},
	'dial-started': { ...ofDial, ...address, purpose: oneOf('poem', 'transform'), server: optional(text) },
	'dial-connected': { ...ofDial, localPort: port },
	'dial-sent': { ...ofDial, ...chunk },
	'dial-received': { ...ofDial, ...chunk },
	'dial-closed': {
		...ofDial,
		bytesIn: count,
		bytesOut: count,
		failure: optional(failure),
		why: optional(text),
		durationMs: milliseconds,
	},
	'cache-hit': { ...ofConnection, bytes: count, ageMs: milliseconds },
	'cache-miss': { ...ofConnection, fetch: count },
	'cache-collapsed': { ...ofConnection, fetch: count, bytesSoFar: count },
	'cache-stale': { ...ofConnection, fetch: count, bytes: count, ageMs: milliseconds, why: text },
	'poem-stored': { server: text, fetch: count, bytes: count, ...ofCache },
	'poem-evicted': { upstream: text, ...ofCache },
	'cache-purged': { entries: count },
	'transform-requested': { ...ofConnection, transform: text, bytes: count },
	'transform-replied': { ...ofConnection, transform: text, bytes: count, durationMs: milliseconds },
	'transform-refused': { ...ofConnection, transform: optional(text), code: refusal, why: text },
	'fetch-started': { ...ofFetch, ...address, transforms: list(text), connection: optional(count) },
	'poem-received': { ...ofFetch, bytes: count, durationMs: milliseconds },
	'fetch-transform-started': { ...ofFetch, transform: text, step: count },
	'fetch-transform-succeeded': {
		...ofFetch,
		transform: text,
		step: count,
		bytes: count,
		poem: bytes,
		durationMs: milliseconds,
	},
	'fetch-transform-failed': {
		...ofFetch,
		transform: text,
		step: count,
		code: failure,
		why: text,
		durationMs: milliseconds,
	},
	'fetch-succeeded': { ...ofFetch, bytes: count, durationMs: milliseconds },
	'fetch-fell-back': { ...ofFetch, bytes: count, why: text, durationMs: milliseconds },
	'fetch-failed': { ...ofFetch, code: failure, why: text, durationMs: milliseconds },
	'recording-started': { path: text },
	'recording-stopped': { path: text, events: count, bytes: count, why: optional(text) },
};
