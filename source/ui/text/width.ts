import stringWidth from 'string-width';
import { createCache } from './cache.ts';
import { asciiOnly, graphemesOf, runsOf } from './graphemes.ts';
import { shownInRow } from './shown.ts';

const widths = { ofTexts: createCache<number>(), ofRuns: createCache<number>() };

/**
 * The width of the text in columns, as it is shown in a row. Short texts are remembered, since a screen
 * shows the same ones again.
 */
export function textWidth(text: string): number {
	return asciiOnly.test(text) ? text.length : widths.ofTexts(text, () => widthOf(shownInRow(text)));
}

function widthOf(text: string): number {
	return runsOf(text).reduce((total, { text: run, columns }) => total + columnsOf(run, columns), 0);
}

function columnsOf(run: string, each: 1 | 2 | undefined): number {
	return each === undefined
		? widths.ofRuns(run, () => graphemesOf(run).reduce((total, grapheme) => total + stringWidth(grapheme), 0))
		: each * run.length;
}
