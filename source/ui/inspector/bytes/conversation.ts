import type { ConnectionId, EventOf, LabEvent, ServerId } from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import { rememberLast } from '../remember-last.ts';
import { begunAt, type Link, linkOf, linksOf } from '../trace/links.ts';
import { type FrameParts, netstringParts, partsTo } from './frame-parts.ts';
import { SparseBytes, type StreamPiece } from './sparse-bytes.ts';

/** One write of the sender, or one chunk as the receiver got it. */
export interface Mark {
	readonly from: number;
	readonly to: number;
	/** Milliseconds since the connection was opened. */
	readonly atMs: number;
}

/** One direction of a connection: its bytes, and the three ways in which they are divided. */
export interface Flow extends FrameParts {
	readonly direction: 'to-server' | 'to-peer';
	readonly name: 'request' | 'reply' | 'poem';
	/** The sender and the receiver: a server's id, `client`, or an address. */
	readonly from: string;
	readonly to: string;
	readonly isTransform: boolean;
	readonly bytes: SparseBytes;
	/** The offset up to which the bytes are shown. */
	readonly end: number;
	/** The number of bytes that crossed before the recording began, of which nothing else is known. */
	readonly before: number;
	/** Undefined where the sender is not ours, so that only it knows. */
	readonly writes: readonly Mark[] | undefined;
	/** Undefined where the receiver is not ours. */
	readonly chunks: readonly Mark[] | undefined;
	/** The way in which the connection closed, as seen by the end that is ours; undefined while it is open. */
	readonly closed: Pick<EventOf<'connection-closed'>, 'how'> | undefined;
}

/** One connection's bytes, in both directions. */
export interface Conversation {
	/** The other end of the server's connection: `client`, a proxy, or an address. */
	readonly peer: string;
	readonly toServer: Flow;
	readonly toPeer: Flow;
}

/** The most bytes of a direction that are shown. */
export const maxShownBytes = 262_144;

/**
 * The conversation on one connection, out of the events of its trace, made once for the same array of them; undefined
 * where none of them is kept.
 */
export const conversationOf = rememberLast(
	(events: readonly LabEvent[], connection: ConnectionId): Conversation | undefined => {
		const own = events.filter(event => 'connection' in event && event.connection === connection);
		const link: Link = linkOf(linksOf(events, []), connection) ?? {
			dial: undefined,
			dialClosed: undefined,
			opened: undefined,
			closed: own.find(event => event.type === 'connection-closed'),
			events: own,
		};
		const { dial, opened } = link;
		const accepted = own.map(event => ('server' in event ? event.server : undefined)).find(id => id !== undefined);
		const server = accepted ?? (dial && formatAddress(dial));
		if (server === undefined) {
			return undefined;
		}
		const address = opened && formatAddress({ host: opened.peerHost, port: opened.peerPort });
		const peer = dial === undefined ? (address ?? 'the peer') : (dial.server ?? 'client');
		const refusal = own.find(event => event.type === 'transform-refused');
		const flow = (direction: Flow['direction']) => flowOf(direction, link, { server, peer, refusal });
		return { peer, toServer: flow('to-server'), toPeer: flow('to-peer') };
	},
);

interface Ends {
	readonly server: ServerId;
	readonly peer: string;
	readonly refusal: EventOf<'transform-refused'> | undefined;
}

function flowOf(direction: Flow['direction'], link: Link, { server, peer, refusal }: Ends): Flow {
	const { dial, dialClosed, opened, closed } = link;
	const inward = direction === 'to-server';
	const isTransform = server === 'transform' || dial?.purpose === 'transform';
	const isAccepted = dial === undefined || opened !== undefined;
	const [atServer, atDial] = inward ? (['bytesIn', 'bytesOut'] as const) : (['bytesOut', 'bytesIn'] as const);
	const before = opened?.type === 'connection-found-open' ? opened[atServer] : 0;
	const side = (type: DataEvent['type'], total: number | undefined) => readSide(link, type, total, before);
	const ours = isAccepted ? side(inward ? 'bytes-received' : 'bytes-sent', closed?.[atServer]) : undefined;
	const theirs = dial && side(inward ? 'dial-sent' : 'dial-received', dialClosed?.[atDial]);
	const [sender, receiver] = inward ? [theirs, ours] : [ours, theirs];
	const end = isAccepted ? closed : dialClosed && dialEnd(dialClosed);
	const sides = [sender, receiver].filter(told => told !== undefined);
	const length = Math.max(...sides.map(told => told.length));
	const bytes = new SparseBytes(
		length,
		sides.flatMap(({ pieces }) => pieces),
	);
	return {
		direction,
		name: inward ? 'request' : isTransform ? 'reply' : 'poem',
		from: inward ? peer : server,
		to: inward ? server : peer,
		isTransform,
		bytes,
		end: Math.min(length, before + maxShownBytes),
		before,
		writes: sender?.marks,
		chunks: receiver?.marks,
		closed: end,
		...partsOf({ bytes, before, inward, isTransform, closed: end, refusal }),
	};
}

/** The end of a dial that no server of ours accepted, in the words for a server's connection. */
function dialEnd({ failure }: EventOf<'dial-closed'>): NonNullable<Flow['closed']> {
	return { how: failure === undefined ? 'ended' : failure === 'cancelled' ? 'left' : 'reset' };
}

interface Framed extends Pick<Flow, 'bytes' | 'before' | 'isTransform' | 'closed'>, Pick<Ends, 'refusal'> {
	readonly inward: boolean;
}

function partsOf({ bytes, before, inward, isTransform, closed, refusal }: Framed): FrameParts {
	const { length } = bytes;
	if (before > 0) {
		const ends = [['before', before] as const, ['tail', length] as const];
		return { parts: partsTo(length, ends) };
	}
	if (isTransform) {
		return inward
			? netstringParts(bytes, { kind: 'request', ended: closed !== undefined || refusal !== undefined, refusal })
			: netstringParts(bytes, { kind: 'reply', ended: closed !== undefined });
	}
	// The whole connection is the poem's frame.
	const end = closed?.how === 'ended' ? length : Number.POSITIVE_INFINITY;
	return { parts: partsTo(length, [inward ? ['extra', length] : ['poem', end]]) };
}

/** One end's view of one direction. */
interface Side {
	readonly marks: readonly Mark[];
	readonly pieces: readonly StreamPiece[];
	readonly length: number;
}

type DataEvent = Extract<LabEvent, { readonly data: Uint8Array }>;

/** The bytes of one direction as one end tells them with one type of event; `total` bytes in all, where that is known, `before` of them before the recording. */
function readSide(link: Link, type: DataEvent['type'], total: number | undefined, before: number): Side {
	const events = link.events.filter((event): event is DataEvent => event.type === type);
	const begun = link.opened ?? link.dial;
	const marks: Mark[] = [];
	const pieces: StreamPiece[] = [];
	const kept = events.reduce((sum, { data, dataBytes = data.length }) => sum + dataBytes, 0);
	// What is kept is the end of it all: the oldest events go first, and a recording may begin in the middle.
	let at = total === undefined ? before : Math.max(0, total - kept);
	for (const { data, dataBytes = data.length, time } of events) {
		if (dataBytes > 0) {
			pieces.push({ from: at, data });
			marks.push({ from: at, to: at + dataBytes, atMs: begun ? Math.max(0, time - begunAt(begun)) : 0 });
			at += dataBytes;
		}
	}
	return { marks, pieces, length: at };
}
