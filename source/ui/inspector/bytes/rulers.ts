import { formatBytes, formatDuration } from '../../format.ts';
import type { Tone } from '../../theme.ts';
import type { Flow, Mark } from './conversation.ts';
import type { Part, PartName } from './frame-parts.ts';

/** A stretch of bytes on a ruler. */
export interface Segment {
	readonly from: number;
	readonly to: number;
	/** What may be written in it, the longest first. */
	readonly labels: readonly string[];
	/** The columns that it takes at least, so that its ends, and a part's name, can be seen. */
	readonly minWidth: number;
	readonly tone: Tone;
	/** Drawn in place of ends and a line: a part of one byte. */
	readonly sign?: string;
	/** Its end has not come. */
	readonly goesOn?: boolean;
	/** Bytes of which there is nothing to say but this. */
	readonly blank?: boolean;
}

/** One of the three ways in which a direction's bytes are divided. */
export interface Ruler {
	readonly name: 'write' | 'chunk' | 'frame';
	/** In order. Where it is empty, `unknown` says why. */
	readonly segments: readonly Segment[];
	readonly unknown?: string;
}

/** What each part is called, and how it looks. */
export const partLooks: { readonly [name in PartName]: { readonly word: string; readonly tone: Tone } } = {
	length: { word: 'length', tone: 'collapsed' },
	colon: { word: ':', tone: 'miss' },
	name: { word: 'name', tone: 'stale' },
	dot: { word: '.', tone: 'miss' },
	poem: { word: 'poem', tone: 'hit' },
	payload: { word: 'payload without a dot', tone: 'failed' },
	comma: { word: ',', tone: 'miss' },
	extra: { word: 'in no frame', tone: 'failed' },
	before: { word: 'before the recording', tone: 'dim' },
	tail: { word: 'rest of it', tone: 'hit' },
};

/** So few writes or chunks each have room for their size; more of them only for their ends. */
const fewMarks = 8;

/** A direction's three rulers, from what the sender did to what the protocol says. */
export function rulersOf(flow: Flow, open: boolean): readonly Ruler[] {
	return [
		markRuler('write', flow.writes, flow.bytes.length, 'the other program’s own: only it knows'),
		markRuler('chunk', flow.chunks, flow.bytes.length, 'the other program’s own: only it knows', open),
		{ name: 'frame', segments: flow.parts.map(partSegment) },
	];
}

function markRuler(
	name: 'write' | 'chunk',
	marks: readonly Mark[] | undefined,
	length: number,
	unknown: string,
	open = false,
): Ruler {
	if (marks === undefined) {
		return { name, segments: [], unknown };
	}
	const segments = marks.map(mark => markSegment(mark, marks.length <= fewMarks));
	const end = marks.at(-1)?.to ?? 0;
	if (name === 'chunk' && end < length) {
		const label = open ? 'on its way' : 'never arrived';
		segments.push({ from: end, to: length, labels: [label], minWidth: 1, tone: 'warning', blank: true });
	}
	return { name, segments };
}

function markSegment({ from, to, atMs }: Mark, roomy: boolean): Segment {
	const size = formatBytes(to - from);
	const minWidth = roomy ? size.length + 2 : 2;
	return { from, to, labels: [`${size}, ${formatDuration(atMs)}`, size], minWidth, tone: 'plain' };
}

function partSegment({ name, from, to, goesOn }: Part): Segment {
	const { word, tone } = partLooks[name];
	const common = { from, to, tone, goesOn };
	return word.length === 1
		? { ...common, labels: [], minWidth: 1, sign: word }
		: { ...common, labels: [word, word.split(' ')[0] ?? word], minWidth: Math.min(8, word.length + 2) };
}

/** The segments of a ruler that have a byte from one offset to another; binary, since a long poem may have many. */
export function segmentsWithin(segments: readonly Segment[], from: number, to: number): readonly Segment[] {
	let low = 0;
	let high = segments.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		if ((segments[middle]?.to ?? 0) <= from) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}
	let end = low;
	while (end < segments.length && (segments[end]?.from ?? to) < to) {
		end += 1;
	}
	return segments.slice(low, end);
}
