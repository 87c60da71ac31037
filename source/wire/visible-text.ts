/** What must not reach a terminal as it is. A CR before an LF is half of a line's end, so both are taken together. */
const unsafe = new RegExp(
	[
		String.raw`\r\n`,
		// Controls but the line feed, format characters (bidi, zero-width, tags), lone surrogates, private and unassigned ones,
		// line and paragraph separators, and whatever else is drawn as nothing (variation selectors, Hangul fillers).
		String.raw`[[\p{Cc}--\n]\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`,
		// A mark with no letter on its line before it would land on whatever the screen has there.
		String.raw`(?<=^|\n)\p{M}`,
		// Somebody's own ‹U+…›, which must not read like one of ours.
		String.raw`‹(?=U\+)`,
	].join('|'),
	'gv',
);
const picture = /^\p{Extended_Pictographic}$/u;
const tab = '    ';

/**
 * A stranger's text, safe for a terminal: C0 and DEL as control pictures (`␛`), a tab as four spaces, CR LF as LF, and
 * everything else that would steer, reorder or hide text as `‹U+202E›`. Only `\n` stays a control character. A selector
 * that asks for a picture's colourful form is left out, since terminals disagree about the width that it gives.
 */
export function visibleText(text: string): string {
	return text.replace(unsafe, visibleForm);
}

function visibleForm(found: string, at: number, text: string): string {
	const code = found.codePointAt(0) ?? 0;
	if (found === '\r\n') {
		return '\n';
	}
	if (found === '\t') {
		return tab;
	}
	if (code < 0x20) {
		return String.fromCharCode(0x2400 + code);
	}
	if (code === 0x7f) {
		return '\u2421';
	}
	if (code === 0xfe0f && followsPicture(text, at)) {
		return '';
	}
	return /^\p{M}$/u.test(found) && !/\p{Default_Ignorable_Code_Point}/u.test(found)
		? `◌${found}`
		: `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

function followsPicture(text: string, at: number): boolean {
	const before = text.slice(Math.max(0, at - 2), at);
	const last = Array.from(before).at(-1);
	return last !== undefined && picture.test(last);
}
