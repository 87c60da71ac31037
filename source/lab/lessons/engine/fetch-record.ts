import type { FetchId, LabEvent, ServerId } from '../../../events/events.ts';
import { dataLength } from '../../model/data-length.ts';
import type { SeenBytes, SeenDial, SeenFetch, SeenTransform } from './visit.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface GrowingDial extends Mutable<Omit<SeenDial, 'received'>> {
	readonly received: SeenBytes[];
}
interface Growing extends Mutable<Omit<SeenFetch, 'dials' | 'transforms'>> {
	readonly by: ServerId | undefined;
	readonly dials: GrowingDial[];
	readonly transforms: SeenTransform[];
}

/** The number of fetches that are remembered. */
const maxFetches = 1_000;

/** The fetches of the client and of the proxies since a lesson began. */
export class FetchRecord {
	readonly #fetches = new Map<FetchId, Growing>();

	/** The fetch with this id; undefined where it began before, or is a crowd's. */
	get(id: FetchId): SeenFetch | undefined {
		return this.#fetches.get(id);
	}

	/** The fetches of a proxy, oldest first; where none is named, the client's. */
	by(server?: ServerId): readonly SeenFetch[] {
		return [...this.#fetches.values()].filter(({ by }) => by === server);
	}

	take(event: LabEvent): void {
		if (event.type === 'fetch-started') {
			const { fetch, time: startedAt, server: by } = event;
			this.#fetches.set(fetch, { fetch, startedAt, by, dials: [], transforms: [] });
			const [oldest] = this.#fetches.keys();
			if (this.#fetches.size > maxFetches && oldest !== undefined) {
				this.#fetches.delete(oldest);
			}
		}
		const fetch = 'fetch' in event ? this.#fetches.get(event.fetch) : undefined;
		if (fetch !== undefined) {
			noteDial(fetch, event);
			noteFetch(fetch, event);
		}
	}
}

function noteDial({ dials }: Growing, event: LabEvent): void {
	if (event.type === 'dial-started') {
		dials.push({ dial: event.dial, purpose: event.purpose, startedAt: event.time, received: [] });
	}
	const dial = 'dial' in event ? dials.find(one => one.dial === event.dial) : undefined;
	if (event.type === 'dial-received') {
		dial?.received.push({ time: event.time, bytes: dataLength(event) });
	} else if (dial !== undefined && event.type === 'dial-closed') {
		Object.assign(dial, { closedAt: event.time, failure: event.failure });
	}
}

function noteFetch(fetch: Growing, event: LabEvent): void {
	switch (event.type) {
		case 'poem-received':
			fetch.poemAt = event.time;
			fetch.poemBytes = event.bytes;
			break;
		case 'fetch-transform-succeeded':
		case 'fetch-transform-failed': {
			const { transform, time: endedAt, durationMs } = event;
			const failure = event.type === 'fetch-transform-failed' ? { failure: { code: event.code, why: event.why } } : {};
			fetch.transforms.push({ transform, endedAt, durationMs, ...failure });
			break;
		}
		case 'fetch-succeeded':
			fetch.ended = { time: event.time, how: 'succeeded', durationMs: event.durationMs };
			break;
		case 'fetch-fell-back':
		case 'fetch-failed': {
			const { time, durationMs, why, type } = event;
			const code = type === 'fetch-failed' ? { code: event.code } : {};
			fetch.ended = { time, how: type === 'fetch-failed' ? 'failed' : 'fell-back', durationMs, why, ...code };
			break;
		}
		default:
			break;
	}
}
