import type { BoxProps, TextProps } from 'ink';
import { createContext, useContext } from 'react';
import { drawnGlyphs, type Glyphs, glyphsOf } from '../text/glyphs.ts';
import { type ColourDepth, type Environment, type Palette, paletteOf } from '../text/palette.ts';
import type { Span } from '../text/rows.ts';
import { shownInRow } from '../text/shown.ts';
import { type ThemeName, type Tone, themes } from '../text/tones.ts';

/** The looks of tones, texts and borders on one terminal. */
export interface DrawnTheme {
	/** The looks of a piece of text. */
	look(span: Span): TextProps;
	/** A text as it can be drawn: safe, on one line, and with the glyphs that the terminal has. */
	drawn(text: string): string;
	/** The border of a panel. */
	border(isFocused: boolean): BoxProps;
	/** Chalk's level of colours: 1 for sixteen, 2 for 256. Without colours it still draws bold, faint and inverse. */
	readonly chalkLevel: 1 | 2;
}

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white'] as const;
const borders = { all: 'round', console: 'single', ascii: 'classic' } as const;

/** The theme for what a person chose and what the environment tells of the terminal. */
export function themeOf(environment: Environment, choice: ThemeName | 'auto' = 'auto'): DrawnTheme {
	return drawnTheme(paletteOf(environment, choice), glyphsOf(environment));
}

/** The theme of a palette, with the glyphs that the terminal has. */
export function drawnTheme(palette: Palette, glyphs: Glyphs = 'all'): DrawnTheme {
	const looks = new Map<string, TextProps>();
	const look = (span: Span): TextProps => {
		const key = `${span.tone} ${span.bold} ${span.inverse} ${span.underline}`;
		const known = looks.get(key) ?? lookOf(span, palette);
		looks.set(key, known);
		return known;
	};
	const drawn = (text: string): string => drawnGlyphs(shownInRow(text), glyphs);
	const borderOf = (tone: Tone): BoxProps => {
		const { color, dimColor } = lookOf({ text: '', tone }, palette);
		return {
			borderStyle: borders[glyphs],
			...(color !== undefined && { borderColor: color }),
			...(dimColor === true && { borderDimColor: true }),
		};
	};
	const [focused, other] = [borderOf('focused-border'), borderOf('border')];
	return {
		look,
		drawn,
		border: isFocused => (isFocused ? focused : other),
		chalkLevel: palette.depth === 'fixed' ? 2 : 1,
	};
}

/** The theme that all components draw with. */
export const ThemeContext = createContext<DrawnTheme>(drawnTheme({ depth: 'none', theme: 'dark' }));

/** The theme to draw with here. */
export function useTheme(): DrawnTheme {
	return useContext(ThemeContext);
}

/** The looks of a piece as Ink knows them. */
export function lookOf({ tone = 'plain', bold, inverse, underline }: Span, { depth, theme }: Palette): TextProps {
	const look = themes[theme][tone];
	const color = colourOf(look, depth);
	return {
		...(color !== undefined && { color }),
		...(look.faint === true && color === undefined && { dimColor: true }),
		...((bold === true || look.bold === true) && { bold: true }),
		...(underline === true && { underline: true }),
		...(inverse === true && { inverse: true }),
	};
}

function colourOf({ ansi, fixed }: (typeof themes)['dark'][Tone], depth: ColourDepth): string | undefined {
	if (depth === 'fixed' && fixed !== undefined) {
		return `ansi256(${fixed})`;
	}
	return depth === 'none' || ansi === undefined ? undefined : `${names[ansi % 8]}${ansi < 8 ? '' : 'Bright'}`;
}
