import type { FailureCode, LabEvent, ServerId } from '../../../events/events.ts';
import { dataLength } from '../../model/data-length.ts';

/** One connection that was opened for a fetch. */
export interface SeenDial {
	readonly dial: number;
	readonly purpose: 'poem' | 'transform';
	readonly startedAt: number;
	readonly received: readonly { readonly time: number; readonly bytes: number }[];
	readonly closedAt?: number;
	readonly failure?: FailureCode;
}

/** One transform of a fetch that has ended. */
export interface SeenTransform {
	readonly transform: string;
	readonly endedAt: number;
	readonly durationMs: number;
	readonly failure?: { readonly code: FailureCode; readonly why: string };
}

/** One fetch, of the client's or of a proxy's, as far as its events have told. */
export interface SeenFetch {
	readonly fetch: number;
	readonly startedAt: number;
	/** The proxy that fetches; absent where the client does. */
	readonly server?: ServerId;
	/** Where it goes, as `host:port`. */
	readonly port: number;
	readonly dials: readonly SeenDial[];
	/** When the whole poem was there, before its transforms. */
	readonly poemAt?: number;
	readonly poemBytes?: number;
	readonly transforms: readonly SeenTransform[];
	readonly ended?: {
		readonly time: number;
		readonly how: 'succeeded' | 'fell-back' | 'failed';
		readonly durationMs: number;
		readonly code?: FailureCode;
		readonly why?: string;
	};
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface GrowingDial extends Mutable<Omit<SeenDial, 'received'>> {
	readonly received: { time: number; bytes: number }[];
}
interface Growing extends Mutable<Omit<SeenFetch, 'dials' | 'transforms'>> {
	readonly dials: GrowingDial[];
	readonly transforms: SeenTransform[];
}

/** The fetches that began among these events, oldest first: the client's, or, where a proxy is named, its own. */
export function fetchesSeen(events: readonly LabEvent[], by?: ServerId): readonly SeenFetch[] {
	const seen = new Map<number, Growing>();
	for (const event of events) {
		if (!('fetch' in event)) {
			continue;
		}
		if (event.type === 'fetch-started' && event.server === by) {
			const { fetch, time: startedAt, port } = event;
			seen.set(fetch, { fetch, startedAt, port, dials: [], transforms: [], ...(by !== undefined && { server: by }) });
		}
		const fetch = seen.get(event.fetch);
		if (fetch !== undefined) {
			noteDial(fetch, event);
			noteFetch(fetch, event);
		}
	}
	return [...seen.values()];
}

/** The first of the client's fetches that has ended: what most tasks ask for. */
export function firstEnded(events: readonly LabEvent[], port?: number): SeenFetch | undefined {
	return fetchesSeen(events).find(fetch => fetch.ended !== undefined && (port === undefined || fetch.port === port));
}

function noteDial(fetch: Growing, event: LabEvent): void {
	switch (event.type) {
		case 'dial-started':
			fetch.dials.push({ dial: event.dial, purpose: event.purpose, startedAt: event.time, received: [] });
			break;
		case 'dial-received':
			fetch.dials
				.find(({ dial }) => dial === event.dial)
				?.received.push({ time: event.time, bytes: dataLength(event) });
			break;
		case 'dial-closed': {
			const dial = fetch.dials.find(one => one.dial === event.dial);
			if (dial !== undefined) {
				dial.closedAt = event.time;
				if (event.failure !== undefined) {
					dial.failure = event.failure;
				}
			}
			break;
		}
		default:
			break;
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
			const failure = event.type === 'fetch-transform-failed' ? { code: event.code, why: event.why } : undefined;
			fetch.transforms.push({ transform, endedAt, durationMs, ...(failure !== undefined && { failure }) });
			break;
		}
		case 'fetch-succeeded':
			fetch.ended = { time: event.time, how: 'succeeded', durationMs: event.durationMs };
			break;
		case 'fetch-fell-back':
			fetch.ended = { time: event.time, how: 'fell-back', durationMs: event.durationMs, why: event.why };
			break;
		case 'fetch-failed':
			fetch.ended = {
				time: event.time,
				how: 'failed',
				durationMs: event.durationMs,
				code: event.code,
				why: event.why,
			};
			break;
		default:
			break;
	}
}
