import { part, streamFault } from './fault.ts';

/** Cuts what the server says into pieces of odd sizes, each sent by itself. */
export const slice = streamFault({
	name: 'slice',
	summary: 'Sends everything in pieces of odd sizes.',
	settings: {
		bytes: { summary: 'The longest piece', unit: 'bytes', byDefault: 16, min: 1, max: 1_000_000, whole: true },
		ms: { summary: 'How long it rests in between', unit: 'ms', byDefault: 1, min: 0, max: 600_000, whole: false },
	},
	openConnections: 'Open connections: what is said from now on.',
	async *strike(pieces, { bytes, ms }, { random, clock, off, tell }) {
		let told = false;
		// A piece's size does not depend on how the server's own chunks fall: what is left of one goes on in the next.
		let left = 0;
		for await (const piece of pieces) {
			let at = 0;
			while (at < piece.data.length && !off.aborted) {
				if (left === 0) {
					left = 1 + Math.floor(random() * bytes);
					if (told) {
						await clock.sleep(ms, off);
					} else {
						told = true;
						tell(`sliced into pieces of 1 to ${bytes} bytes`);
					}
				}
				if (!off.aborted) {
					const to = Math.min(piece.data.length, at + left);
					yield part(piece, at, to);
					left -= to - at;
					at = to;
				}
			}
			if (at < piece.data.length) {
				yield part(piece, at);
			}
		}
	},
});
