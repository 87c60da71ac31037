import type { ConnectionId, EventOf, LabEvent, ServerId } from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import { rememberLast } from '../../remember-last.ts';
import { begunAt, type Link, linksOf } from '../story/links.ts';
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
	readonly closed: EventOf<'connection-closed'> | undefined;
	readonly refusal: EventOf<'transform-refused'> | undefined;
}

/**
 * The conversation on one connection, out of the events of its story, made once for the same array of them; undefined
 * where none of them is kept.
 */
export const conversationOf = rememberLast(
	(events: readonly LabEvent[], connection: ConnectionId): Conversation | undefined => {
		const own = events.filter(event => 'connection' in event && event.connection === connection);
		const server = own.map(event => ('server' in event ? event.server : undefined)).find(id => id !== undefined);
		if (server === undefined) {
			return undefined;
		}
		const link = linksOf(events, []).find(({ opened }) => opened?.connection === connection) ?? {
			dial: undefined,
			dialClosed: undefined,
			opened: undefined,
			closed: own.find(event => event.type === 'connection-closed'),
			events: own,
		};
		const { dial, opened, closed } = link;
		const refusal = own.find(event => event.type === 'transform-refused');
		const about = { link, isTransform: server === 'transform', refusal };
		const address = opened && formatAddress({ host: opened.peerHost, port: opened.peerPort });
		return {
			server,
			isTransform: about.isTransform,
			peer: dial === undefined ? (address ?? 'the peer') : (dial.server ?? 'client'),
			toServer: flowOf(about, 'to-server'),
			toPeer: flowOf(about, 'to-peer'),
			closed,
			refusal,
		};
	},
);

interface About extends Pick<Conversation, 'isTransform' | 'refusal'> {
	readonly link: Link;
}

function flowOf(about: About, direction: Flow['direction']): Flow {
	const { dial, dialClosed, opened, closed, events } = about.link;
	const inward = direction === 'to-server';
	const [atServer, atDial] = inward ? (['bytesIn', 'bytesOut'] as const) : (['bytesOut', 'bytesIn'] as const);
	const before = opened?.type === 'connection-found-open' ? opened[atServer] : 0;
	const since = opened && begunAt(opened);
	const sideOf = (type: DataEvent['type'], total: number | undefined): Side => {
		const told = events.filter((event): event is DataEvent => event.type === type);
		return readSide(told, { before, total, since });
	};
	const ours = sideOf(inward ? 'bytes-received' : 'bytes-sent', closed?.[atServer]);
	const theirs = dial && sideOf(inward ? 'dial-sent' : 'dial-received', dialClosed?.[atDial]);
	const [sender, receiver] = inward ? [theirs, ours] : [ours, theirs];
	const length = Math.max(sender?.length ?? 0, receiver?.length ?? 0);
	const bytes = new SparseBytes(length, mergePieces(sender?.pieces ?? [], receiver?.pieces ?? []));
	return {
		direction,
		bytes,
		before,
		writes: sender?.marks,
		chunks: receiver?.marks,
		...(before > 0 ? tailParts(before, length) : partsOf(about, bytes, inward)),
	};
}

function partsOf({ link: { closed }, isTransform, refusal }: About, bytes: SparseBytes, inward: boolean): FrameParts {
	const ended = closed !== undefined;
	if (isTransform) {
		return inward
			? netstringParts(bytes, { kind: 'request', ended: ended || refusal !== undefined, refusal })
			: netstringParts(bytes, { kind: 'reply', ended });
	}
	return inward ? extraParts(bytes.length) : poemParts(bytes.length, closed?.how === 'ended');
}

/** One end's view of one direction. */
interface Side {
	readonly marks: readonly Mark[];
	readonly pieces: readonly Piece[];
	readonly length: number;
}

type DataEvent = Extract<LabEvent, { readonly data: Uint8Array }>;

/** How many bytes there were in all, and how many before the recording, where that is known; and when it all began. */
interface Known {
	readonly before: number;
	readonly total: number | undefined;
	readonly since: number | undefined;
}

function readSide(events: readonly DataEvent[], { before, total, since }: Known): Side {
	const marks: Mark[] = [];
	const pieces: Piece[] = [];
	const kept = events.reduce((sum, { data, dataBytes = data.length }) => sum + dataBytes, 0);
	// What is kept is the end of it all: the oldest events go first, and a recording may begin in the middle.
	let at = total === undefined ? before : Math.max(0, total - kept);
	for (const { data, dataBytes = data.length, time } of events) {
		if (dataBytes > 0) {
			pieces.push({ from: at, data });
			marks.push({ from: at, to: at + dataBytes, atMs: Math.max(0, time - (since ?? time)) });
			at += dataBytes;
		}
	}
	return { marks, pieces, length: at };
}
