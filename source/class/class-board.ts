import { listOf, type Reply } from './engine.ts';
import { keys } from './keys.ts';
import type { ClassLink } from './link.ts';

/** A lab that the class has heard of. */
export interface HeardLab {
	readonly name: string;
	/** The last that it told of itself: a stranger's text. */
	readonly told: string;
	/** The time since then, in milliseconds, by the engine's clock. */
	readonly agoMs: number;
	/** Its name is taken: it is in the class now. */
	readonly isThere: boolean;
}

/** Every lab that the class has heard of, and nobody has dismissed. Rejects with a {@link ClassError}. */
export async function heardLabs(link: ClassLink): Promise<readonly HeardLab[]> {
	const [told, heard, time] = await Promise.all([
		link.run(['HGETALL', keys.labs]),
		link.run(['HGETALL', keys.heard]),
		link.run(['TIME']),
	]);
	const names = [...pairsIn(told).keys()];
	const holders = names.length === 0 ? [] : listOf(await link.run(['MGET', ...names.map(keys.lab)]));
	const [seconds = 0, microseconds = 0] = listOf(time).map(Number);
	const now = seconds * 1_000 + microseconds / 1_000;
	const heardAt = pairsIn(heard);
	return Array.from(pairsIn(told), ([name, text], at) => ({
		name,
		told: text,
		agoMs: Math.max(0, now - Number(heardAt.get(name) ?? now)),
		isThere: (holders[at] ?? null) !== null,
	}));
}

/** Removes labs from the board, for everybody; one that tells of itself again comes back. Rejects with a {@link ClassError}. */
export async function dismissLabs(link: ClassLink, names: readonly string[]): Promise<void> {
	if (names.length > 0) {
		await link.run(['HDEL', keys.labs, ...names]);
		await link.run(['HDEL', keys.heard, ...names]);
	}
}

function pairsIn(reply: Reply): ReadonlyMap<string, string> {
	const flat = listOf(reply).map(String);
	return new Map(flat.flatMap((key, at) => (at % 2 === 0 ? [[key, flat[at + 1] ?? ''] as const] : [])));
}
