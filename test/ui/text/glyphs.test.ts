import { describe, expect, it } from 'vitest';
import { drawnGlyph, glyphsOf } from '../../../source/ui/text/glyphs.ts';
import { signs } from '../../../source/ui/text/tones.ts';
import { textWidth } from '../../../source/ui/text/width.ts';

describe('what a terminal can draw', () => {
	it.each([
		[{}, 'all'],
		[{ LANG: 'en_GB.UTF-8' }, 'all'],
		[{ LANG: 'C.utf8' }, 'all'],
		[{ LANG: 'C' }, 'ascii'],
		[{ LANG: 'de_DE.UTF-8', LC_ALL: 'POSIX' }, 'ascii'],
		[{ LANG: 'C', LC_CTYPE: 'en_US.UTF-8' }, 'all'],
		[{ LANG: 'en_GB.UTF-8', TERM: 'linux' }, 'console'],
	] as const)('is told by the locale, the most special part of it first: %o is %s', (environment, expected) => {
		expect(glyphsOf(environment)).toBe(expected);
	});

	it('is never a glyph of another width, nor one that is not there', () => {
		const borders = '╭╮╰╯│─├┤┬┴┼━┄▁▂▃▄▅▆▇█→←↑↓▶';
		for (const sign of [...Object.values(signs), ...borders, 'é', '’', '雨', '␛']) {
			const columns = textWidth(sign);
			expect(textWidth(drawnGlyph(sign, columns, 'console'))).toBe(columns);
			expect(drawnGlyph(sign, columns, 'ascii')).toMatch(new RegExp(`^[ -~]{${columns}}$`));
		}
	});

	it('has a form of its own for all that the screen draws itself', () => {
		const own = [...Object.values(signs), ...'╸╺╴╶━─┄╌│┊╎⋮▏▁▂▃▄▅▆▇█├┤┬┴┼…·◇◆‹›▶◀'];
		for (const glyphs of ['console', 'ascii'] as const) {
			expect(own.filter(glyph => drawnGlyph(glyph, 1, glyphs) === '?')).toEqual([]);
		}
	});

	it('tells a control character from a letter that the terminal lacks', () => {
		expect([...'␛␊␀␡'].map(glyph => drawnGlyph(glyph, 1, 'ascii'))).toEqual(['^', '^', '^', '^']);
		expect([...'␛␊␀␡'].map(glyph => drawnGlyph(glyph, 1, 'console'))).toEqual(['^', '^', '^', '^']);
		expect(drawnGlyph('雨', 2, 'ascii')).toBe('??');
	});

	it('tells the signs apart that stand for different things', () => {
		const drawn = [signs.done, signs.pending, signs.failed, signs.fault, signs.selected];
		for (const glyphs of ['console', 'ascii'] as const) {
			expect(new Set(drawn.map(sign => drawnGlyph(sign, 1, glyphs))).size).toBe(drawn.length);
		}
	});

	it('is everything where everything can be drawn', () => {
		expect(drawnGlyph('╭', 1, 'all')).toBe('╭');
	});
});
