import { describe, expect, test } from 'vitest';
import { fitting, joinedWays, nameIn } from '../../../source/ui/text/ways.ts';
import { textWidth } from '../../../source/ui/text/width.ts';

describe('a text with shorter ones for it', () => {
	test('is as long as there is room, and only the shortest is ever cut', () => {
		const ways = ['for the first byte', 'first byte', 'byte'];
		expect([20, 18, 17, 9, 3].map(width => fitting(ways, width))).toEqual([
			'for the first byte',
			'for the first byte',
			'first byte',
			'byte',
			'by…',
		]);
		expect(fitting([], 3)).toBe('');
	});

	test('of several parts is shortened before a part is left out, and the last part is the first to go', () => {
		expect(joinedWays([['miss'], ['timed out after 5 s', 'timed out'], ['1.2/3.0 kB']])).toEqual([
			'miss timed out after 5 s 1.2/3.0 kB',
			'miss timed out 1.2/3.0 kB',
			'miss timed out',
			'miss',
		]);
		expect(joinedWays([[''], ['alone'], []])).toEqual(['alone']);
		expect(joinedWays([])).toEqual([]);
	});
});

describe('a name in a narrow place', () => {
	test.each([
		['poetry/jabberwocky', 18, 'poetry/jabberwocky'],
		['poetry/jabberwocky', 17, 'po/jabberwocky'],
		['proxy/jabberwocky', 14, 'pr/jabberwocky'],
		['proxy/jabberwocky', 13, 'jabberwocky'],
		['proxy/jabberwocky', 8, 'jabberw…'],
		['transform', 6, 'trans…'],
		['[2001:db8::1]:10000', 15, '[2001:db…:10000'],
		['poems.example.org:10000', 15, 'poems.ex…:10000'],
		['proxy/poems.example.org:10000', 20, 'poems.example…:10000'],
		['127.0.0.1:10000', 8, '127.0.0…'],
		['127.0.0.1:10000', 9, '12…:10000'],
		['127.0.0.1:10000', 0, ''],
	])('%s in %i columns is %s', (name, width, shown) => {
		expect(nameIn(name, width)).toBe(shown);
		expect(textWidth(nameIn(name, width))).toBeLessThanOrEqual(width);
	});
});
