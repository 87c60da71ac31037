import type {
	ConnectionClosed,
	ConnectionId,
	ConnectionOpened,
	DialId,
	LabEvent,
	ServerId,
	TransformRefused,
} from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import { extraParts, type FrameParts, netstringParts, poemParts } from './frame-parts.ts';
import { mergePieces, type Piece, SparseBytes } from './sparse-bytes.ts';

/** What was one write at one end, or arrived as one chunk at the other. */
export interface Mark {
	readonly from: number;
	readonly to: number;
	/** Since the connection was opened. */
	readonly atMs: number;
}

/** One direction of a connection: its bytes, and the three ways in which they are divided. */
export interface Flow extends FrameParts {
	readonly direction: 'to-server' | 'to-peer';
	readonly bytes: SparseBytes;
	/** Undefined where the sender is not ours, so that only it knows. */
	readonly writes: readonly Mark[] | undefined;
	/** Undefined where the receiver is not ours. */
	readonly chunks: readonly Mark[] | undefined;
}

/** One connection's bytes, in both directions. */
export interface Conversation {
	readonly server: ServerId;
	readonly isTransform: boolean;
	/** Who is at the other end: `client`, a proxy, or an address. */
	readonly peer: string;
	readonly toServer: Flow;
	readonly toPeer: Flow;
	/** Absent while it is open. */
	readonly closed?: ConnectionClosed;
	readonly refusal?: TransformRefused;
}

/** What was told of one connection, and of the dial at its other end where that is ours. */
interface Told {
	readonly opened?: ConnectionOpened;
	readonly closed?: ConnectionClosed;
	readonly refusal?: TransformRefused;
	readonly events: readonly LabEvent[];
	readonly dial: DialId | undefined;
}

/** The conversation on one connection, out of the events of its story; undefined where none of them is kept. */
export function conversationOf(events: readonly LabEvent[], connection: ConnectionId): Conversation | undefined {
	const own = events.filter(event => 'connection' in event && event.connection === connection);
	const server = own.map(event => ('server' in event ? event.server : undefined)).find(id => id !== undefined);
	if (server === undefined) {
		return undefined;
	}
	const opened = own.find(event => event.type === 'connection-opened');
	const closed = own.find(event => event.type === 'connection-closed');
	const refusal = own.find(event => event.type === 'transform-refused');
	const told: Told = {
		...(opened && { opened }),
		...(closed && { closed }),
		...(refusal && { refusal }),
		events,
		dial: opened && dialOf(events, opened),
	};
	const isTransform = server === 'transform';
	return {
		server,
		isTransform,
		peer: peerOf(told),
		toServer: flowOf(told, connection, 'to-server', isTransform),
		toPeer: flowOf(told, connection, 'to-peer', isTransform),
		...(closed && { closed }),
		...(refusal && { refusal }),
	};
}

/** The dial at the other end. Two of a story may have had the same port, one after the other: the nearest in time is meant. */
function dialOf(events: readonly LabEvent[], { server, peerPort, time }: ConnectionOpened): DialId | undefined {
	const wanted = server === 'transform' ? 'transform' : 'poem';
	const purposes = new Map(
		events.filter(event => event.type === 'dial-started').map(({ dial, purpose }) => [dial, purpose]),
	);
	return events
		.filter(event => event.type === 'dial-connected')
		.filter(({ dial, localPort }) => localPort === peerPort && (purposes.get(dial) ?? wanted) === wanted)
		.sort((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time))[0]?.dial;
}

function peerOf({ events, opened, dial }: Told): string {
	if (dial !== undefined) {
		const started = events.filter(event => event.type === 'dial-started').find(event => event.dial === dial);
		return started?.server ?? 'client';
	}
	return opened === undefined ? 'the peer' : formatAddress({ host: opened.peerHost, port: opened.peerPort });
}

function flowOf(told: Told, connection: ConnectionId, direction: Flow['direction'], isTransform: boolean): Flow {
	const inward = direction === 'to-server';
	const isOurs = (event: LabEvent): event is DataEvent =>
		event.type === (inward ? 'bytes-received' : 'bytes-sent') && event.connection === connection;
	const isTheirs = (event: LabEvent): event is DataEvent =>
		event.type === (inward ? 'dial-sent' : 'dial-received') && event.dial === told.dial;
	const ours = sideOf(told, told.events.filter(isOurs), inward ? told.closed?.bytesIn : told.closed?.bytesOut);
	const theirs = told.dial === undefined ? undefined : sideOf(told, told.events.filter(isTheirs));
	const [sender, receiver] = inward ? [theirs, ours] : [ours, theirs];
	const length = Math.max(sender?.length ?? 0, receiver?.length ?? 0);
	const bytes = new SparseBytes(length, mergePieces(sender?.pieces ?? [], receiver?.pieces ?? []));
	return {
		direction,
		bytes,
		writes: sender?.marks,
		chunks: receiver?.marks,
		...partsOf(told, bytes, direction, isTransform),
	};
}

function partsOf(
	{ closed, refusal }: Told,
	bytes: SparseBytes,
	direction: Flow['direction'],
	isTransform: boolean,
): FrameParts {
	const ended = closed !== undefined;
	if (isTransform) {
		return direction === 'to-server'
			? netstringParts(bytes, { kind: 'request', ended: ended || refusal !== undefined, refusal })
			: netstringParts(bytes, { kind: 'reply', ended });
	}
	return direction === 'to-server' ? extraParts(bytes.length) : poemParts(bytes.length, closed?.how === 'ended');
}

/** One end's view of one direction. */
interface Side {
	readonly marks: readonly Mark[];
	readonly pieces: readonly Piece[];
	readonly length: number;
}

type DataEvent = Extract<LabEvent, { readonly data: Uint8Array }>;

/** `total` is how many bytes there were in all, where that is known. */
function sideOf({ opened }: Told, events: readonly DataEvent[], total = 0): Side {
	const marks: Mark[] = [];
	const pieces: Piece[] = [];
	const kept = events.reduce((sum, { data, dataBytes = data.length }) => sum + dataBytes, 0);
	// Where the opening is kept, so is everything after it.
	let at = opened === undefined ? Math.max(0, total - kept) : 0;
	for (const { data, dataBytes = data.length, time } of events) {
		if (dataBytes > 0) {
			pieces.push({ from: at, data });
			marks.push({ from: at, to: at + dataBytes, atMs: Math.max(0, time - (opened?.time ?? time)) });
			at += dataBytes;
		}
	}
	return { marks, pieces, length: at };
}
