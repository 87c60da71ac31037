import { expect, it } from 'vitest';
import { searchRow } from '../../../source/ui/search/search-row.ts';
import { rowText } from '../../../source/ui/text/rows.ts';

const search = { query: 'fire', typing: false, index: 0 };

it('names the keys that go from match to match, and where the reader is', () => {
	expect(rowText(searchRow(search, 3, 40))).toMatch(/^ \/fire {3}n next {2}N back +1 of 3$/);
});

it('names no key for the next match where nothing was found, or while it is typed', () => {
	expect(rowText(searchRow(search, 0, 40))).toMatch(/^ \/fire +not found$/);
	expect(rowText(searchRow({ ...search, typing: true }, 3, 40))).toMatch(/^ \/fire▏ +1 of 3$/);
});
