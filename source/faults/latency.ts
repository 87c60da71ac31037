import { streamFault } from './fault.ts';

/** Holds back everything that the server says, by about the same time: what was said in quick succession stays so. */
export const latency = streamFault({
	name: 'latency',
	summary: 'Holds back everything that the server says.',
	settings: {
		ms: { summary: 'How long', unit: 'ms', byDefault: 300, min: 0, max: 600_000, whole: false },
		jitter: {
			summary: 'How much longer or shorter, at most',
			unit: 'ms',
			byDefault: 0,
			min: 0,
			max: 600_000,
			whole: false,
		},
	},
	openConnections: 'Open connections: what is said from now on.',
	async *strike(pieces, { ms, jitter }, { random, clock, off, tell }) {
		const draw = () => Math.max(0, ms + (2 * random() - 1) * jitter);
		const firstMs = draw();
		let said = false;
		for await (const piece of pieces) {
			if (off.aborted) {
				yield piece;
				continue;
			}
			const heldMs = said ? draw() : firstMs;
			if (!said) {
				tell(`held back ${Math.round(heldMs)} ms`);
			}
			said = true;
			await clock.sleep(Math.max(0, piece.saidAt + heldMs - clock.now()), off);
			yield piece;
		}
		// A close without a word is an answer as well.
		if (!said && !off.aborted) {
			tell(`held back ${Math.round(firstMs)} ms`);
			await clock.sleep(firstMs, off);
		}
	},
});
