import type { LabEvent } from '../../events/events.ts';

/** The most events that a lab publishes in a second, and how many of them are kept for connections that it has begun with. */
export const thinningPace = { perSecond: 500, reserve: 100 } as const;

/**
 * Chooses which events are published, so that they are never more than some hundreds a second: those of a connection or
 * of a dial all, or none. What a person does, and what happens to a server, is always published.
 */
export class Thinning {
	/** The number of events that were left out so far. */
	leftOut = 0;
	readonly #now: () => number;
	readonly #left = new Set<number>();
	/** Dials that are published, by the port of ours that they go to: what comes there is published too. */
	readonly #expected = new Map<string, number>();
	readonly #ports = new Map<string, string>();
	#room: number = thinningPace.perSecond;
	#countedAt: number;

	/** `now` is in milliseconds. */
	constructor(now: () => number) {
		this.#now = now;
		this.#countedAt = now();
	}

	/** True for an event that is published. */
	passes(event: LabEvent): boolean {
		const isPublished = this.#isPublished(event);
		this.#note(event, isPublished);
		if (isPublished) {
			this.#room -= 1;
		} else {
			this.leftOut += 1;
		}
		return isPublished;
	}

	#isPublished(event: LabEvent): boolean {
		if (this.#left.size > 0 && idsOf(event).some(id => this.#left.has(id))) {
			return false;
		}
		switch (event.type) {
			case 'connection-opened':
				return (
					this.#hasRoomFor(thinningPace.reserve) ||
					// A dial elsewhere may have had the same port: that many of these are not without a bound.
					(this.#hasRoomFor(-thinningPace.perSecond) && this.#isExpected(event.server))
				);
			case 'dial-started':
				// A crowd has very many: where there is little room, its connections are seen at the other end alone.
				return event.crowd === undefined || this.#hasRoomFor(thinningPace.perSecond / 2);
			case 'bytes-received':
			case 'bytes-sent':
			case 'dial-received':
			case 'dial-sent':
			case 'poem-stored':
			case 'poem-evicted':
				return this.#hasRoomFor(0);
			default:
				return true;
		}
	}

	#note(event: LabEvent, isPublished: boolean): void {
		switch (event.type) {
			case 'server-listening':
				this.#ports.set(event.server, String(event.port));
				break;
			case 'connection-opened':
				this.#leave(event.connection, isPublished);
				break;
			case 'connection-closed':
				this.#left.delete(event.connection);
				break;
			case 'fetch-started':
				this.#leave(event.fetch, isPublished);
				break;
			case 'fetch-succeeded':
			case 'fetch-failed':
			case 'fetch-fell-back':
				this.#left.delete(event.fetch);
				break;
			case 'dial-started':
				this.#leave(event.dial, isPublished);
				if (isPublished) {
					this.#expect(String(event.port), 1);
				}
				break;
			case 'dial-closed':
				this.#left.delete(event.dial);
				break;
			default:
				break;
		}
	}

	#leave(id: number, isPublished: boolean): void {
		if (!isPublished) {
			this.#left.add(id);
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

	#hasRoomFor(reserve: number): boolean {
		const now = this.#now();
		const { perSecond } = thinningPace;
		this.#room = Math.min(perSecond, this.#room + ((now - this.#countedAt) / 1_000) * perSecond);
		this.#countedAt = now;
		return this.#room > reserve;
	}
}

/** The ids of what an event belongs to: no two connections, dials and fetches of a lab have the same. */
function idsOf(event: LabEvent): readonly number[] {
	if ('connection' in event && event.connection !== undefined) {
		return [event.connection];
	}
	if ('dial' in event) {
		return [event.dial, event.fetch];
	}
	return 'fetch' in event ? [event.fetch] : [];
}
