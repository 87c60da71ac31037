import { cacheEvents } from './cache.ts';
import { connectionEvents } from './connections.ts';
import { crowdEvents } from './crowds.ts';
import { dialEvents } from './dials.ts';
import { faultEvents } from './faults.ts';
import { fetchEvents } from './fetches.ts';
import type { TypeOf } from './fields.ts';
import { foundEvents } from './found.ts';
import { labEvents } from './lab.ts';
import { recordingEvents } from './recording.ts';
import { serverEvents } from './servers.ts';
import { transformEvents } from './transforms.ts';

export type * from './cache.ts';
export type * from './connections.ts';
export type * from './crowds.ts';
export type { ConnectionId, CrowdId, DialId, FetchId, ServerId } from './declare-event.ts';
export type * from './dials.ts';
export type * from './faults.ts';
export type * from './fetches.ts';
export type * from './found.ts';
export type * from './lab.ts';
export type * from './recording.ts';
export type * from './servers.ts';
export type * from './transforms.ts';

/**
 * The one union of events that the program emits. Everything a person sees is derived from these.
 *
 * Three kinds of id tie them together. A **connection** is one accepted connection on one of our servers: an exchange.
 * A **dial** is one connection that we opened as a client. A **fetch** is one poem asked for, by the client panel or by
 * a caching proxy. Where both ends are ours, a dial's local port is the peer port of its connection.
 *
 * An event is made of plain data, so that it crosses to another thread and into a file as it is.
 */
export type LabEvent = TypeOf<(typeof declaredEvents)[number]>;

/** Takes one event; what it does with it must never throw. */
export type Emit = (event: LabEvent) => void;

/**
 * How every event is declared: the types of its fields, and how each is read from a line of a recording. Whoever emits an
 * event writes it as a plain object; nothing is checked there while the program runs.
 */
export const declaredEvents = [
	...serverEvents,
	...labEvents,
	...transformEvents,
	...connectionEvents,
	...dialEvents,
	...cacheEvents,
	...fetchEvents,
	...faultEvents,
	...crowdEvents,
	...foundEvents,
	...recordingEvents,
] as const;
