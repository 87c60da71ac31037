import { drawnGlyph, glyphsOf } from '../text/glyphs.ts';
import { type Environment, lookOf, paletteOf } from '../text/paint.ts';
import type { Span } from '../text/rows.ts';
import type { ThemeName } from '../theme.ts';
import type { Style } from './cells.ts';

/** How text looks on the terminal that the environment tells of. */
export function styleOf(environment: Environment, theme: ThemeName | 'auto'): Style {
	const palette = paletteOf(environment, theme);
	const glyphs = glyphsOf(environment);
	const looks = new Map<string, string>();
	const look = (span: Span): string => {
		const key = `${span.tone} ${span.bold} ${span.inverse} ${span.underline}`;
		const known = looks.get(key) ?? lookOf(span, palette);
		looks.set(key, known);
		return known;
	};
	return { look, glyph: (glyph, columns) => drawnGlyph(glyph, columns, glyphs) };
}
