import { streamFault } from './fault.ts';

/** Accepts the connection, and keeps everything that the server says to itself. */
export const hang = streamFault({
	name: 'hang',
	summary: 'Accepts connections and never answers.',
	settings: {},
	openConnections: 'Open connections: silent from now on. Taken off, what was kept back is sent.',
	async *strike(pieces, _settings, { off, tell }) {
		tell('keeps everything back, and the connection open');
		await aborted(off);
		yield* pieces;
	},
});

function aborted(signal: AbortSignal): Promise<void> {
	return new Promise(resolve => {
		if (signal.aborted) {
			resolve();
		} else {
			signal.addEventListener('abort', () => resolve(), { once: true });
		}
	});
}
