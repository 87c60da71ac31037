import { expect, test } from 'vitest';
import { shout } from '../../source/transforms/shout.ts';

test.each([
	['here is my poem', 'HERE IS MY POEM'],
	['Straße', 'STRASSE'],
	['οδυσσευς', 'ΟΔΥΣΣΕΥΣ'],
	['été e\u0301', 'ÉTÉ E\u0301'],
	['詩 👩‍👩‍👧', '詩 👩‍👩‍👧'],
	['a\r\nb\r\n', 'A\r\nB\r\n'],
	['', ''],
])('%j becomes %j', (poem, expected) => {
	expect(shout(poem)).toBe(expected);
});
