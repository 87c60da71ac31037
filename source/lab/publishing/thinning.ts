import type { LabEvent } from '../../events/events.ts';
import type { LabState } from '../model/state.ts';

/** The most events that a lab publishes in a second, and how many of them are kept for connections that it has begun with. */
export const thinningPace = { perSecond: 500, reserve: 100 } as const;

/**
 * Chooses which events are published, so that they are never more than some hundreds a second: those of a connection or
 * of a dial all, or none. What a person does, and what happens to a server, is always published.
 */
export class Thinning {
	/** The number of events that were left out so far. */
	leftOut = 0;
	/** The connections, dials and fetches that are published, while they last. */
	readonly #kept = new Set<number>();
	/** Dials that are published, by the port of ours that they go to: what comes there is published too. */
	readonly #expected = new Map<string, number>();
	readonly #ports = new Map<string, string>();
	#room: number = thinningPace.perSecond;
	#countedAt: number;

	/** Begins at this time of events, in milliseconds. */
	constructor(time: number) {
		this.#countedAt = time;
	}

	/** True where the next connection is published. To ask the clock for it would cost as much as to count a connection. */
	get hasRoom(): boolean {
		return this.#room > thinningPace.reserve;
	}

	/** Makes room for as many events as the time allows that has passed; every event does so too, after it. */
	passTo(time: number): void {
		if (time > this.#countedAt) {
			const { perSecond } = thinningPace;
			this.#room = Math.min(perSecond, this.#room + ((time - this.#countedAt) / 1_000) * perSecond);
			this.#countedAt = time;
		}
	}

	/** True for an event that is published. */
	passes(event: LabEvent): boolean {
		const isPublished = this.#isPublished(event);
		if (isPublished) {
			this.#note(event);
			this.#room -= 1;
		} else {
			this.leftOut += 1;
		}
		this.passTo(event.time);
		return isPublished;
	}

	/** The lab as it is was published: what happens to all that is open in it is published too. */
	keepAll(state: LabState): void {
		for (const ids of [state.open, state.dials, state.fetches]) {
			for (const id of ids.keys()) {
				this.#kept.add(id);
			}
		}
	}

	#isPublished(event: LabEvent): boolean {
		switch (event.type) {
			case 'connection-opened':
				return (
					this.hasRoom ||
					// A dial elsewhere may have had the same port: that many of these are not without a bound.
					(this.#room > -thinningPace.perSecond && this.#isExpected(event.server))
				);
			case 'fetch-started':
				// A proxy's fetch is for a connection, all others are a person's own.
				return event.connection === undefined || this.#kept.has(event.connection);
			case 'dial-started':
				// A crowd has very many: where there is little room, its connections are seen at the other end alone.
				if (event.crowd !== undefined) {
					return this.#room > thinningPace.perSecond / 2;
				}
				// What is no proxy's is a person's own: a connection by hand has no fetch that was told before.
				return event.server === undefined || this.#kept.has(event.fetch);
			case 'bytes-received':
			case 'bytes-sent':
				return this.#kept.has(event.connection) && this.#room > 0;
			case 'dial-received':
			case 'dial-sent':
				return this.#kept.has(event.dial) && this.#room > 0;
			case 'poem-stored':
			case 'poem-evicted':
				return this.#room > 0;
			default:
				return this.#isKept(event);
		}
	}

	/** Whether it belongs to what is published: no two connections, dials and fetches of a lab have the same id. */
	#isKept(event: LabEvent): boolean {
		if ('connection' in event && event.connection !== undefined) {
			return this.#kept.has(event.connection);
		}
		if ('dial' in event) {
			return this.#kept.has(event.dial);
		}
		// What the class is asked comes before its fetch begins, and what it is given after its end.
		const isOfClass = event.type.startsWith('class-') && this.#room > 0;
		return !('fetch' in event) || this.#kept.has(event.fetch) || isOfClass;
	}

	/** Notes what begins, and what is over. */
	#note(event: LabEvent): void {
		switch (event.type) {
			case 'server-listening':
				this.#ports.set(event.server, String(event.port));
				break;
			case 'connection-opened':
				this.#kept.add(event.connection);
				break;
			case 'connection-closed':
				this.#kept.delete(event.connection);
				break;
			case 'fetch-started':
				this.#kept.add(event.fetch);
				break;
			case 'fetch-succeeded':
			case 'fetch-failed':
			case 'fetch-fell-back':
				this.#kept.delete(event.fetch);
				break;
			case 'dial-started':
				this.#kept.add(event.dial);
				this.#expect(String(event.port), 1);
				break;
			case 'dial-closed':
				this.#kept.delete(event.dial);
				break;
			default:
				break;
		}
	}

	#isExpected(server: string): boolean {
		const port = this.#ports.get(server) ?? '';
		return this.#expect(port, -1);
	}

	/** Counts so many more that are expected there; false where none was and fewer are. */
	#expect(port: string, more: 1 | -1): boolean {
		const expected = (this.#expected.get(port) ?? 0) + more;
		if (expected < 0) {
			return false;
		}
		this.#expected.set(port, expected);
		return true;
	}
}
