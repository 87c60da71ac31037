import { wrapWords } from '../text/wrap.ts';

/** A no-break space, which `wrapWords` takes for a letter. */
const unbreakable = '\u00a0';

/** Words in rows of at most so many columns. What stands in quotation marks stays in one row where it has room: in a netstring each space counts. */
export function wrapCard(text: string, width: number): readonly string[] {
	const whole = text.replaceAll(/“[^”]+”[,.:]?/g, quoted =>
		quoted.length <= width ? quoted.replaceAll(' ', unbreakable) : quoted,
	);
	return wrapWords(whole, width).map(row => row.replaceAll(unbreakable, ' '));
}
