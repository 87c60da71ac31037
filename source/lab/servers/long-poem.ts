import type { Poem } from './poems.ts';

/** The length in bytes: more than the buffers of two sockets on one machine hold together. */
const leastBytes = 24_000_000;

/** The shortest poem, repeated until it is too long for any socket's buffers, with a name that no other poem has. */
export function longPoem(poems: readonly Poem[]): Poem {
	const shortest = poems.reduce((a, b) => (b.bytes.length < a.bytes.length ? b : a));
	let name = `long-${shortest.name}`;
	while (poems.some(poem => poem.name === name)) {
		name = `long-${name}`;
	}
	const times = Math.ceil(leastBytes / shortest.bytes.length);
	return {
		name,
		title: `${shortest.title}, ${times.toLocaleString('en')} times`,
		bytes: Buffer.alloc(times * shortest.bytes.length, shortest.bytes),
	};
}
