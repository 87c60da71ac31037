import type { EventWith } from './fields.ts';
import { batchEvents } from './subjects/batches.ts';
import { cacheEvents } from './subjects/cache.ts';
import { classEvents } from './subjects/class.ts';
import { connectionEvents } from './subjects/connections.ts';
import { crowdEvents } from './subjects/crowds.ts';
import { dialEvents } from './subjects/dials.ts';
import { faultEvents } from './subjects/faults.ts';
import { fetchEvents } from './subjects/fetches.ts';
import { foundEvents } from './subjects/found.ts';
import { labEvents } from './subjects/lab.ts';
import { lessonEvents } from './subjects/lessons.ts';
import { recordingEvents } from './subjects/recording.ts';
import { serverEvents } from './subjects/servers.ts';
import { transformEvents } from './subjects/transforms.ts';

export type * from './subjects/batches.ts';
export type * from './subjects/cache.ts';
export type * from './subjects/class.ts';
export type * from './subjects/connections.ts';
export type * from './subjects/crowds.ts';
export type * from './subjects/dials.ts';
export type * from './subjects/faults.ts';
export type * from './subjects/fetches.ts';
export type * from './subjects/found.ts';
export type * from './subjects/lessons.ts';
export type * from './subjects/servers.ts';
export type * from './subjects/transforms.ts';

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
 * The fields of every event, by its type: each file in `subjects/` has those of one subject. They are plain data, so
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
