import { visibleText } from '../../../wire/visible-text.ts';
import { rememberLast } from '../../remember-last.ts';
import { listed, plainWords, sentence, spokenBytes } from '../../screen-reader/speech.ts';
import { type Row, rowText } from '../../text/rows.ts';
import type { BytesMode } from './bytes-text.ts';
import type { Conversation, Flow, Mark } from './conversation.ts';
import { flowFooter, flowHeading } from './flow-words.ts';
import { partLooks } from './rulers.ts';
import { shownEnd } from './section.ts';

/** A conversation's bytes as lines that are read one by one. */
export interface BytesLines {
	readonly lines: readonly string[];
	/** What there is, without the bytes themselves. */
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

function readAll(conversation: Conversation, mode: BytesMode): BytesLines {
	const pieces: Piece[] = [];
	const summary: string[] = [];
	for (const flow of [conversation.toServer, conversation.toPeer]) {
		const { direction } = flow;
		const end = shownEnd(flow);
		const still = (row: Row): void => {
			const text = sentence(plainWords(rowText(row)));
			if (text !== '') {
				summary.push(text);
				pieces.push({ direction, from: -1, to: -1, text });
			}
		};
		flowHeading(conversation, flow, wide).forEach(still);
		pieces.push(...(mode === 'text' ? textPieces(flow, end) : hexPieces(flow, end)));
		flowFooter(conversation, flow, end, wide).forEach(still);
	}
	return {
		summary,
		lines: pieces.map(({ text }) => text),
		rowOf: (direction, offset) =>
			Math.max(
				0,
				pieces.findIndex(piece => piece.direction === direction && piece.from <= offset && offset < piece.to),
			),
	};
}

/** A line ends at a line feed, and wherever a write, a chunk or a part of the frame does. */
function textPieces(flow: Flow, end: number): readonly Piece[] {
	const starts = startsIn(flow);
	const pieces: Piece[] = [];
	for (let at = 0; at < end; ) {
		const run = flow.bytes.runAt(at);
		const next = starts.find(offset => offset > at) ?? end;
		const feed = flow.bytes.indexOf(lineFeed, at, Math.min(end, run.to));
		const to = Math.min(end, run.to, next, feed === -1 ? end : feed + 1);
		const bytes = run.data === undefined ? undefined : flow.bytes.slice(at, to);
		const text = bytes === undefined ? `${spokenBytes(to - at)} not kept` : textOf(bytes);
		pieces.push({ direction: flow.direction, from: at, to, text: labelled(beginningAt(flow, at), text) });
		at = to;
	}
	return pieces;
}

function hexPieces(flow: Flow, end: number): readonly Piece[] {
	const pieces: Piece[] = [];
	for (let from = flow.before - (flow.before % hexBytes); from < end; from += hexBytes) {
		const to = Math.min(end, from + hexBytes);
		const text = Array.from({ length: to - from }, (_, index) => {
			const byte = flow.bytes.at(from + index);
			return byte === undefined ? 'lost' : byte.toString(16).padStart(2, '0');
		}).join(' ');
		pieces.push({ direction: flow.direction, from, to, text: `Byte ${from}: ${text}` });
	}
	return pieces;
}

const lineFeed = 0x0a;

function textOf(bytes: Uint8Array): string {
	const text = visibleText(
		Buffer.from(bytes)
			.toString('utf8')
			.replace(/\r?\n$/, ''),
	);
	return text.trim() === '' ? (bytes.at(-1) === lineFeed ? 'empty line' : 'space') : text.replaceAll('\n', ' ');
}

function labelled(label: string, text: string): string {
	return label === '' ? text : `${sentence(label).slice(0, -1)}: ${text}`;
}

/** Where something begins that a line should begin with; one write or chunk alone is told in the heading. */
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
