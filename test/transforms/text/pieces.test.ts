import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maxPieceLength, piecesOf } from '../../../source/transforms/text/pieces.ts';

test('joining the pieces of any poem gives that poem, and none to work on is too long', () => {
	const part = fc.constantFrom('a'.repeat(65), ' ', ' '.repeat(300), '\n', 'dog ', 'é', '👩‍👩‍👧', "d's-".repeat(90));
	fc.assert(
		fc.property(fc.array(part, { maxLength: 400 }), parts => {
			const poem = parts.join('');
			const pieces = [...piecesOf(poem)];
			return (
				pieces.map(({ text }) => text).join('') === poem &&
				pieces.every(({ text, isKept }) => isKept || (text !== '' && text.length <= maxPieceLength))
			);
		}),
	);
});

test('a word over 64 letters is kept, and its neighbours are not', () => {
	const long = 'a'.repeat(65);
	expect([...piecesOf(`the ${long} dog`)]).toEqual([
		{ text: 'the ', isKept: false },
		{ text: long, isKept: true },
		{ text: ' dog', isKept: false },
	]);
});

test('a long poem is cut after a line', () => {
	const line = `${'dog '.repeat(20)}\n`;
	const pieces = [...piecesOf(line.repeat(100))];
	expect(pieces.length).toBeGreaterThan(10);
	expect(pieces.filter(({ text }) => !text.endsWith('\n'))).toEqual([]);
});
