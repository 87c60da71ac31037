import { visibleText } from '../../../wire/visible-text.ts';
import { formatBytes } from '../../format.ts';
import { createCache } from '../../text/cache.ts';
import { graphemesOf } from '../../text/graphemes.ts';
import { textWidth } from '../../text/width.ts';
import type { SparseBytes } from './sparse-bytes.ts';

/** The kinds of cells: text; a control character's picture; a byte that is no UTF-8; a byte of a character that a boundary tears; bytes that are not kept. */
export type CellKind = 'text' | 'control' | 'invalid' | 'torn' | 'gap';

/** The smallest piece of a stream that is shown as one: a character as a person counts them, or a byte. */
export interface Cell {
	/** The number of bytes that it shows. */
	readonly bytes: number;
	readonly text: string;
	/** In columns. */
	readonly width: number;
	readonly kind: CellKind;
	/** A line ends after it. */
	readonly breaks?: boolean;
}

/** The longest character that becomes one cell; further marks become cells of their own. */
const maxCharacterBytes = 64;

/**
 * The cell at an offset. No cell goes over the boundary, which is the next one after the offset. A character that a
 * boundary tears is shown as its bytes in one pair of brackets, `‹C3` before the boundary and `A9›` after it.
 */
export function cellAt(bytes: SparseBytes, offset: number, boundary: number): Cell {
	const byte = bytes.at(offset);
	if (byte === undefined) {
		const lost = Math.min(boundary, bytes.runAt(offset).to) - offset;
		return cell(lost, `⋯${formatBytes(lost)} not kept⋯`, 'gap');
	}
	const single = asciiCells[byte];
	// Nothing joins with a control character, and ASCII with no ASCII.
	if (
		single !== undefined &&
		(single.kind === 'control' || offset + 1 >= boundary || (bytes.at(offset + 1) ?? 0) < 0x80)
	) {
		return single;
	}
	const character = bytes.characterAt(offset);
	const end = offset + Buffer.byteLength(character);
	if (character === '') {
		return tornTail(bytes, offset, byte) ?? byteCell(`‹${hexOf(byte)}›`, 'invalid');
	}
	if (end > boundary) {
		return byteCell(`‹${hexOf(byte)}`, 'torn');
	}
	const next = end < boundary ? bytes.characterAt(end) : '';
	return joining.test(character + next)
		? graphemeCell(bytes, offset, Math.min(boundary, offset + maxCharacterBytes))
		: characterCell(character);
}

/** A byte in two digits. */
export function hexOf(byte: number): string {
	return byte.toString(16).toUpperCase().padStart(2, '0');
}

const joiners = String.raw`\p{Emoji_Modifier}\p{Regional_Indicator}\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff`;
/** Code points that join with the one before to one character: marks, joiners, skin tones, flags, and the letters of Hangul. */
const joining = new RegExp(String.raw`[\p{M}\p{Cf}${joiners}]`, 'u');
const joinsBackwards = new RegExp(`[${joiners}]`, 'u');
const hiding = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const mark = /[\p{Mn}\p{Me}]/u;

/** The first character, as a person counts them, from an offset on and before an end. */
function graphemeCell(bytes: SparseBytes, offset: number, end: number): Cell {
	let text = '';
	for (let at = offset; at < end; ) {
		const character = bytes.characterAt(at);
		at += Buffer.byteLength(character);
		if (character === '' || at > end || (text !== '' && !joining.test(character))) {
			break;
		}
		// What hides is never part of a character that is shown, and a mark alone is a character of its own.
		const standsAlone = hiding.test(character) || (text === '' && mark.test(character));
		text += character;
		if (standsAlone) {
			return firstCell(text);
		}
	}
	const first = graphemesOf(text)[0] ?? '';
	// What joins or hides is to be seen on its own: then each code point is a cell.
	return unmistakable(first) === first ? cell(Buffer.byteLength(first), first, 'text') : firstCell(first);
}

/** The cell of a text's first code point. */
function firstCell(text: string): Cell {
	return characterCell(String.fromCodePoint(text.codePointAt(0) ?? 0));
}

const known = createCache<Cell>();

/** The cell of one code point that is no control character. */
function characterCell(character: string): Cell {
	return known(character, () => cell(Buffer.byteLength(character), unmistakable(character), 'text'));
}

/** The cell of one byte that is no character; its brackets tell these apart from characters in what is known. */
function byteCell(text: string, kind: CellKind): Cell {
	return known(text, () => cell(1, text, kind));
}

const asciiCells: readonly Cell[] = Array.from({ length: 0x80 }, (_, code): Cell => {
	if (code >= 0x20 && code < 0x7f) {
		return cell(1, String.fromCharCode(code), 'text');
	}
	const picture = String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code);
	return { ...cell(1, picture, 'control'), breaks: code === 0x0a };
});

/** A later byte of a torn character; nothing else begins with one, since valid characters are taken whole. */
function tornTail(bytes: SparseBytes, offset: number, byte: number): Cell | undefined {
	const before = [1, 2, 3].find(back => Buffer.byteLength(bytes.characterAt(offset - back)) > back);
	if (before === undefined) {
		return undefined;
	}
	const isLast = Buffer.byteLength(bytes.characterAt(offset - before)) === before + 1;
	return byteCell(`${hexOf(byte)}${isLast ? '›' : ''}`, 'torn');
}

/**
 * The text, so that nobody takes it for a sign of ours: brackets like ours, and code points that would join with the
 * character before them, are written as `‹U+2039›`.
 */
function unmistakable(text: string): string {
	const code = text.codePointAt(0) ?? 0;
	const alone = String.fromCodePoint(code) === text;
	return alone && (text === '‹' || text === '›' || joinsBackwards.test(text))
		? `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`
		: visibleText(text);
}

function cell(bytes: number, text: string, kind: CellKind): Cell {
	return { bytes, text, width: textWidth(text), kind };
}
