import { expect, test } from 'vitest';
import { nPlus7 } from '../../source/transforms/n-plus-7.ts';

test('after the last noun the dictionary begins again', async () => {
	expect(await nPlus7('the zzzzzz and the hand')).toMatch(/^the a[a-z]+ and the ha[a-z]+$/);
});

test('a noun moves on in the alphabet, never back', async () => {
	for (const noun of ['heart', 'tiger', 'forest', 'moon', 'sea', 'night']) {
		const [, next = ''] = (await nPlus7(`the ${noun}`)).split(' ');
		expect(next > noun).toBe(true);
		expect(next.startsWith(noun.slice(0, 1))).toBe(true);
	}
});

test.each([
	['a plural stays a plural', 'In the forests of the night', 'In the foursomes of the nomad'],
	['capitals stay', 'Hope is a thing', 'Hostage is a tic'],
	['a possessive ending stays', 'the violet’s head', 'the voice’s help'],
	['words in a hyphenated word are replaced one by one', 'our eye-beams', 'our farm-bellies'],
	[
		'spacing, CRLF and emoji stay',
		'  the hand\r\n\r\n\tof 👩‍👩‍👧 night\r\n',
		'  the haste\r\n\r\n\tof 👩‍👩‍👧 nomad\r\n',
	],
	['words that are no nouns stay', 'Could frame thy fearful', 'Could frame thy fearful'],
	[
		'a word with an accent stays, however it is encoded',
		'the hande\u0301 and the hand\u0301',
		'the hande\u0301 and the hand\u0301',
	],
	['other scripts stay', '床前明月光 ὦ ξεῖν’ Я вас любил', '床前明月光 ὦ ξεῖν’ Я вас любил'],
	['an empty poem stays empty', '', ''],
])('%s', async (_, poem, expected) => {
	expect(await nPlus7(poem)).toBe(expected);
});

test('a poem in another language stays, although some of its words look like English nouns', async () => {
	const poem = 'Son pain, son pot, sa table et sa lampe: la nature, la force, la source, le port';
	expect(await nPlus7(poem)).toBe(poem);
});

test('the same poem gives the same result each time', async () => {
	const poem = 'What immortal hand or eye\nCould frame thy fearful symmetry?\n';
	expect(await nPlus7(poem)).toBe(await nPlus7(poem));
});
