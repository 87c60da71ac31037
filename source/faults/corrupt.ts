import { type Piece, streamFault } from './fault.ts';

const digits = { first: 0x30, last: 0x39 } as const;
/** A letter changes its case, a colon becomes a control character: wrong for certain, whatever the byte was. */
const flipped = 0x20;

/** Makes one byte wrong: of a poem any of the first ones, of a netstring the colon after its length. */
export const corrupt = streamFault({
	name: 'corrupt',
	summary: 'Makes one byte wrong: in a netstring, its colon.',
	settings: {
		within: {
			summary: 'It is one of so many first bytes',
			unit: 'bytes',
			byDefault: 40,
			min: 1,
			max: 1e9,
			whole: true,
		},
	},
	openConnections: 'Open connections: only those that have not been sent the byte yet.',
	async *strike(pieces, { within }, { kind, sentBytes, random, off, tell }) {
		const drawn = Math.floor(random() * within);
		let sent = sentBytes;
		// Where a part of a netstring has gone already, its colon has as well.
		let done = kind === 'transform' && sent > 0;
		for await (const piece of pieces) {
			const at = kind === 'transform' ? piece.data.findIndex(isNoDigit) : drawn - sent;
			const was = piece.data[at];
			if (!done && !off.aborted && was !== undefined) {
				done = true;
				const before = sent + at;
				tell(`${hex(was)} became ${hex(was ^ flipped)} after ${before} ${before === 1 ? 'byte' : 'bytes'}`);
				yield withByte(piece, at, was ^ flipped);
			} else {
				yield piece;
			}
			sent += piece.data.length;
		}
	},
});

function isNoDigit(byte: number): boolean {
	return byte < digits.first || byte > digits.last;
}

/** A copy: the bytes are the server's own, and other connections are sent the same ones. */
function withByte({ data, saidAt }: Piece, at: number, byte: number): Piece {
	const changed = new Uint8Array(data);
	changed[at] = byte;
	return { data: changed, saidAt };
}

function hex(byte: number): string {
	return byte.toString(16).padStart(2, '0');
}
