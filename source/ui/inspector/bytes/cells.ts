import { visibleText } from '../../../wire/visible-text.ts';
import { formatBytes } from '../../format.ts';
import { graphemesOf } from '../../text/graphemes.ts';
import { textWidth } from '../../text/width.ts';
import type { SparseBytes } from './sparse-bytes.ts';
import { characterBytes } from './utf8.ts';

/** What a cell shows: text; a control character's picture; a byte that is no UTF-8; a byte of a character that a boundary tears; bytes that are not kept. */
export type CellKind = 'text' | 'control' | 'invalid' | 'torn' | 'gap';

/** The smallest piece of a stream that is shown as one: a character as a person counts them, or a byte. */
export interface Cell {
	readonly bytes: number;
	readonly text: string;
	readonly width: number;
	readonly kind: CellKind;
	/** A line ends after it. */
	readonly breaks?: boolean;
}

/** The longest character that is taken as one; a mark too many makes another cell. */
const maxCharacterBytes = 64;
const lineFeed = 0x0a;

/**
 * The cell at an offset. No cell goes over a boundary: `nextBoundary` gives the first one after an offset. A character
 * that a boundary tears is shown as its bytes in one pair of brackets, `‹C3` before the boundary and `A9›` after it.
 */
export function cellAt(bytes: SparseBytes, offset: number, nextBoundary: (offset: number) => number): Cell {
	const boundary = nextBoundary(offset);
	const byte = bytes.at(offset);
	if (byte === undefined) {
		const end = Math.min(boundary, bytes.runAt(offset).to);
		return cell(end - offset, `⋯${formatBytes(end - offset)} not kept⋯`, 'gap');
	}
	if (isControl(byte) || (byte < 0x80 && (offset + 1 >= boundary || (bytes.at(offset + 1) ?? 0) < 0x80))) {
		return asciiCells[byte] ?? invalidCell(byte);
	}
	const character = lengthAt(bytes, offset);
	if (character === 0) {
		return tornTail(bytes, offset, byte) ?? invalidCell(byte);
	}
	if (offset + character > boundary) {
		return cell(1, `‹${hexOf(byte)}`, 'torn');
	}
	const code = codePointAt(bytes, offset, character);
	return standsAlone(bytes, code, offset + character, boundary)
		? codePointCell(code)
		: graphemeCell(bytes, offset, Math.min(boundary, offset + maxCharacterBytes));
}

/** A byte in two digits. */
export function hexOf(byte: number): string {
	return byte.toString(16).toUpperCase().padStart(2, '0');
}

/** The first character, as a person counts them, from an offset on and before an end. */
function graphemeCell(bytes: SparseBytes, offset: number, end: number): Cell {
	let text = '';
	for (let at = offset; at < end; ) {
		const count = lengthAt(bytes, at);
		if (count === 0 || at + count > end) {
			break;
		}
		const character = String.fromCodePoint(codePointAt(bytes, at, count));
		if (at > offset && !joining.test(character)) {
			break;
		}
		text += character;
		// What hides is never part of a character that is shown, and a mark alone is a character of its own.
		if (hiding.test(character) || (at === offset && mark.test(character))) {
			return codePointCell(text.codePointAt(0) ?? 0);
		}
		at += count;
	}
	const first = graphemesOf(text)[0] ?? '';
	// What joins or hides is to be seen on its own: then each code point is a cell.
	return unmistakable(first) === first
		? cell(Buffer.byteLength(first), first, 'text')
		: codePointCell(first.codePointAt(0) ?? 0);
}

/** What makes one character of several code points: marks, joiners, skin tones, flags, and the letters of Hangul. */
const joining =
	/[\p{M}\p{Cf}\p{Emoji_Modifier}\p{Regional_Indicator}\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;

const hiding = /[\p{Cf}\p{Default_Ignorable_Code_Point}]/u;
const mark = /[\p{Mn}\p{Me}]/u;

/** Whether a code point is surely a character by itself; to find that out from the code points is far cheaper. */
function standsAlone(bytes: SparseBytes, code: number, next: number, boundary: number): boolean {
	if (joining.test(String.fromCodePoint(code))) {
		return false;
	}
	const count = next < boundary ? lengthAt(bytes, next) : 0;
	return count < 2 || !joining.test(String.fromCodePoint(codePointAt(bytes, next, count)));
}

const maxCachedCells = 4_096;
const codePointCells = new Map<number, Cell>();

function codePointCell(code: number): Cell {
	const known = codePointCells.get(code);
	if (known !== undefined) {
		return known;
	}
	const text = String.fromCodePoint(code);
	const made = cell(Buffer.byteLength(text), unmistakable(text), 'text');
	if (codePointCells.size >= maxCachedCells) {
		codePointCells.clear();
	}
	codePointCells.set(code, made);
	return made;
}

function lengthAt(bytes: SparseBytes, offset: number): number {
	return characterBytes(at => bytes.at(at), offset);
}

function codePointAt(bytes: SparseBytes, offset: number, count: number): number {
	const head = bytes.at(offset) ?? 0;
	let code = count === 1 ? head : head & (0xff >> (count + 1));
	for (let index = 1; index < count; index += 1) {
		code = code * 0x40 + ((bytes.at(offset + index) ?? 0) & 0x3f);
	}
	return code;
}

/** A later byte of a torn character; nothing else begins with one, since valid characters are taken whole. */
function tornTail(bytes: SparseBytes, offset: number, byte: number): Cell | undefined {
	for (let before = 1; before <= 3; before += 1) {
		const count = lengthAt(bytes, offset - before);
		if (count > before) {
			return cell(1, `${hexOf(byte)}${count === before + 1 ? '›' : ''}`, 'torn');
		}
	}
	return undefined;
}

function invalidCell(byte: number): Cell {
	return cell(1, `‹${hexOf(byte)}›`, 'invalid');
}

/**
 * Text that cannot be mistaken: a bracket of its own does not read like one of ours, and what is torn off its character
 * does not join with whatever stands before it.
 */
function unmistakable(text: string): string {
	const code = text.codePointAt(0) ?? 0;
	const alone = String.fromCodePoint(code) === text;
	return alone && (text === '‹' || text === '›' || joinsBackwards.test(text))
		? `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`
		: visibleText(text);
}

const joinsBackwards = /[\p{Emoji_Modifier}\p{Regional_Indicator}\u0e33\u0eb3\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff]/u;

function cell(bytes: number, text: string, kind: CellKind): Cell {
	return { bytes, text, width: textWidth(text), kind };
}

/** A control character never joins with what follows, and never reaches the terminal. */
function isControl(byte: number): boolean {
	return byte < 0x20 || byte === 0x7f;
}

const asciiCells: readonly Cell[] = Array.from({ length: 0x80 }, (_, code): Cell => {
	if (code >= 0x20 && code < 0x7f) {
		return { bytes: 1, text: String.fromCharCode(code), width: 1, kind: 'text' };
	}
	const picture = { bytes: 1, text: String.fromCharCode(code === 0x7f ? 0x2421 : 0x2400 + code), width: 1 };
	return { ...picture, kind: 'control', breaks: code === lineFeed };
});
