import type { CacheOutcome, ConnectionEnd, LabEvent, RefusalCode, ServerId } from '../../../events/events.ts';
import { dataLength } from '../../model/data-length.ts';

/** Bytes that went over a connection at one moment. */
export interface SeenBytes {
	readonly time: number;
	readonly bytes: number;
}

/** One connection to a server of the lab, as far as its events have told. */
export interface SeenExchange {
	readonly connection: number;
	readonly server: ServerId;
	readonly openedAt: number;
	readonly sent: readonly SeenBytes[];
	readonly sentBytes: number;
	readonly received: readonly SeenBytes[];
	/** The first of what came in, as text. */
	readonly receivedText: string;
	/** The first of what went out, as text. */
	readonly sentText: string;
	readonly cache?: CacheOutcome;
	readonly refused?: { readonly code: RefusalCode; readonly why: string };
	readonly replied: boolean;
	/** The names of the faults that struck it. */
	readonly faults: readonly string[];
	readonly closed?: { readonly time: number; readonly how: ConnectionEnd };
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
interface Growing extends Mutable<Omit<SeenExchange, 'sent' | 'received' | 'faults'>> {
	readonly sent: SeenBytes[];
	readonly received: SeenBytes[];
	readonly faults: string[];
}

const caches = {
	'cache-hit': 'hit',
	'cache-miss': 'miss',
	'cache-collapsed': 'collapsed',
	'cache-stale': 'stale',
} as const;

/** The connections to a server that were opened among these events, oldest first. */
export function exchangesSeen(events: readonly LabEvent[], server: ServerId): readonly SeenExchange[] {
	const seen = new Map<number, Growing>();
	for (const event of events) {
		if (!('connection' in event) || !('server' in event) || event.server !== server) {
			continue;
		}
		if (event.type === 'connection-opened') {
			seen.set(event.connection, opened(event.connection, server, event.time));
		}
		const exchange = event.connection === undefined ? undefined : seen.get(event.connection);
		if (exchange !== undefined) {
			note(exchange, event);
		}
	}
	return [...seen.values()];
}

function opened(connection: number, server: ServerId, openedAt: number): Growing {
	return {
		connection,
		server,
		openedAt,
		sent: [],
		sentBytes: 0,
		received: [],
		receivedText: '',
		sentText: '',
		replied: false,
		faults: [],
	};
}

function note(exchange: Growing, event: LabEvent): void {
	switch (event.type) {
		case 'bytes-sent':
			exchange.sent.push({ time: event.time, bytes: dataLength(event) });
			exchange.sentBytes += dataLength(event);
			exchange.sentText += Buffer.from(event.data).toString();
			break;
		case 'bytes-received':
			exchange.received.push({ time: event.time, bytes: dataLength(event) });
			exchange.receivedText += Buffer.from(event.data).toString();
			break;
		case 'cache-hit':
		case 'cache-miss':
		case 'cache-collapsed':
		case 'cache-stale':
			exchange.cache = caches[event.type];
			break;
		case 'transform-replied':
			exchange.replied = true;
			break;
		case 'transform-refused':
			exchange.refused = { code: event.code, why: event.why };
			break;
		case 'fault-struck':
			exchange.faults.push(event.fault);
			break;
		case 'connection-closed':
			exchange.closed = { time: event.time, how: event.how };
			break;
		default:
			break;
	}
}
