import type { EventOf } from '../../../events/events.ts';
import { defaultMaxFrameBytes } from '../../../wire/netstring.ts';
import { netstringWords } from '../../../wire/netstring-words.ts';
import type { SparseBytes } from './sparse-bytes.ts';

/**
 * The parts of a frame. `payload` is one that cannot be split; `extra` belongs to no frame; `tail` is what came
 * of a frame after what was `before` a recording, without which nobody can tell its parts.
 */
export type PartName = 'length' | 'colon' | 'name' | 'dot' | 'poem' | 'payload' | 'comma' | 'extra' | 'before' | 'tail';

/** A part of a frame, as far as it has come. */
export interface Part {
	readonly name: PartName;
	readonly from: number;
	readonly to: number;
	/** More of it was announced, or may still come. */
	readonly goesOn: boolean;
}

/** The byte that shows that a frame is bad; the end of the bytes where one is missing. */
export interface FrameFault {
	readonly at: number;
	readonly why: string;
}

/** A direction's frame in its parts, and what is wrong with it. */
export interface FrameParts {
	readonly parts: readonly Part[];
	readonly fault?: FrameFault;
}

/** Facts about a netstring that its bytes do not tell. */
export interface FrameSetting {
	/** A request's payload is split at its first dot. */
	readonly kind: 'request' | 'reply';
	/** Nothing more will come. */
	readonly ended: boolean;
	/** The event with which the server refused the request. */
	readonly refusal?: EventOf<'transform-refused'> | undefined;
	readonly maxBytes?: number;
}

const byteOf = { zero: 0x30, nine: 0x39, colon: 0x3a, comma: 0x2c, dot: 0x2e } as const;

/** A part's name, and the offset at which it ends once all of it has come. */
type PartEnd = readonly [name: PartName, end: number];

/** Parts that stand one after the other, as far as they lie in so many bytes; empty ones are left out. */
export function partsTo(length: number, ends: readonly PartEnd[]): readonly Part[] {
	let from = 0;
	return ends.flatMap(([name, end]) => {
		const part = { name, from, to: Math.min(end, length), goesOn: end > length };
		from = Math.max(from, part.to);
		return part.from < part.to ? [part] : [];
	});
}

/** A netstring in its parts. It is read as the decoder of `wire/` reads it, and goes on over bytes that are not kept. */
export function netstringParts(bytes: SparseBytes, setting: FrameSetting): FrameParts {
	const { length } = bytes;
	const { end, size, fault } = readLength(bytes, setting.maxBytes ?? defaultMaxFrameBytes);
	if (fault !== undefined) {
		const ends: readonly PartEnd[] = [
			['length', end],
			['extra', length],
		];
		return { parts: partsTo(length, ends), fault: worded(fault, setting) };
	}
	if (size === undefined) {
		const parts = partsTo(length, [['length', Number.POSITIVE_INFINITY]]);
		return { parts, ...(length > 0 && brokenOff(length, 'in its length', setting)) };
	}
	const start = end + 1;
	const stop = start + size;
	const frame: readonly PartEnd[] = [['length', end], ['colon', start], ...payloadEnds(bytes, start, stop, setting)];
	const last = bytes.at(stop);
	if (length > stop && last !== undefined && last !== byteOf.comma) {
		const why = netstringWords.noComma(size, stop);
		return { parts: partsTo(length, [...frame, ['extra', length]]), fault: worded({ at: stop, why }, setting) };
	}
	const parts = partsTo(length, [...frame, ['comma', stop + 1], ['extra', length]]);
	if (length > stop) {
		return { parts, ...payloadFault(bytes, start, stop, setting) };
	}
	const came = `after ${Math.max(0, length - start)} of ${size} bytes`;
	return { parts, ...brokenOff(length, length === stop ? 'before its comma' : came, setting) };
}

/** The digits at the start: where they end, the size if they are whole, or the byte that is wrong. */
function readLength(bytes: SparseBytes, maxBytes: number): { end: number; size?: number; fault?: FrameFault } {
	let size = 0;
	for (let at = 0; at < bytes.length; at += 1) {
		const byte = bytes.at(at);
		if (byte === byteOf.colon && at > 0) {
			return { end: at, size };
		}
		if (byte === undefined) {
			return { end: at, fault: { at, why: 'the length is no longer kept' } };
		}
		if (byte < byteOf.zero || byte > byteOf.nine) {
			return { end: at, fault: { at, why: netstringWords.noLength(at) } };
		}
		if (at > 0 && size === 0) {
			return { end: at, fault: { at, why: netstringWords.zeroInFront(at) } };
		}
		size = size * 10 + byte - byteOf.zero;
		if (size > maxBytes) {
			return { end: at + 1, fault: { at, why: netstringWords.tooLong(maxBytes, at) } };
		}
	}
	return { end: bytes.length };
}

function payloadEnds(bytes: SparseBytes, start: number, stop: number, { kind, refusal }: FrameSetting): PartEnd[] {
	if (kind === 'reply') {
		return [['poem', stop]];
	}
	const dot = bytes.indexOf(byteOf.dot, start);
	if (dot === -1 || dot >= stop) {
		return [[bytes.length >= stop || refusal?.code === 'no-dot' ? 'payload' : 'name', stop]];
	}
	return [
		['name', dot],
		['dot', dot + 1],
		['poem', stop],
	];
}

/** The fault of a payload in a good netstring. */
function payloadFault(bytes: SparseBytes, start: number, stop: number, setting: FrameSetting): { fault?: FrameFault } {
	const { kind, refusal } = setting;
	if (kind === 'reply' || refusal === undefined) {
		return {};
	}
	if (refusal.code === 'no-dot') {
		return { fault: { at: stop, why: refusal.why } };
	}
	if (refusal.code !== 'bad-utf-8' || bytes.slice(start, stop) === undefined) {
		return {};
	}
	let at = start;
	for (let character = 'a'; at < stop && character !== ''; at += Buffer.byteLength(character)) {
		character = bytes.characterAt(at);
	}
	return { fault: { at, why: refusal.why } };
}

function brokenOff(at: number, where: string, { ended }: FrameSetting): { fault?: FrameFault } {
	return ended ? { fault: { at, why: `the netstring broke off ${where}` } } : {};
}

/** The server's own words are better than ours, where it said any. */
function worded(fault: FrameFault, { refusal }: FrameSetting): FrameFault {
	return refusal?.code === 'bad-netstring' || refusal?.code === 'too-long' ? { ...fault, why: refusal.why } : fault;
}
