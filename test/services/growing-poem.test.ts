import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GrowingPoem, type PoemCursor } from '../../source/services/growing-poem.ts';

/** Everything that this reader has not had. */
function readOn(poem: GrowingPoem, cursor: PoemCursor): Buffer {
	const pieces: Uint8Array[] = [];
	for (let piece = poem.read(cursor); piece !== undefined; piece = poem.read(cursor)) {
		pieces.push(piece);
	}
	return Buffer.concat(pieces);
}

test('every reader gets the whole poem, however it grew and whenever they read', () => {
	const chunk = fc.oneof(
		fc.uint8Array({ minLength: 1, maxLength: 20 }),
		fc.integer({ min: 1, max: 20_000 }).map(length => Buffer.alloc(length, length)),
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(chunk, fc.boolean())), chunks => {
			const poem = new GrowingPoem();
			const eager = { block: 0, at: 0 };
			const had: Buffer[] = [];
			for (const [bytes, reads] of chunks) {
				poem.append(Buffer.from(bytes));
				if (reads) {
					had.push(readOn(poem, eager));
				}
			}
			had.push(readOn(poem, eager));
			const whole = Buffer.concat(chunks.map(([bytes]) => bytes));
			expect(Buffer.concat(had).equals(whole)).toBe(true);
			expect(readOn(poem, { block: 0, at: 0 }).equals(whole)).toBe(true);
			expect(Buffer.concat(poem.pieces()).equals(whole)).toBe(true);
			expect(poem.bytes).toBe(whole.length);
		}),
	);
});

test('a poem that came in many small chunks is kept in one piece that holds nothing else', () => {
	const poem = new GrowingPoem();
	for (let line = 0; line < 100; line += 1) {
		poem.append(Buffer.from('ten bytes\n'));
	}
	const [piece, ...more] = poem.pieces();
	expect(more).toEqual([]);
	expect(piece?.length).toBe(1_000);
	expect(piece?.buffer.byteLength).toBeLessThanOrEqual(8_192);
});

test('whoever keeps a piece of a short poem keeps little else', () => {
	const poem = new GrowingPoem();
	poem.append(Buffer.from('ten bytes\n'));
	expect(poem.read({ block: 0, at: 0 })?.buffer.byteLength).toBeLessThanOrEqual(1_024);
});

test('a large chunk is kept as it came, not copied', () => {
	const poem = new GrowingPoem();
	const chunk = Buffer.alloc(65_536);
	poem.append(chunk);
	expect(poem.pieces()[0]?.buffer).toBe(chunk.buffer);
});
