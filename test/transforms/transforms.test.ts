import { expect, test } from 'vitest';
import { transforms } from '../../source/transforms/transforms.ts';

test('the transforms are offered in this order', () => {
	expect(transforms.map(({ name }) => name)).toEqual([
		'cummingsify',
		'shout',
		'reverse-lines',
		'reverse-words',
		'rot13',
		'piglatin',
		'acrostic',
		'snowball',
		'n-plus-7',
		'gibberish',
		'slow',
	]);
});

test.each(transforms)('the summary of $name is one sentence that fits in a picker', ({ summary }) => {
	expect(summary).toMatch(/^[A-Z][^.]{9,58}\.$/);
});

const quick = transforms.filter(({ name }) => name !== 'gibberish' && name !== 'slow');

test.each(quick)('$name gives a poem without new control characters', async ({ apply }) => {
	const poem = 'The Tyger of the night\r\n\r\n  what immortal hand, é e\u0301 詩 👩‍👩‍👧 ΟΔΥΣΣΕΥΣ\r\n';
	expect((await apply(poem)).replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
});

test.each(quick)('$name leaves an empty poem empty', async ({ apply }) => {
	expect(await apply('')).toBe('');
});

test.each(quick)('$name splits no grapheme cluster', async ({ name, apply }) => {
	const result = await apply('🇫🇷 👩‍👩‍👧 sang n\u0303andu\u0301 of the night\n👍🏽 again\n');
	expect(result).not.toMatch(/(?:^|[^\p{L}])\u0303|(?:^|[^\p{L}])\u0301/u);
	// A snowball is made of words only.
	const joined = name === 'snowball' ? [] : ['🇫🇷', '👩‍👩‍👧', '👍🏽'];
	expect(joined.filter(cluster => !result.includes(cluster))).toEqual([]);
});
