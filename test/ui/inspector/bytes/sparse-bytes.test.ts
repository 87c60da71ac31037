import { isUtf8 } from 'node:buffer';
import { expect, test } from 'vitest';
import { SparseBytes } from '../../../../source/ui/inspector/bytes/sparse-bytes.ts';

/** The bytes at both sides of every bound that RFC 3629 draws: for the first byte, the second, and later ones. */
const firsts = [
	0x00, 0x7f, 0x80, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5,
	0xf7, 0xf8, 0xff,
];
const seconds = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
const laters = [0x7f, 0x80, 0xbf, 0xc0];

/** The first character by Node's own check; empty where there is no valid one. */
function firstCharacter(bytes: Buffer): string {
	const count = [1, 2, 3, 4].find(length => isUtf8(bytes.subarray(0, length))) ?? 0;
	return bytes.toString('utf8', 0, count);
}

test('a character is found at an offset exactly where Node’s own check finds valid UTF-8', () => {
	const wrong: string[] = [];
	for (const first of firsts) {
		for (const second of seconds) {
			for (const third of laters) {
				for (const fourth of laters) {
					const data = Buffer.from([first, second, third, fourth]);
					if (new SparseBytes(4, [{ from: 0, data }]).characterAt(0) !== firstCharacter(data)) {
						wrong.push(data.toString('hex'));
					}
				}
			}
		}
	}
	expect(wrong).toEqual([]);
});

test('a character whose bytes came in two pieces is one, and none where a part of it is not kept', () => {
	const euro = Buffer.from('€');
	const pieces = [
		{ from: 0, data: euro.subarray(0, 2) },
		{ from: 2, data: euro.subarray(2) },
	];
	expect(new SparseBytes(3, pieces).characterAt(0)).toBe('€');
	expect(new SparseBytes(3, pieces.slice(0, 1)).characterAt(0)).toBe('');
});
