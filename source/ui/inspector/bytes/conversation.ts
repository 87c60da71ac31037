import type {
	ConnectionClosed,
	ConnectionId,
	DialId,
	LabEvent,
	ServerId,
	TransformRefused,
} from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import { begunAt, isDialling, isOpening, type Opening } from '../story/beginnings.ts';
import { extraParts, type FrameParts, netstringParts, poemParts, tailParts } from './frame-parts.ts';
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
	/** How many of them crossed before the recording began: only their number is known. */
	readonly before: number;
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
	readonly opened?: Opening;
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
	const opened = own.find(isOpening);
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
function dialOf(events: readonly LabEvent[], { server, peerPort, time }: Opening): DialId | undefined {
	const wanted = server === 'transform' ? 'transform' : 'poem';
	const purposes = new Map(events.filter(isDialling).map(({ dial, purpose }) => [dial, purpose]));
	return events
		.filter(event => event.type === 'dial-connected' || event.type === 'dial-found-open')
		.filter(({ dial, localPort }) => localPort === peerPort && (purposes.get(dial) ?? wanted) === wanted)
		.sort((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time))[0]?.dial;
}

function peerOf({ events, opened, dial }: Told): string {
	if (dial !== undefined) {
		const started = events.filter(isDialling).find(event => event.dial === dial);
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
	const total = inward ? told.closed?.bytesIn : told.closed?.bytesOut;
	const before = bytesBefore(told, inward);
	const ours = sideOf(told, told.events.filter(isOurs), { before, total });
	const dialClosed = told.events.find(event => event.type === 'dial-closed' && event.dial === told.dial);
	const theirTotal = dialClosed?.type === 'dial-closed' ? dialClosed[inward ? 'bytesOut' : 'bytesIn'] : undefined;
	const theirs =
		told.dial === undefined ? undefined : sideOf(told, told.events.filter(isTheirs), { before, total: theirTotal });
	const [sender, receiver] = inward ? [theirs, ours] : [ours, theirs];
	const length = Math.max(sender?.length ?? 0, receiver?.length ?? 0);
	const bytes = new SparseBytes(length, mergePieces(sender?.pieces ?? [], receiver?.pieces ?? []));
	return {
		direction,
		bytes,
		before,
		writes: sender?.marks,
		chunks: receiver?.marks,
		...(before > 0 ? tailParts(before, bytes.length) : partsOf(told, bytes, direction, isTransform)),
	};
}

/** What had crossed when the recording began. */
function bytesBefore({ opened }: Told, inward: boolean): number {
	return opened?.type === 'connection-found-open' ? opened[inward ? 'bytesIn' : 'bytesOut'] : 0;
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

/** `total` is how many bytes there were in all, and `before` how many before the recording, where that is known. */
function sideOf(
	{ opened }: Told,
	events: readonly DataEvent[],
	{ before, total }: { readonly before: number; readonly total: number | undefined },
): Side {
	const marks: Mark[] = [];
	const pieces: Piece[] = [];
	const kept = events.reduce((sum, { data, dataBytes = data.length }) => sum + dataBytes, 0);
	const openedAt = opened === undefined ? undefined : begunAt(opened);
	// What is kept is the end of it all: the oldest events go first, and a recording may begin in the middle.
	let at = total === undefined ? before : Math.max(0, total - kept);
	for (const { data, dataBytes = data.length, time } of events) {
		if (dataBytes > 0) {
			pieces.push({ from: at, data });
			marks.push({ from: at, to: at + dataBytes, atMs: Math.max(0, time - (openedAt ?? time)) });
			at += dataBytes;
		}
	}
	return { marks, pieces, length: at };
}
