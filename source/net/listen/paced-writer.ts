import type { Writable } from 'node:stream';
import type { ConnectionLog } from './connection-log.ts';

/** The most that is written at once, in bytes, so that a slow peer's progress is seen: more to a peer that takes all at once. */
const slice = { least: 65_536, most: 524_288 } as const;
/** The most that is said to one peer, however fast it takes it, before others have their turn, in bytes. */
const turnBytes = 4_194_304;
const settled = Promise.resolve();

/** Writes on a socket, only as fast as the peer takes it, and tells of it. */
export class PacedWriter {
	readonly #socket: Writable;
	readonly #log: ConnectionLog;
	/** Bytes that were written since the peer, or others, were last waited for. */
	#inTurn = 0;

	constructor(socket: Writable, log: ConnectionLog) {
		this.#socket = socket;
		this.#log = log;
	}

	/** Writes these bytes; false where the peer is behind, or where it is the turn of others: then `drained` is to be awaited. */
	write(data: Uint8Array): boolean {
		this.#log.tellSent(data);
		const isTaken = this.#socket.write(data);
		this.#inTurn += data.length;
		if (isTaken && this.#inTurn < turnBytes) {
			return true;
		}
		this.#inTurn = 0;
		return false;
	}

	/** Writes these bytes as the last ones, in slices that grow while the system takes each at once. */
	end(data: Uint8Array): void {
		if (data.length <= slice.least) {
			this.#endWith(data);
		} else {
			void this.#endInSlices(data);
		}
	}

	/** Fulfilled when the peer has taken what was written, and others had their turn, or when the peer has gone. */
	drained(): Promise<void> {
		const socket = this.#socket;
		if (socket.destroyed) {
			return settled;
		}
		return new Promise(resolve => {
			if (!socket.writableNeedDrain) {
				setImmediate(resolve);
				return;
			}
			const settle = () => {
				socket.off('drain', settle);
				socket.off('close', settle);
				resolve();
			};
			socket.on('drain', settle);
			socket.on('close', settle);
		});
	}

	/** Bytes that were written, and that the system has not taken yet. */
	get untakenBytes(): number {
		return this.#socket.writableLength;
	}

	async #endInSlices(data: Uint8Array): Promise<void> {
		let at = 0;
		let sliceBytes: number = slice.least;
		while (data.length - at > sliceBytes) {
			const isTaken = this.write(data.subarray(at, at + sliceBytes));
			at += sliceBytes;
			sliceBytes = isTaken ? Math.min(sliceBytes * 2, slice.most) : slice.least;
			if (!isTaken) {
				await this.drained();
				if (this.#socket.destroyed) {
					return;
				}
			}
		}
		this.#endWith(data.subarray(at));
	}

	#endWith(data: Uint8Array): void {
		this.#log.tellSent(data);
		this.#socket.end(data);
	}
}
