import type { ConnectionId, EventOf, FetchId, LabEvent, ServerId } from '../../../events/events.ts';
import { dataLength } from '../../model/data-length.ts';
import { indexOfExchange } from '../../model/index-of-exchange.ts';
import type { LabState } from '../../model/state.ts';
import type { Exchange } from '../../snapshot.ts';
import { FetchRecord } from './fetch-record.ts';
import type { SeenBytes, Visit } from './visit.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
/** The facts about a connection that are kept beside the model's own exchange. */
interface Kept extends Mutable<Pick<Visit, 'receivedStart' | 'sentStart' | 'doneAt' | 'closedAt' | 'refusal'>> {
	readonly server: ServerId;
	readonly sent: Mutable<SeenBytes>[];
	readonly received: Mutable<SeenBytes>[];
	/** The number of bytes that the server has to send in all. */
	expected: number;
	sentBytes: number;
	/** The proxy's fetch that it waits on. */
	waitsOn?: FetchId;
}

/** The bounds of a record: connections, moments of each in one direction, and bytes: all of a request, not all of a poem. */
const recordBounds = { connections: 2_000, moments: 1_000, startBytes: 256 } as const;
/** Whose a connection is may be known a little later, where one of ours has just dialled. */
const unknownMs = 100;

/** A record of the lab's connections since a lesson began, whoever opened them. */
export class LessonRecord {
	readonly fetches = new FetchRecord();
	readonly #kept = new Map<ConnectionId, Kept>();
	/** The connection that was opened last. */
	newest: ConnectionId = 0;
	/** When each proxy last stored its poem. */
	readonly #storedAt = new Map<ServerId, number>();
	/** By proxy: how much of its poem the class has, and since when. */
	readonly #shared = new Map<ServerId, SeenBytes>();
	readonly #listeningSince = new Map<ServerId, number>();
	purgedAt: number | undefined;
	blocked: { readonly time: number; readonly durationMs: number } | undefined;

	take(event: LabEvent): void {
		this.fetches.take(event);
		if (event.type === 'connection-opened') {
			this.#open(event);
		} else if ('connection' in event && event.connection !== undefined) {
			const kept = this.#kept.get(event.connection);
			if (kept !== undefined) {
				note(kept, event);
			}
		}
		switch (event.type) {
			case 'fetch-succeeded':
				this.#upstreamEnded(event.fetch, event.bytes, event.time);
				break;
			case 'poem-stored':
				this.#storedAt.set(event.server, event.time);
				break;
			case 'class-released':
				if (event.how === 'stored') {
					this.#shared.set(event.server, event);
				}
				break;
			case 'server-listening':
				this.#listeningSince.set(event.server, event.time);
				// The class forgets what it has of a server that was there before.
				this.#shared.clear();
				break;
			case 'cache-purged':
				this.purgedAt = event.time;
				break;
			case 'loop-blocked':
				this.blocked = { time: event.time, durationMs: event.durationMs };
				break;
			default:
				break;
		}
	}

	/** Forgets that the cache was emptied, the loop blocked and a server started, as for a new step. */
	forgetDeeds(): void {
		this.purgedAt = undefined;
		this.blocked = undefined;
		this.#listeningSince.clear();
	}

	/** When this server last began to listen, since the step began. */
	listeningSince(server: ServerId): number | undefined {
		return this.#listeningSince.get(server);
	}

	/** The bytes of this proxy's poem that the class has from this lab, and since when; undefined where there are none. */
	shared(proxy: ServerId): SeenBytes | undefined {
		return this.#shared.get(proxy);
	}

	/** The class was told to forget this proxy's poem. */
	forgetShared(proxy: ServerId): void {
		this.#shared.delete(proxy);
	}

	/** When this proxy last stored its poem, since the lesson began. */
	storedAt(proxy: ServerId): number {
		return this.#storedAt.get(proxy) ?? Number.NEGATIVE_INFINITY;
	}

