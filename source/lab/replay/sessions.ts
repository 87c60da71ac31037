import type { EventType, LabEvent } from '../../events/events.ts';
import { type KeptBytes, parseRecordingLine } from '../recording/recording-line.ts';

/** One run of a lab within a file: where two recordings stand in one file, one after the other, there are two. */
export interface Session {
	/** The index of its first event. */
	readonly first: number;
	/** When its first and last event happened. */
	readonly startTime: number;
	readonly endTime: number;
}

/** The session that an event with this index belongs to, as its place among them. */
export function sessionAt(sessions: readonly Session[], index: number): number {
	return Math.max(
		0,
		sessions.findLastIndex(({ first }) => first <= index),
	);
}

/**
 * Finds where another session begins, event by event. A lab emits its set-up once; a second set-up is that of another lab.
 * A server that is started again looks the same at first, so that only the events that follow decide.
 */
export class SeamFinder {
	readonly #listening = new Set<string>();
	#isReady = false;
	#hasBegun = false;
	#hasLoaded = false;
	#isSettingUp = false;
	/** Only events that may come before a set-up have come so far. */
	#isPrefix = false;

	/** The events of a set-up are coming. */
	get isSettingUp(): boolean {
		return this.#isSettingUp;
	}

	/** True for an event that begins a set-up, and so perhaps another session. */
	beginsSetUp(event: LabEvent): boolean {
		const isInside = this.#isSettingUp && (this.#isPrefix || !this.#isHeadOfAnother(event));
		return this.#hasBegun && setUp.has(event.type) && !isInside;
	}

	/** Takes the event; true where it shows that the set-up that was begun last is that of another session. */
	take(event: LabEvent): boolean {
		const isAnother = this.#isOfAnother(event);
		if (isAnother) {
			this.#hasLoaded = false;
			this.#isReady = false;
		}
		this.#hasBegun = true;
		this.#isPrefix = prefix.has(event.type) && (this.#isPrefix || !this.#isSettingUp);
		this.#isSettingUp = setUp.has(event.type) || (this.#isSettingUp && alongside.has(event.type));
		this.#note(event);
		return isAnother;
	}

	#isOfAnother(event: LabEvent): boolean {
		switch (event.type) {
			case 'server-listening':
			case 'server-failed':
				return this.#listening.has(event.server);
			case 'ready':
				return this.#isReady && this.#isSettingUp;
			default:
				return this.#isHeadOfAnother(event);
		}
	}

	/** True where this event, one of those at the head of every recording, begins another session. */
	#isHeadOfAnother({ type }: LabEvent): boolean {
		const isHead = type === 'transforms-loaded' || type === 'poem-skipped';
		return isHead && (this.#hasLoaded || (this.#hasBegun && !this.#isSettingUp));
	}

	#note(event: LabEvent): void {
		switch (event.type) {
			case 'transforms-loaded':
				this.#hasLoaded = true;
				this.#listening.clear();
				break;
			case 'ready':
				this.#isReady = true;
				break;
			case 'server-listening':
				this.#listening.add(event.server);
				break;
			case 'server-closed':
				this.#listening.delete(event.server);
				break;
			default:
				break;
		}
	}
}

/** Events that may come before a set-up. */
const prefix: ReadonlySet<string> = new Set<EventType>(['clock-changed', 'poem-skipped']);

const setUp: ReadonlySet<string> = new Set<EventType>([
	'clock-changed',
	'poem-skipped',
	'transforms-loaded',
	'server-listening',
	'server-failed',
]);

/** Events that may stand within a set-up, but never begin it. */
const alongside: ReadonlySet<string> = new Set<EventType>([
	'host-added',
	'fault-set',
	'collapsing-set',
	'recording-started',
	'poem-stored',
	'counts-found',
	'server-counts-found',
	'latencies-found',
]);

/** The event in a line, with the ids that it has there, and with the bytes that it refers to; undefined where the line is damaged. */
export function parseEvent(line: string, kept: KeptBytes): LabEvent | undefined {
	const event = parseRecordingLine(line, kept);
	return event === undefined || largestId(event) > maxId ? undefined : event;
}

/** The largest id that is accepted: more than any lab reaches, and thousands of them still add up exactly. */
const maxId = 2 ** 39;

/** The event with `idsFrom` added to its ids: every session begins with id 1, and ids in a replay are unique. */
export function withIdsFrom(event: LabEvent, idsFrom: number): LabEvent {
	if (idsFrom === 0) {
		return event;
	}
	const shifted: Record<string, number> = {};
	for (const key of idKeys) {
		const id = idOf(event, key);
		if (id > 0) {
			shifted[key] = id + idsFrom;
		}
	}
	return { ...event, ...shifted };
}

/** The largest id in an event; 0 where it has none. */
export function largestId(event: LabEvent): number {
	return Math.max(...idKeys.map(key => idOf(event, key)));
}

const idKeys = ['connection', 'dial', 'fetch', 'crowd', 'batch', 'firstFetch', 'servesFetch', 'upstreamFetch'] as const;

/** 0 stays 0: it is the id of a thing of which nothing is known. */
function idOf(event: LabEvent, key: (typeof idKeys)[number]): number {
	const id: unknown = key in event ? event[key as keyof LabEvent] : undefined;
	return typeof id === 'number' ? id : 0;
}
