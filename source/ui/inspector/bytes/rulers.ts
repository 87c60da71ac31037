import { firstIndexWhere } from '../../../wire/first-index-where.ts';
import { formatBytes, formatDuration } from '../../format.ts';
import type { Tone } from '../../text/tones.ts';
import type { Flow, Mark } from './conversation.ts';
import type { Part, PartName } from './frame-parts.ts';

/** A stretch of bytes on a ruler. */
export interface Segment {
	readonly from: number;
	readonly to: number;
	/** Texts for it, the longest first; the first that fits is written. */
	readonly labels: readonly string[];
	/** The columns that it takes at least, so that its ends, and a part's name, can be seen. */
	readonly minWidth: number;
	readonly tone: Tone;
	/** Drawn in place of ends and a line: a part of one byte. */
	readonly sign?: string;
	/** Its end has not come. */
	readonly goesOn?: boolean;
	/** Drawn as words without ends: bytes that did not arrive. */
	readonly blank?: boolean;
}

/** One of the three ways in which a direction's bytes are divided. */
export interface Ruler {
	readonly name: 'write' | 'chunk' | 'frame';
	/** In order. Where it is empty, `unknown` says why. */
	readonly segments: readonly Segment[];
	readonly unknown?: string;
}

/** The name and the tone of each part; a part of one byte is drawn as it is. */
export const partLooks: {
	readonly [name in PartName]: { readonly word: string; readonly tone: Tone; readonly sign?: string };
} = {
	length: { word: 'length', tone: 'collapsed' },
	colon: { word: 'colon', sign: ':', tone: 'miss' },
	name: { word: 'name', tone: 'stale' },
	dot: { word: 'dot', sign: '.', tone: 'miss' },
	poem: { word: 'poem', tone: 'hit' },
	payload: { word: 'payload without a dot', tone: 'failed' },
	comma: { word: 'comma', sign: ',', tone: 'miss' },
	extra: { word: 'in no frame', tone: 'failed' },
	before: { word: 'before the recording', tone: 'dim' },
	tail: { word: 'rest of it', tone: 'hit' },
};

/** The tone of the part that a byte belongs to. */
export function partTone({ parts }: Flow, offset: number): Tone {
	const part = parts.find(({ from, to }) => from <= offset && offset < to);
	return part === undefined || part.name === 'poem' ? 'plain' : partLooks[part.name].tone;
}

/** Up to so many writes or chunks, each has room for its size; of more, only the ends are drawn. */
const fewMarks = 8;

/** A direction's three rulers, from what the sender did to what the protocol says. */
export function rulersOf({ writes, chunks, parts, bytes, closed }: Flow): readonly Ruler[] {
	const from = chunks?.at(-1)?.to ?? 0;
	const label = closed === undefined ? 'on its way' : 'never arrived';
	const rest: Segment = { from, to: bytes.length, labels: [label], minWidth: 1, tone: 'warning', blank: true };
	return [
		markRuler('write', writes),
		markRuler('chunk', chunks, rest.from < rest.to ? [rest] : []),
		{ name: 'frame', segments: parts.map(partSegment) },
	];
}

function markRuler(name: 'write' | 'chunk', marks: readonly Mark[] | undefined, rest: readonly Segment[] = []): Ruler {
	if (marks === undefined) {
		return { name, segments: [], unknown: 'the other program’s own: only it knows' };
	}
	const segments = marks.map(({ from, to, atMs }): Segment => {
		const size = formatBytes(to - from);
		const minWidth = marks.length <= fewMarks ? size.length + 2 : 2;
		return { from, to, labels: [`${size}, ${formatDuration(atMs)}`, size], minWidth, tone: 'plain' };
	});
	return { name, segments: [...segments, ...rest] };
}

function partSegment({ name, from, to, goesOn }: Part): Segment {
	const { word, tone, sign } = partLooks[name];
	const common = { from, to, tone, goesOn };
	return sign !== undefined
		? { ...common, labels: [], minWidth: 1, sign }
		: { ...common, labels: [word, word.split(' ')[0] ?? word], minWidth: Math.min(8, word.length + 2) };
}

/** The segments of a ruler that have a byte from one offset to another; binary, since a long poem may have many. */
export function segmentsWithin(segments: readonly Segment[], from: number, to: number): readonly Segment[] {
	const first = firstIndexWhere(segments.length, index => (segments[index]?.to ?? 0) > from);
	const end = firstIndexWhere(segments.length, index => (segments[index]?.from ?? 0) >= to);
	return segments.slice(first, Math.max(first, end));
}
