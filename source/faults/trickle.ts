import { part, streamFault } from './fault.ts';

/** Lets only so many bytes through at a time, and rests in between. */
export const trickle = streamFault({
	name: 'trickle',
	summary: 'Lets only a few bytes through at a time.',
	settings: {
		bytes: { summary: 'How many at a time', unit: 'bytes', byDefault: 10, min: 1, max: 1_000_000, whole: true },
		ms: { summary: 'How long it rests in between', unit: 'ms', byDefault: 100, min: 1, max: 600_000, whole: false },
	},
	openConnections: 'Open connections: what is said from now on.',
	async *strike(pieces, { bytes, ms }, { clock, off, tell }) {
		let told = false;
		for await (const piece of pieces) {
			let at = 0;
			while (at < piece.data.length && !off.aborted) {
				if (told) {
					await clock.sleep(ms, off);
				} else {
					told = true;
					tell(`slowed to ${bytes} bytes every ${ms} ms`);
				}
				if (!off.aborted) {
					yield part(piece, at, at + bytes);
					at += bytes;
				}
			}
			if (at < piece.data.length) {
				yield part(piece, at);
			}
		}
	},
});
