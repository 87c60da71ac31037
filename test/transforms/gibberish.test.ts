import { expect, test } from 'vitest';
import { gibberish } from '../../source/transforms/gibberish.ts';

test.each(['', 'Tyger! Tyger!'])('%j makes it throw a GibberishError', poem => {
	expect(() => gibberish(poem)).toThrow(expect.objectContaining({ name: 'GibberishError', code: 'gibberish' }));
});
