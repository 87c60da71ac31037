import { expect, test } from 'vitest';
import { didYouMean, nearest } from '../../../source/cli/flags/nearest.ts';

const words = ['serve', 'get', 'crowd', 'replay', 'lesson', 'transform', 'transforms'];

test.each([
	['a letter changed', 'crowt', 'crowd'],
	['a letter left out', 'trasform', 'transform'],
	['a letter too many', 'repplay', 'replay'],
	['two letters swapped', 'gte', 'get'],
	['a word that was not finished', 'les', 'lesson'],
	['another case', 'SERVE', 'serve'],
])('with %s, %s was meant to be %s', (_, given, meant) => {
	expect(nearest(given, words)).toBe(meant);
});

test.each(['moon', 'x', '', 'got it', 'constructor'])('nothing is near “%s”', given => {
	expect(nearest(given, words)).toBeUndefined();
	expect(didYouMean(given, words)).toBe('.');
});

test('what is nearest is told as a person writes it', () => {
	expect(didYouMean('serv', words, word => `--${word}`)).toBe(': did you mean --serve?');
});
