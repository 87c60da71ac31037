import { batchEvents } from './batches.ts';
import { cacheEvents } from './cache.ts';
import { classEvents } from './class.ts';
import { connectionEvents } from './connections.ts';
import { crowdEvents } from './crowds.ts';
import { dialEvents } from './dials.ts';
import { faultEvents } from './faults.ts';
import { fetchEvents } from './fetches.ts';
import type { EventWith } from './fields.ts';
import { foundEvents } from './found.ts';
import { labEvents } from './lab.ts';
import { lessonEvents } from './lessons.ts';
import { recordingEvents } from './recording.ts';
import { serverEvents } from './servers.ts';
import { transformEvents } from './transforms.ts';

export type * from './batches.ts';
export type * from './cache.ts';
export type * from './class.ts';
export type * from './connections.ts';
export type * from './crowds.ts';
export type * from './dials.ts';
export type * from './faults.ts';
export type * from './fetches.ts';
export type * from './found.ts';
export type * from './lessons.ts';
export type * from './servers.ts';
export type * from './transforms.ts';

/** `poetry/<poem>`, `transform`, `proxy/<poem>` or `proxy/<host:port>`. */
export type ServerId = string;
/** One connection that one of our servers accepted: an exchange. */
export type ConnectionId = number;
/** One connection that we opened as a client. Where both ends are ours, its local port is the peer port of the other end. */
export type DialId = number;
/** One poem that the client or a caching proxy asks for. */
export type FetchId = number;
export type CrowdId = number;
/** Several fetches that the client is asked for together. */
export type BatchId = number;

/**
 * The fields of every event, by its type: each file beside this one has those of one subject. They are plain data, so
 * that an event crosses to another thread and into a file as it is. Whoever emits an event writes it as a plain object:
 * its fields are checked by the compiler, and where it is read from a recording.
 */
export const eventFields = {
	...serverEvents,
	...labEvents,
	...lessonEvents,
	...transformEvents,
	...connectionEvents,
	...dialEvents,
	...cacheEvents,
	...classEvents,
	...fetchEvents,
	...batchEvents,
	...faultEvents,
	...crowdEvents,
	...foundEvents,
	...recordingEvents,
};

/** The name of an event, such as `connection-opened`. */
export type EventType = keyof typeof eventFields;

/** Any event that the program emits. Everything a person sees is derived from these. */
export type LabEvent = { [T in EventType]: EventWith<T, (typeof eventFields)[T]> }[EventType];

/** The event of this type; of several types, any of their events. */
export type EventOf<T extends EventType> = Extract<LabEvent, { readonly type: T }>;

/** Takes one event; what it does with it must never throw. */
export type Emit = (event: LabEvent) => void;
