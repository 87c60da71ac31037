import { describe, expect, it } from 'vitest';
import {
	firstMatchFrom,
	goToMatch,
	matchWords,
	noSearch,
	typeQuery,
	updateQuery,
} from '../../../source/ui/search/search-state.ts';

describe('a search as it goes on', () => {
	const search = { query: 'the', typing: false, index: 2 };

	it('goes round: past the last match comes the first, and before the first the last', () => {
		expect(goToMatch(search, 3, 3).index).toBe(0);
		expect(goToMatch(search, -1, 3).index).toBe(2);
		expect(goToMatch(search, 1, 0).index).toBe(0);
	});

	it('counts from 1, and says where nothing was found', () => {
		expect(matchWords(search, 12)).toBe('3 of 12');
		expect(matchWords(search, 0)).toBe('not found');
		expect(matchWords(noSearch, 0)).toBe('');
	});

	it('starts at the first match from where the reader is, and else at the first of all', () => {
		expect(firstMatchFrom([1, 5, 9], row => row < 4)).toBe(1);
		expect(firstMatchFrom([1, 5, 9], row => row < 10)).toBe(0);
	});

	it('is over when an empty query is kept or erased, or when it is closed', () => {
		const empty = { query: '', typing: true, index: 0 };
		expect(updateQuery(empty, 'accept')).toEqual(noSearch);
		expect(updateQuery(empty, 'erase')).toEqual(noSearch);
		expect(updateQuery({ ...search, typing: true }, 'close')).toEqual(noSearch);
		expect(updateQuery({ ...search, typing: true }, 'accept')).toEqual(search);
	});

	it('takes typed text without what cannot be seen', () => {
		expect(typeQuery({ query: 'a', typing: true, index: 3 }, 'b\u001b\n')).toEqual({
			query: 'ab',
			typing: true,
			index: 0,
		});
	});
});
