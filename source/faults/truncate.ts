import { bytesText, part, streamFault } from './fault.ts';

/** Closes in order, as though all had been said, once there is more to say than so many bytes. */
export const truncate = streamFault({
	name: 'truncate',
	summary: 'Closes in order when only a part has been said.',
	settings: {
		after: { summary: 'How much is said first', unit: 'bytes', byDefault: 120, min: 0, max: 1e9, whole: true },
	},
	openConnections: 'Open connections: closed with the next bytes, where so many have gone already.',
	async *strike(pieces, { after }, { sentBytes, off, tell }) {
		let sent = sentBytes;
		for await (const piece of pieces) {
			if (!off.aborted && sent + piece.data.length > after) {
				if (sent < after) {
					yield part(piece, 0, after - sent);
				}
				tell(`closed in order after ${bytesText(Math.max(sent, after))}, with more to say`);
				return;
			}
			sent += piece.data.length;
			yield piece;
		}
	},
});