	/** The visits to this server after this connection, oldest first, without those of our own proxies. */
	visits(server: ServerId, after: ConnectionId, now: number, state: LabState): readonly Visit[] {
		return this.#since(after, server, state).filter(({ peer, openedAt }) =>
			peer === undefined ? isNobodyOfOurs(openedAt, now, state) : isReader(peer),
		);
	}

	/** The visits to this server that are open now, without those of our own proxies. */
	present(server: ServerId, state: LabState): readonly Visit[] {
		return this.#since(0, server, state).filter(({ peer = 'client', how }) => how === undefined && isReader(peer));
	}

	#since(after: ConnectionId, server: ServerId, { exchanges, open }: LabState): readonly Visit[] {
		const visits: Visit[] = [];
		for (const [id, one] of this.#kept) {
			if (id <= after || one.server !== server) {
				continue;
			}
			const exchange: Exchange | undefined = open.get(id) ?? exchanges[indexOfExchange(exchanges, id)];
			if (exchange !== undefined) {
				const { expected: _, sentBytes: __, waitsOn: ___, ...kept } = one;
				const fetch = exchange.servesFetch === undefined ? undefined : this.fetches.get(exchange.servesFetch);
				visits.push({ ...exchange, ...kept, ...(fetch !== undefined && { fetch }) });
			}
		}
		return visits;
	}

	#open({
		connection,
		server,
		expectedBytes: expected = Number.POSITIVE_INFINITY,
	}: EventOf<'connection-opened'>): void {
		const [oldest] = this.#kept.keys();
		if (this.#kept.size >= recordBounds.connections && oldest !== undefined) {
			this.#kept.delete(oldest);
		}
		this.newest = connection;
		const nothing = Buffer.alloc(0);
		const start = { sent: [], received: [], receivedStart: nothing, sentStart: nothing };
		this.#kept.set(connection, { ...start, server, expected, sentBytes: 0 });
	}

	/** A proxy has the whole poem: whoever has been sent as much has all of it. */
	#upstreamEnded(fetch: FetchId, bytes: number, time: number): void {
		for (const kept of this.#kept.values()) {
			if (kept.waitsOn === fetch) {
				expect(kept, bytes, time);
			}
		}
	}
}

function isReader(peer: NonNullable<Exchange['peer']>): boolean {
	return peer === 'client' || peer === 'crowd';
}

function isNobodyOfOurs(openedAt: number, now: number, { dials }: LabState): boolean {
	return dials.size === 0 || now - openedAt >= unknownMs;
}

function note(kept: Kept, event: LabEvent): void {
	switch (event.type) {
		case 'bytes-sent':
			kept.sentBytes += dataLength(event);
			kept.sentStart = withMore(kept.sentStart, event.data);
			add(kept.sent, { time: event.time, bytes: dataLength(event) });
			expect(kept, kept.expected, event.time);
			break;
		case 'bytes-received':
			kept.receivedStart = withMore(kept.receivedStart, event.data);
			add(kept.received, { time: event.time, bytes: dataLength(event) });
			break;
		case 'cache-hit':
		case 'cache-stale':
			expect(kept, event.bytes, event.time);
			break;
		case 'cache-miss':
		case 'cache-collapsed':
			kept.waitsOn = event.fetch;
			break;
		case 'transform-replied':
			// A netstring: its length in digits, a colon, and a comma.
			expect(kept, String(event.bytes).length + event.bytes + 2, event.time);
			break;
		case 'transform-refused':
			kept.refusal = event.code;
			kept.doneAt ??= event.time;
			break;
		case 'fault-struck':
			if (event.fault === 'truncate') {
				kept.doneAt ??= event.time;
			}
			break;
		case 'connection-closed':
			kept.closedAt = event.time;
			kept.doneAt ??= event.time;
			break;
		default:
			break;
	}
}

function expect(kept: Kept, bytes: number, time: number): void {
	kept.expected = bytes;
	if (kept.sentBytes >= bytes) {
		kept.doneAt ??= time;
	}
}

function add(moments: Mutable<SeenBytes>[], moment: SeenBytes): void {
	const last = moments.at(-1);
	if (moments.length < recordBounds.moments || last === undefined) {
		moments.push(moment);
	} else {
		last.time = moment.time;
		last.bytes += moment.bytes;
	}
}

/** The first bytes of all that came so far; a copy, since a part of a chunk would keep the whole of it. */
function withMore(start: Buffer, data: Uint8Array): Buffer {
	const room = recordBounds.startBytes - start.length;
	return room <= 0 ? start : Buffer.concat([start, data.subarray(0, room)]);
}
