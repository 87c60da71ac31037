import { asciiOnly, graphemesOf } from './graphemes.ts';
import type { Environment } from './palette.ts';
import { textWidth } from './width.ts';

/** The glyphs that a terminal can draw: all, those of the Linux console's font, or ASCII. */
export type Glyphs = 'all' | 'console' | 'ascii';

/** The glyphs by the locale and TERM; all where no locale is set, since terminals of today show UTF-8. */
export function glyphsOf({ LC_ALL, LC_CTYPE, LANG, TERM }: Environment): Glyphs {
	const locale = [LC_ALL, LC_CTYPE, LANG].find(value => value !== undefined && value !== '');
	if (locale !== undefined && !/utf-?8/i.test(locale)) {
		return 'ascii';
	}
	return TERM === 'linux' ? 'console' : 'all';
}

/** A text with what the terminal cannot draw replaced, glyph by glyph, in as many columns. */
export function drawnGlyphs(text: string, glyphs: Glyphs): string {
	return glyphs === 'all' || asciiOnly.test(text)
		? text
		: graphemesOf(text)
				.map(glyph => drawnGlyph(glyph, textWidth(glyph), glyphs))
				.join('');
}

/** The glyph itself, or its replacement on this terminal, in as many columns. */
export function drawnGlyph(glyph: string, columns: number, glyphs: Glyphs): string {
	if (glyphs === 'all' || asciiOnly.test(glyph)) {
		return glyph;
	}
	if (controlPicture.test(glyph)) {
		return '^';
	}
	if (glyphs === 'console') {
		return inConsole[glyph] ?? (consoleHas.test(glyph) ? glyph : '?'.repeat(columns));
	}
	return inAscii[glyph] ?? '?'.repeat(columns);
}

/** A control character made visible. As `^`, half of the usual `^[`, it is told from a letter that the terminal lacks. */
const controlPicture = /^[\u2400-\u2421]$/;

/** Latin letters, and what the first fonts of PCs had. */
const consoleHas = /^[\u00a1-\u00ff│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀░▒▓•◄►▲▼↕↔↑↓←→∙√■]$/u;

const inConsole: Readonly<Record<string, string>> = {
	...same('╭', '┌'),
	...same('╮', '┐'),
	...same('╰', '└'),
	...same('╯', '┘'),
	...same('▸▶❯', '►'),
	...same('‹◀', '<'),
	...same('›', '>'),
	...same('●◐◆', '•'),
	...same('○◇', 'o'),
	...same('━┄╌╸╺╴╶', '─'),
	...same('┊╎⋮▏', '│'),
	...same('✗', 'x'),
	...same('✓', '√'),
	...same('↯', '!'),
	...same('…', '.'),
	...same('“”', '"'),
	...same('‘’', "'"),
	...same('–—', '-'),
	...same('▁▂', '_'),
	...same('▃▅', '▄'),
	...same('▆▇', '█'),
};

const inAscii: Readonly<Record<string, string>> = {
	...same('╭╮╰╯┌┐└┘├┤┬┴┼', '+'),
	...same('─┄╌╴╶–—', '-'),
	...same('━═╸╺', '='),
	...same('│┊╎⋮▏║', '|'),
	...same('▸▶❯►→›', '>'),
	...same('◀◄←‹', '<'),
	...same('↑▲', '^'),
	...same('↓▼', 'v'),
	...same('●◐◆•█▇▆', '*'),
	...same('○◇◌', 'o'),
	...same('▄▅▃', '-'),
	...same('▁▂', '_'),
	...same('✗×', 'x'),
	...same('✓√', 'v'),
	...same('↯', '!'),
	...same('…·', '.'),
	...same('“”', '"'),
	...same('‘’', "'"),
};

function same(glyphs: string, drawn: string): Record<string, string> {
	return Object.fromEntries(Array.from(glyphs, glyph => [glyph, drawn]));
}
