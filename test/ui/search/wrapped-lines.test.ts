import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findText } from '../../../source/ui/search/find.ts';
import { markRow } from '../../../source/ui/search/search-row.ts';
import { matchCount, placeMatches } from '../../../source/ui/search/wrapped-lines.ts';
import { rowText, span } from '../../../source/ui/text/rows.ts';
import { wrapLine } from '../../../source/ui/text/wrap.ts';

const placed = (lines: readonly string[], width: number, query: string) =>
	placeMatches(
		lines.map(text => ({ text, rows: wrapLine(text, width) })),
		text => findText(text, query),
	);

describe('matches in wrapped lines', () => {
	it('that go over two rows are one match in two pieces', () => {
		const found = placed(['one two three'], 9, 'two three');
		expect(found).toEqual([
			{ row: 0, match: 0, from: 4, to: 7 },
			{ row: 1, match: 0, from: 2, to: 7 },
		]);
		expect(matchCount(found)).toBe(1);
	});

	it('stand on exactly the characters that were looked for, at any width', () => {
		const words = fc.array(fc.constantFrom('the', 'sun', '雨雨', 'a', 'longerword'), { minLength: 1, maxLength: 20 });
		fc.assert(
			fc.property(fc.array(words, { maxLength: 4 }), fc.integer({ min: 6, max: 40 }), (lines, width) => {
				const texts = lines.map(line => line.join(' '));
				const rows = texts.flatMap(text => wrapLine(text, width));
				const found = placed(texts, width, 'sun');
				const shown = found.map(({ row, from, to }) => rows[row]?.slice(from, to)).join('');
				expect(shown).toBe('sun'.repeat(texts.join('\n').split('sun').length - 1));
			}),
			{ numRuns: 500 },
		);
	});

	it('are marked in a row without changing its text', () => {
		const row = [span('  '), span('where, like', 'title'), span(' a pillow')];
		const marked = markRow(row, [
			{ from: 4, to: 6, current: false },
			{ from: 11, to: 16, current: true },
		]);
		expect(rowText(marked)).toBe(rowText(row));
		expect(marked.filter(({ inverse }) => inverse === true).map(({ text }) => text)).toEqual(['er', 'ke', ' a ']);
	});
});
