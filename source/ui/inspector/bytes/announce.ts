import { visibleText } from '../../../wire/visible-text.ts';
import { listed, plainWords, sentence, spokenBytes } from '../../screen-reader/speech.ts';
import { type Row, rowText } from '../../text/rows.ts';
import { rememberLast } from '../remember-last.ts';
import type { BytesMode } from './bytes-text.ts';
import { hexOf } from './cells.ts';
import type { Conversation, Flow, Mark } from './conversation.ts';
import { flowFooter, flowHeading } from './flow-words.ts';
import { partLooks } from './rulers.ts';

/** A conversation's bytes as lines that are read one by one. */
export interface BytesLines {
	readonly lines: readonly string[];
	/** The lines without those that read bytes. */
	readonly summary: readonly string[];
	/** The line that reads a byte. */
	rowOf(direction: Flow['direction'], offset: number): number;
}

/** Wide enough for whatever is said in a line. */
const wide = 10_000;
const hexBytes = 16;

/** The lines of a conversation, made once for the same one. */
export const bytesLines = rememberLast(readAll);

interface Piece {
	readonly direction: Flow['direction'];
	readonly from: number;
	readonly to: number;
	readonly text: string;
}

function readAll({ toServer, toPeer }: Conversation, mode: BytesMode): BytesLines {
	const pieces: Piece[] = [];
	const summary: string[] = [];
	for (const flow of [toServer, toPeer]) {
		const { direction } = flow;
		const still = (row: Row): void => {
			const text = sentence(plainWords(rowText(row)));
			if (text !== '') {
				summary.push(text);
				pieces.push({ direction, from: -1, to: -1, text });
			}
		};
		flowHeading(flow, wide).forEach(still);
		pieces.push(...(mode === 'text' ? textPieces(flow) : hexPieces(flow)));
		flowFooter(flow, wide).forEach(still);
	}
	return {
		summary,
		lines: pieces.map(({ text }) => text),
		rowOf(direction, offset) {
			const row = pieces.findIndex(piece => piece.direction === direction && piece.from <= offset && offset < piece.to);
			return Math.max(0, row);
		},
	};
}

/** A line ends at a line feed, and wherever a write, a chunk or a part of the frame does. */
function textPieces(flow: Flow): readonly Piece[] {
	const { bytes, end, direction } = flow;
	const starts = startsIn(flow);
	const pieces: Piece[] = [];
	for (let from = 0; from < end; from = pieces.at(-1)?.to ?? end) {
		const next = starts.find(offset => offset > from) ?? end;
		const run = bytes.runAt(from);
		const feed = bytes.indexOf(lineFeed, from);
		const to = Math.min(end, run.to, next, feed === -1 ? end : feed + 1);
		const kept = bytes.slice(from, to);
		const text = kept === undefined ? `${spokenBytes(to - from)} not kept` : textOf(kept);
		pieces.push({ direction, from, to, text: labelled(beginningAt(flow, from), text) });
	}
	return pieces;
}

function hexPieces({ bytes, before, end, direction }: Flow): readonly Piece[] {
	const first = before - (before % hexBytes);
	return Array.from({ length: Math.ceil(Math.max(0, end - first) / hexBytes) }, (_, row) => {
		const from = first + row * hexBytes;
		const to = Math.min(end, from + hexBytes);
		const words = Array.from({ length: to - from }, (_byte, index) => {
			const byte = bytes.at(from + index);
			return byte === undefined ? 'lost' : hexOf(byte).toLowerCase();
		});
		return { direction, from, to, text: `Byte ${from}: ${words.join(' ')}` };
	});
}

const lineFeed = 0x0a;

function textOf(bytes: Uint8Array): string {
	const line = Buffer.from(bytes)
		.toString()
		.replace(/\r?\n$/, '');
	const text = visibleText(line);
	return text.trim() === '' ? (bytes.at(-1) === lineFeed ? 'empty line' : 'space') : text.replaceAll('\n', ' ');
}

function labelled(label: string, text: string): string {
	return label === '' ? text : `${sentence(label).slice(0, -1)}: ${text}`;
}

/** The offsets at which a line should begin; one write or chunk alone is told in the heading. */
function startsIn({ writes = [], chunks = [], parts }: Flow): readonly number[] {
	const marks = [writes, chunks].filter(({ length }) => length > 1).flat();
	return [...new Set([...marks, ...parts].map(({ from }) => from))].sort((a, b) => a - b);
}

function beginningAt({ writes = [], chunks = [], parts }: Flow, offset: number): string {
	const part = parts.find(({ from }) => from === offset);
	const isWhole = parts.length === 1;
	return listed(
		markAt('write', writes, offset),
		markAt('chunk', chunks, offset),
		part === undefined || (isWhole && part.name === 'poem') ? '' : partLooks[part.name].word,
	);
}

function markAt(name: 'write' | 'chunk', marks: readonly Mark[], offset: number): string {
	const index = marks.length > 1 ? marks.findIndex(({ from }) => from === offset) : -1;
	return index === -1 ? '' : `${name} ${index + 1}`;
}
