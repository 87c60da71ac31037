/** Seeds go from 0 to this. */
export const maxSeed = 0xffff_ffff;

/**
 * A row of numbers from 0 up to 1, the same for the same seed and names: mulberry32, seeded with the names' FNV-1a hash
 * over the seed. Each connection has its own, so that timing never changes what is drawn.
 */
export function randomRow(seed: number, ...names: readonly (string | number)[]): () => number {
	let state = hashed(seed, names.join('\n'));
	return () => {
		state = (state + 0x6d2b_79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
	};
}

function hashed(seed: number, text: string): number {
	let hash = 0x811c_9dc5;
	for (const byte of [seed & 0xff, (seed >>> 8) & 0xff, (seed >>> 16) & 0xff, seed >>> 24, ...Buffer.from(text)]) {
		hash = Math.imul(hash ^ byte, 0x0100_0193) >>> 0;
	}
	return hash;
}
