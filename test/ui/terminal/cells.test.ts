import { describe, expect, it } from 'vitest';
import { cellsOf, cellsText, type Layer, type Style } from '../../../source/ui/terminal/cells.ts';
import { type Row, span } from '../../../source/ui/text/rows.ts';

const style: Style = { look: ({ tone = 'plain' }) => (tone === 'plain' ? '' : tone), glyph: glyph => glyph };

function layer(x: number, y: number, width: number, rows: readonly Row[], opaque = false): Layer {
	return { rect: { x, y, width, height: rows.length }, rows, opaque };
}

function text(layers: readonly Layer[], columns: number, rows: number): string {
	return cellsText(cellsOf(layers, { columns, rows }, style));
}

describe('layers in cells', () => {
	it('stand at their places, and are cut where their rectangle or the terminal ends', () => {
		const one = layer(0, 0, 4, [[span('abcdef')], [span('x')]]);
		const other = layer(5, 1, 10, [[span('right')], [span('below')], [span('gone')]]);
		expect(text([one, other], 8, 3)).toBe('abcd\nx    rig\n     bel');
	});

	it('are covered by opaque ones, wherever those come in the tree', () => {
		const over = layer(2, 0, 3, [[span('o')]], true);
		expect(text([over, layer(0, 0, 8, [[span('underneath')]])], 8, 1)).toBe('uno  nea');
	});

	it('keep no half of a wide character', () => {
		const wide = layer(0, 0, 6, [[span('雨ニモ')]]);
		expect(text([wide, layer(3, 0, 1, [[span('|')]], true)], 6, 1)).toBe('雨 |モ');
		expect(text([wide], 3, 1)).toBe('雨');
	});

	it('give a space no look, unless one could see it', () => {
		const [row] = cellsOf(
			[layer(0, 0, 4, [[span('a b', 'hit'), { text: ' ', tone: 'hit', inverse: true }]])],
			{ columns: 5, rows: 1 },
			style,
		);
		expect(row?.looks).toEqual(['hit', '', 'hit', 'hit', '']);
	});

	it('hold no control character, even where somebody forgot', () => {
		expect(text([layer(0, 0, 20, [[span('a\u001b[2J\n\u0007b\u202e')]])], 20, 1)).toBe('a␛[2J␊␇b‹U+202E›');
	});
});
