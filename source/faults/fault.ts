import type { Clock } from '../events/clock.ts';
import type { ServerKind } from '../events/events.ts';

/** Some bytes on their way from a server to its peer. */
export interface Piece {
	readonly data: Uint8Array;
	/** When the server said them, by the strike's clock. */
	readonly saidAt: number;
}

/** One connection that a fault strikes. */
export interface Strike {
	readonly kind: ServerKind;
	/** The bytes that the peer had been sent before the fault came between. */
	readonly sentBytes: number;
	/** Gives the next random number of this connection, from 0 up to 1; the seed decides it. */
	readonly random: () => number;
	readonly clock: Clock;
	/**
	 * Aborts when the fault is taken off, or when the connection is over. From then on what the fault still has, and what
	 * still comes, goes on unchanged and at once.
	 */
	readonly off: AbortSignal;
	/** Tells the fault's effect, once and in words: `reset after 120 bytes`. */
	readonly tell: (what: string) => void;
}

/** One number that a person can set about a fault. */
export interface Setting {
	readonly name: string;
	/** One plain sentence, without its full stop. */
	readonly summary: string;
	/** `ms`, `bytes`, or nothing. */
	readonly unit: 'ms' | 'bytes' | '';
	readonly byDefault: number;
	readonly min: number;
	readonly max: number;
	/** True where only whole numbers make sense. */
	readonly whole: boolean;
}

/** The settings by their names, complete and within their bounds. */
export type Settings = Readonly<Record<string, number>>;

interface Described {
	readonly name: string;
	/** One plain sentence about its effect. */
	readonly summary: string;
	/** In the order in which they can be given without their names. */
	readonly settings: readonly Setting[];
	/** One plain sentence about its effect on connections that are open already. */
	readonly openConnections: string;
}

/** A failure that can be switched on for one server. */
export type Fault = StreamFault | ListenerFault;

/**
 * A fault that comes between a server's words and its socket. What it makes of the pieces is what the peer gets: the end
 * of the stream closes the connection in order, and a {@link Reset} that is thrown resets it.
 *
 *     server ──> pieces ──> fault ──> pieces ──> socket
 */
export interface StreamFault extends Described {
	readonly strikes: 'stream';
	strike(pieces: AsyncIterable<Piece>, settings: Settings, strike: Strike): AsyncGenerator<Piece, void, undefined>;
}

/** A fault that keeps a server from accepting connections at all. */
export interface ListenerFault extends Described {
	readonly strikes: 'listener';
}

/** Thrown by a fault to reset its connection. */
export class Reset extends Error {
	override readonly name = 'Reset';
}

const probability: Setting = {
	name: 'p',
	summary: 'How likely it strikes a connection',
	unit: '',
	byDefault: 1,
	min: 0,
	max: 1,
	whole: false,
};

/** A fault on a stream, from its own settings by name; the probability is one more of them, and the last. */
export function streamFault<K extends string>(described: {
	readonly name: string;
	readonly summary: string;
	readonly settings: Readonly<Record<K, Omit<Setting, 'name'>>>;
	readonly openConnections: string;
	readonly strike: (
		pieces: AsyncIterable<Piece>,
		settings: Readonly<Record<K, number>>,
		strike: Strike,
	) => AsyncGenerator<Piece, void, undefined>;
}): StreamFault {
	const own = Object.entries<Omit<Setting, 'name'>>(described.settings).map(([name, setting]) => ({
		name,
		...setting,
	}));
	return { ...described, strikes: 'stream', settings: [...own, probability] };
}

/** A piece's bytes from one place to another, said when it was. */
export function part({ data, saidAt }: Piece, from: number, to = data.length): Piece {
	return { data: data.subarray(from, to), saidAt };
}

/** A number of bytes, in words. */
export function bytesText(bytes: number): string {
	return bytes === 1 ? '1 byte' : `${bytes} bytes`;
}
