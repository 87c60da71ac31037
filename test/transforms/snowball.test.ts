import { expect, test } from 'vitest';
import { snowball } from '../../source/transforms/snowball.ts';

test('each word is one letter longer, and is the next such word after the one before it', () => {
	expect(snowball('so I go on; two ants\n')).toBe('I\ngo\ntwo\nants\n');
});

test('after the end of the poem the search goes on at its beginning', () => {
	expect(snowball('two at a\n')).toBe('a\nat\ntwo\n');
});

test('it begins with the shortest word and ends before the first length that is missing', () => {
	expect(snowball('elephant two four on')).toBe('on\ntwo\nfour');
});

test('apostrophes and combining accents are not letters of their own', () => {
	expect(snowball('a’b e\u0301 we’d')).toBe('e\u0301\na’b\nwe’d');
});

test('the line ends of the poem are used', () => {
	expect(snowball('a be\r\nsee\r\n')).toBe('a\r\nbe\r\nsee\r\n');
});

test.each(['', '👩‍👩‍👧 42\n', '靜夜思\n李白, c. 726\n'])('%j has no words to count and stays as it is', poem => {
	expect(snowball(poem)).toBe(poem);
});
