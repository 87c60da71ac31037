import { expect, test } from 'vitest';
import type { Piece } from '../../source/faults/fault.ts';
import { hang } from '../../source/faults/hang.ts';

test('nothing goes out until it is taken off, and then everything does', async () => {
	const off = new AbortController();
	const told: string[] = [];
	async function* said(): AsyncGenerator<Piece> {
		yield { data: Buffer.from('poem'), saidAt: 0 };
	}
	const clock = { now: () => 0, sleep: () => Promise.resolve() };
	const strike = { kind: 'poetry', sentBytes: 0, random: Math.random, clock, off: off.signal } as const;
	const stream = hang.strike(said(), { p: 1 }, { ...strike, tell: what => told.push(what) });
	let first: IteratorResult<Piece, void> | undefined;
	const asked = stream.next().then(result => {
		first = result;
	});
	await new Promise(setImmediate);
	expect(first).toBeUndefined();
	expect(told).toEqual(['keeps everything back, and the connection open']);
	off.abort();
	await asked;
	expect(Buffer.from(first?.value?.data ?? []).toString()).toBe('poem');
	expect((await stream.next()).done).toBe(true);
});
