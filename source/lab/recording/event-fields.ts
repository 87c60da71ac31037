import type { LabEvent, LatencyBucket, Percentiles } from '../../events/events.ts';
import {
	amount,
	bytes,
	count,
	type FieldsOf,
	flag,
	list,
	numbers,
	oneOf,
	optional,
	port,
	record,
	shift,
	text,
} from './field.ts';

type Type = LabEvent['type'];
type EventFields<T extends Type> = FieldsOf<Omit<Extract<LabEvent, { type: T }>, 'type' | 'time'>>;

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
);

const percentiles = record<Percentiles>({ p50: amount, p90: amount, p99: amount, max: amount });
const crowdCounts = {
	begun: count,
	ended: count,
	whole: count,
	fellBack: count,
	failures: list(record({ code: failure, clients: count })),
	differentPoems: count,
	bytes: count,
	latencies: list(record<LatencyBucket>({ upToMs: optional(amount), firstByte: count, whole: count })),
	firstByteMs: optional(percentiles),
	wholeMs: optional(percentiles),
};

/** The fields of every event besides its type and time. */
export const eventFields: { readonly [T in Type]: EventFields<T> } = {
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
	ready: { servers: count, failed: count, seed: optional(count) },
	'host-added': address,
	'poem-skipped': { file: text, why: text },
	'transforms-loaded': { transforms: list(record({ name: text, summary: text })), problems: list(text) },
	'transform-broke-down': { file: text, why: text },
	'connection-opened': { ...ofConnection, peerHost: text, peerPort: port, expectedBytes: optional(count) },
	'bytes-received': { ...ofConnection, ...chunk },
	'bytes-sent': { ...ofConnection, ...chunk },
	'connection-closed': {
		...ofConnection,
		bytesIn: count,
		bytesOut: count,
		how: oneOf('ended', 'refused', 'left', 'reset', 'cut', 'over-bound', 'stopped'),
		bound: optional(oneOf('connections', 'request-bytes', 'request-time', 'read-time', 'half-close')),
		faults: optional(list(text)),
		durationMs: amount,
	},
	'dial-started': {
		...ofDial,
		...address,
		purpose: oneOf('poem', 'transform'),
		server: optional(text),
		crowd: optional(count),
	},
	'dial-connected': { ...ofDial, localPort: port },
	'dial-sent': { ...ofDial, ...chunk },
	'dial-received': { ...ofDial, ...chunk },
	'dial-closed': {
		...ofDial,
		bytesIn: count,
		bytesOut: count,
		failure: optional(failure),
		why: optional(text),
		durationMs: amount,
	},
	'cache-hit': { ...ofConnection, bytes: count, ageMs: amount },
	'cache-miss': { ...ofConnection, fetch: count },
	'cache-collapsed': { ...ofConnection, fetch: count, bytesSoFar: count },
	'cache-stale': { ...ofConnection, fetch: count, bytes: count, ageMs: amount, why: text },
	'poem-stored': { server: text, fetch: count, bytes: count, ...ofCache },
	'poem-evicted': { upstream: text, ...ofCache },
	'cache-purged': { entries: count },
	'transform-requested': { ...ofConnection, transform: text, bytes: count },
	'transform-replied': { ...ofConnection, transform: text, bytes: count, durationMs: amount },
	'transform-refused': { ...ofConnection, transform: optional(text), code: refusal, why: text },
	'fetch-started': { ...ofFetch, ...address, transforms: list(text), connection: optional(count) },
	'poem-received': { ...ofFetch, bytes: count, durationMs: amount },
	'fetch-transform-started': { ...ofFetch, transform: text, step: count },
	'fetch-transform-succeeded': {
		...ofFetch,
		transform: text,
		step: count,
		bytes: count,
		poem: bytes,
		durationMs: amount,
	},
	'fetch-transform-failed': {
		...ofFetch,
		transform: text,
		step: count,
		code: failure,
		why: text,
		durationMs: amount,
	},
	'fetch-succeeded': { ...ofFetch, bytes: count, durationMs: amount },
	'fetch-fell-back': { ...ofFetch, bytes: count, why: text, durationMs: amount },
	'fetch-failed': { ...ofFetch, code: failure, why: text, durationMs: amount },
	'fault-set': { server: text, fault: text, settings: numbers },
	'fault-cleared': { server: text, fault: text },
	'fault-struck': { ...ofConnection, fault: text, what: text },
	'collapsing-set': { server: text, on: flag },
	'crowd-started': {
		crowd: count,
		...address,
		transforms: list(text),
		clients: count,
		ratePerSecond: optional(amount),
	},
	'crowd-progressed': { crowd: count, ...crowdCounts },
	'crowd-ended': {
		crowd: count,
		...crowdCounts,
		how: oneOf('ended', 'cancelled', 'refused'),
		why: optional(text),
		durationMs: amount,
	},
	'loop-blocked': { durationMs: amount },
	'clock-changed': { shiftMs: shift },
	'recording-started': { path: text },
	'recording-stopped': { path: text, events: count, bytes: count, why: optional(text) },
};
