/** The most combining marks on one letter; each further one is drawn on a circle of its own. */
const maxMarks = 6;

/** The longest line that is kept, in UTF-16 units: longer than a screen's, and short enough to cost nothing. */
const maxLineLength = 2_000;

/**
 * Controls, format characters (bidi, zero-width, tags), lone surrogates, private and unassigned ones, line and paragraph
 * separators, and whatever else is drawn as nothing (variation selectors, Hangul fillers).
 */
const invisible = String.raw`[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]`;
const hidden = new RegExp(invisible, 'gv');

/** Thai and Lao am: a mark on the letter before, and a letter after it. */
const am = String.raw`\u0e33\u0eb3`;

/** Patterns of what must not reach a terminal unchanged; a line feed may, since callers lay out lines. */
const unsafeParts = [
	String.raw`\r\n`,
	String.raw`[${invisible}--\n]`,
	// A mark with no letter on its line before it would land on whatever the screen has there.
	String.raw`(?<=^|\n)[\p{Mn}\p{Me}${am}]`,
	// A tower of marks would reach over the rows above.
	String.raw`(?<=\p{M}{${maxMarks}})[\p{M}${am}]`,
];
const unsafe = new RegExp(unsafeParts.join('|'), 'gv');
const isUnsafe = new RegExp(unsafeParts.join('|'), 'v');
/** The beginning of a `‹U+…›` in a stranger's text, which must not look like one that was written here. */
const forged = /‹(?=U\+)/g;
const plain = /^[\n\u0020-\u007e]*$/;
const plainLine = /^[\u0020-\u007e]*$/;
const picture = /^\p{Emoji}$/u;
const carried = new RegExp(String.raw`^[\p{M}${am}]$`, 'u');
const tab = '    ';

/**
 * A stranger's text, safe for a terminal: C0 and DEL as control pictures (`␛`), a tab as four spaces, CR LF as LF, and
 * everything else that would steer, reorder or hide text as `‹U+202E›`. Only `\n` stays a control character. A selector
 * that asks for a picture's colourful form is left out, since terminals disagree about the width that it gives, and
 * marks that no letter carries get a circle to stand on.
 */
export function visibleText(text: string): string {
	if (plain.test(text)) {
		return text;
	}
	// Ours hold no bracket that this could take for somebody's own.
	return shownText(text.replace(forged, '‹U+2039›'));
}

/** The same, but for text that may have been made visible before: what is visible already stays as it is. */
export function shownText(text: string): string {
	return plain.test(text) || !isUnsafe.test(text) ? text : text.replace(unsafe, visibleForm);
}

/** A stranger's text on one line, as {@link visibleText} makes it; what is longer than anybody reads is cut. */
export function visibleLine(text: string): string {
	if (text.length <= maxLineLength && plainLine.test(text)) {
		return text;
	}
	const cut = text.length > maxLineLength ? `${text.slice(0, maxLineLength)}…` : text;
	return visibleText(cut).replaceAll('\n', '␊');
}

/**
 * A value as JSON on one line that is safe for a terminal too: what would steer, reorder or hide text is written as
 * `\u202e`, which reads as the same value.
 */
export function visibleJson(value: unknown): string {
	const json = JSON.stringify(value);
	return plain.test(json) ? json : json.replace(hidden, unicodeEscapes);
}

function unicodeEscapes(character: string): string {
	return Array.from({ length: character.length }, (_, at) => {
		const unit = character.charCodeAt(at).toString(16).padStart(4, '0');
		return `\\u${unit}`;
	}).join('');
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
	return carried.test(found) && !/\p{Default_Ignorable_Code_Point}/u.test(found)
		? `◌${found}`
		: `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

function followsPicture(text: string, at: number): boolean {
	const before = text.slice(Math.max(0, at - 2), at);
	const last = Array.from(before).at(-1);
	return last !== undefined && picture.test(last);
}
