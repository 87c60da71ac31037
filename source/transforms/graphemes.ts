// Made when it is first wanted: a segmenter takes some ten milliseconds to set up.
let segmenter: Intl.Segmenter | undefined;

/** Splits text into grapheme clusters: what a reader takes for one character, accents and joined emoji included. */
export function graphemes(text: string): readonly string[] {
	segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
	return Array.from(segmenter.segment(text), ({ segment }) => segment);
}
