import { bytesText, part, Reset, streamFault } from './fault.ts';

/** A peer that is reset at once may never have seen the bytes before it. */
const graceMs = 25;

/** Resets the connection as soon as so many bytes have gone. */
export const reset = streamFault({
	name: 'reset',
	summary: 'Resets the connection in the middle.',
	settings: {
		after: { summary: 'How much is said first', unit: 'bytes', byDefault: 120, min: 0, max: 1e9, whole: true },
	},
	openConnections: 'Open connections: reset at once, where so many bytes have gone already.',
	async *strike(pieces, { after }, { sentBytes, clock, off, tell }) {
		let sent = sentBytes;
		const cut = () => {
			tell(`reset after ${bytesText(sent)}`);
			throw new Reset();
		};
		if (sent >= after && !off.aborted) {
			cut();
		}
		for await (const piece of pieces) {
			const room = after - sent;
			if (off.aborted || piece.data.length < room) {
				sent += piece.data.length;
				yield piece;
				continue;
			}
			if (room > 0) {
				sent = after;
				yield part(piece, 0, room);
				await clock.sleep(graceMs, off);
			}
			cut();
		}
	},
});
