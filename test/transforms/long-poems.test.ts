import { expect, test } from 'vitest';
import { acrostic } from '../../source/transforms/acrostic.ts';
import { nPlus7 } from '../../source/transforms/n-plus-7.ts';
import { piglatin } from '../../source/transforms/piglatin.ts';
import { snowball } from '../../source/transforms/snowball.ts';
import { transforms } from '../../source/transforms/transforms.ts';

const size = 1_000_000;
const long = 'a'.repeat(size);
// A transform that is not linear in one of these never comes to an end within the time of a test.
const poems = [
	['one word', long],
	['one word that ends in a digit', `${long}1`],
	['short lines', 'a\n'.repeat(size / 2)],
	['short words', 'dog '.repeat(size / 4)],
	['joined emoji', '👩‍👩‍👧'.repeat(size / 20)],
	['accents on one letter', `a${'\u0301'.repeat(size)}`],
	['apostrophes', "a'".repeat(size / 2)],
	['newlines', '\n'.repeat(size)],
	['carriage returns', `${'\r'.repeat(size)}a`],
	['spaces', ' '.repeat(size)],
] as const;
const quick = transforms.filter(({ name }) => name !== 'gibberish' && name !== 'slow');

test.each(quick.flatMap(({ name, apply }) => poems.map(([input, poem]) => ({ name, input, poem, apply }))))(
	'$name gives a result for a megabyte of $input',
	async ({ poem, apply }) => {
		expect(typeof (await apply(poem))).toBe('string');
	},
);

test.each([
	['piglatin', piglatin],
	['n-plus-7', nPlus7],
])('%s leaves a word over 64 letters alone, and changes its neighbours', async (_, apply) => {
	const word = 'd'.repeat(65);
	const result = await apply(`the tiger ${word} tiger`);
	expect(result).toMatch(new RegExp(`^\\S+ \\S+ ${word} \\S+$`));
	expect(result).not.toContain('tiger');
});

test('a snowball takes no word over 64 letters', () => {
	expect(snowball(`${'d'.repeat(65)} a`)).toBe('a');
});

test('an initial takes no more accents than can be read', () => {
	expect(acrostic(`a${'\u0301'.repeat(100)}`)).toMatch(/^A\u0301{16} │ a\u0301{100}$/);
});

test('n-plus-7 lets the event loop turn while it works on a long poem', async () => {
	let turns = 0;
	let isDone = false;
	const count = () => {
		turns++;
		if (!isDone) {
			setImmediate(count);
		}
	};
	await nPlus7('the tiger');
	setImmediate(count);
	await nPlus7('The tiger of the night was burning.\n'.repeat(300));
	isDone = true;
	expect(turns).toBeGreaterThan(10);
});
