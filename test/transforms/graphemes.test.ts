import { expect, test } from 'vitest';
import { graphemes } from '../../source/transforms/graphemes.ts';

test('accents stay with their letter and a joined emoji is one cluster', () => {
	expect(graphemes('e\u0301a👩‍👩‍👧詩')).toEqual(['e\u0301', 'a', '👩‍👩‍👧', '詩']);
});
