import { shownText } from '../../wire/visible-text.ts';
import { asciiOnly } from './graphemes.ts';

/**
 * A text as it stands in a row, wherever it came from: safe for the terminal, and on one line. Whatever measures, cuts or
 * paints a text goes by this, so that the widths are those of what is seen. What is safe already stays as it is; only Thai
 * and Lao am are taken apart, which Ink takes for one column and terminals for two.
 */
export function shownInRow(text: string): string {
	return asciiOnly.test(text)
		? text
		: shownText(text).replaceAll('\n', '␊').replaceAll('\u0e33', '\u0e4d\u0e32').replaceAll('\u0eb3', '\u0ecd\u0eb2');
}
