import { visibleText } from '../../../wire/visible-text.ts';
import { wrapLine } from '../../text/wrap.ts';

/** A poem in rows of a given width. */
export interface PoemText {
	readonly rowCount: number;
	/** The rows from one on, at most so many. */
	rows(from: number, count: number): readonly string[];
	/** The line of the poem, from 0, that a row belongs to. */
	lineAt(row: number): number;
}

/** Wraps a poem that grows; wraps only its new bytes when it is called again. */
export type WrapPoem = (poem: Uint8Array, width: number, ended: boolean) => PoemText;

/** The longest line, in characters: a longer one is broken, since all of a line is wrapped anew when more of it comes. */
const maxLineLength = 2_000;

/** Wraps one poem after another. Bytes that start with the ones before are taken as the same poem, further on. */
export function createPoemWrapper(): WrapPoem {
	let seen: Uint8Array = new Uint8Array();
	let seenWidth = -1;
	let seenEnded = false;
	let growing = new GrowingPoem(1);
	let newest = growing.text();
	return (poem, width, ended) => {
		if (poem === seen && width === seenWidth && ended === seenEnded) {
			return newest;
		}
		if (width !== seenWidth || seenEnded || !startsWith(poem, seen)) {
			growing = new GrowingPoem(width);
			seen = new Uint8Array();
		}
		growing.add(poem.subarray(seen.length), ended);
		seen = poem;
		seenWidth = width;
		seenEnded = ended;
		newest = growing.text();
		return newest;
	};
}

/** Rows that are settled, and those of the line that may still grow. */
class GrowingPoem {
	readonly #decoder = new TextDecoder();
	readonly #width: number;
	readonly #settled: string[] = [];
	readonly #lineOfSettled: number[] = [];
	#lines = 0;
	#lastLine = '';

	constructor(width: number) {
		this.#width = width;
	}

	add(bytes: Uint8Array, ended: boolean): void {
		const lines = (this.#lastLine + this.#decoder.decode(bytes, { stream: !ended })).split('\n');
		this.#lastLine = lines.pop() ?? '';
		for (const line of lines) {
			this.#settle(line);
			this.#lines += 1;
		}
		while (this.#lastLine.length > maxLineLength) {
			const end = pieceEnd(this.#lastLine, 0);
			this.#settle(this.#lastLine.slice(0, end));
			this.#lastLine = this.#lastLine.slice(end);
		}
	}

	text(): PoemText {
		const settledCount = this.#settled.length;
		const lineOfLast = this.#lines;
		const last = this.#lastLine === '' ? [] : this.#wrap(this.#lastLine);
		return {
			rowCount: settledCount + last.length,
			rows: (from, count) => [
				...this.#settled.slice(from, Math.min(settledCount, from + count)),
				...last.slice(Math.max(0, from - settledCount), Math.max(0, from + count - settledCount)),
			],
			lineAt: row => (row < settledCount ? (this.#lineOfSettled[row] ?? 0) : lineOfLast),
		};
	}

	#settle(line: string): void {
		let from = 0;
		do {
			const end = pieceEnd(line, from);
			for (const row of this.#wrap(line.slice(from, end))) {
				this.#settled.push(row);
				this.#lineOfSettled.push(this.#lines);
			}
			from = end;
		} while (from < line.length);
	}

	#wrap(line: string): readonly string[] {
		return wrapLine(visibleText(line.endsWith('\r') ? line.slice(0, -1) : line), this.#width);
	}
}

/** The end of the longest piece of a line that is allowed: not within a character, nor before its accents. */
function pieceEnd(line: string, from: number): number {
	const longest = from + maxLineLength;
	for (let end = longest; end < line.length && end > longest - maxLineLength / 2; end -= 1) {
		if (!continuing.test(line.slice(end, end + 2))) {
			return end;
		}
	}
	return Math.min(longest, line.length);
}

/** The second half of a character, or a mark on the one before. */
const continuing = /^(?:[\udc00-\udfff]|\p{M})/u;

function startsWith(bytes: Uint8Array, start: Uint8Array): boolean {
	return bytes.length >= start.length && Buffer.compare(bytes.subarray(0, start.length), start) === 0;
}
