import { expect, test } from 'vitest';
import { cummingsify } from '../../source/transforms/cummingsify.ts';

test.each([
	['HERE IS MY POEM', 'here is my poem'],
	['ΟΔΥΣΣΕΥΣ, ΣΟΦΟΣ', 'οδυσσευς, σοφος'],
	['ÉTÉ Ève E\u0301', 'été ève e\u0301'],
	['詩 👩‍👩‍👧', '詩 👩‍👩‍👧'],
	['A\r\nB\r\n', 'a\r\nb\r\n'],
	['', ''],
])('%j becomes %j', (poem, expected) => {
	expect(cummingsify(poem)).toBe(expected);
});
