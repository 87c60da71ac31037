import { visibleText } from '../../wire/visible-text.ts';
import { type Look, theme } from '../theme.ts';
import type { Row, Span } from './rows.ts';

/** What a terminal can show: all looks; all but colours, as NO_COLOR asks; or only the text. */
export type Palette = 'colour' | 'weight' | 'plain';

const codes = {
	red: 31,
	green: 32,
	yellow: 33,
	magenta: 35,
	cyan: 36,
	gray: 90,
	blueBright: 94,
} as const;

/** The palette that the environment asks for, by the names that most programs know. */
export function paletteOf(environment: { readonly [name: string]: string | undefined }): Palette {
	const { FORCE_COLOR: forced, NO_COLOR: none, TERM: terminal } = environment;
	if (forced === '0' || forced === 'false' || (forced === undefined && terminal === 'dumb')) {
		return 'plain';
	}
	return forced === undefined && none !== undefined && none !== '' ? 'weight' : 'colour';
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u001f\u007f-\u009f]/;

/** A row as the terminal takes it. No control character of a text gets through, wherever it came from. */
export function paintRow(row: Row, palette: Palette): string {
	let painted = '';
	for (const piece of row) {
		const { text } = piece;
		const safe = controls.test(text) ? visibleText(text).replaceAll('\n', '␊') : text;
		painted += palette === 'plain' || text === '' ? safe : paint(safe, piece, palette);
	}
	return painted;
}

function paint(text: string, { tone = 'plain', bold, inverse, underline }: Span, palette: Palette): string {
	const { color, dimColor, bold: bright }: Look = theme[tone];
	// Spaces have no colour: without codes about them they cost nothing.
	if (!inverse && /^ *$/.test(text)) {
		return text;
	}
	const colour = palette === 'colour' && color !== undefined ? codes[color] : undefined;
	const heavy = bold === true || bright === true;
	const open = `${dimColor ? '\u001b[2m' : ''}${heavy ? '\u001b[1m' : ''}${underline ? '\u001b[4m' : ''}${inverse ? '\u001b[7m' : ''}${colour === undefined ? '' : `\u001b[${colour}m`}`;
	const close = `${colour === undefined ? '' : '\u001b[39m'}${inverse ? '\u001b[27m' : ''}${underline ? '\u001b[24m' : ''}${heavy || dimColor ? '\u001b[22m' : ''}`;
	return open + text + close;
}
