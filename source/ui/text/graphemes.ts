const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
const asciiOnly = /^[\u0020-\u007e]*$/;

/** The text's characters as a person counts them. */
export function graphemesOf(text: string): string[] {
	return asciiOnly.test(text) ? text.split('') : Array.from(segmenter.segment(text), ({ segment }) => segment);
}
