import type { EventOf } from '../../../events/events.ts';
import { defaultMaxFrameBytes } from '../../../wire/netstring.ts';
import type { SparseBytes } from './sparse-bytes.ts';
import { characterBytes } from './utf8.ts';

/**
 * What a byte is to the protocol. `payload` is one that cannot be split; `extra` belongs to no frame; `tail` is what came
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
export interface Fault {
	readonly at: number;
	readonly why: string;
}

/** A direction's frame in its parts, and what is wrong with it. */
export interface FrameParts {
	readonly parts: readonly Part[];
	readonly fault?: Fault;
}

/** What is known of a netstring besides its bytes. */
export interface FrameSetting {
	/** A request's payload is split at its first dot. */
	readonly kind: 'request' | 'reply';
	/** Nothing more will come. */
	readonly ended: boolean;
	/** What the server said when it refused the request. */
	readonly refusal?: EventOf<'transform-refused'> | undefined;
	readonly maxBytes?: number;
}

const byteOf = { zero: 0x30, nine: 0x39, colon: 0x3a, comma: 0x2c, dot: 0x2e } as const;

/** A poem's one frame: all that came, ended by the end of the connection. */
export function poemParts(length: number, whole: boolean): FrameParts {
	return { parts: length === 0 ? [] : [{ name: 'poem', from: 0, to: length, goesOn: !whole }] };
}

/** A frame of which a recording has only what came after so many bytes. */
export function tailParts(before: number, length: number): FrameParts {
	const tail: Part = { name: 'tail', from: before, to: length, goesOn: false };
	return { parts: [{ name: 'before', from: 0, to: before, goesOn: false }, ...(length > before ? [tail] : [])] };
}

/** Bytes that nobody asked for. */
export function extraParts(length: number): FrameParts {
	return { parts: length === 0 ? [] : [{ name: 'extra', from: 0, to: length, goesOn: false }] };
}

/** A netstring in its parts. It is read as the decoder of `wire/` reads it, and goes on over bytes that are not kept. */
export function netstringParts(bytes: SparseBytes, setting: FrameSetting): FrameParts {
	if (bytes.length === 0) {
		return { parts: [] };
	}
	const { end, size, fault } = readLength(bytes, setting.maxBytes ?? defaultMaxFrameBytes);
	const length: Part = { name: 'length', from: 0, to: end, goesOn: size === undefined && fault === undefined };
	const head = end > 0 ? [length] : [];
	if (fault !== undefined) {
		const rest: Part = { name: 'extra', from: end, to: bytes.length, goesOn: false };
		return { parts: end < bytes.length ? [...head, rest] : head, fault: worded(fault, setting) };
	}
	if (size === undefined) {
		return { parts: head, ...brokenOff(bytes.length, 'in its length', setting) };
	}
	const start = end + 1;
	const stop = start + size;
	const parts = [...head, part('colon', end, start, bytes)].concat(payloadParts(bytes, start, stop, setting));
	if (bytes.length <= stop) {
		const came = `after ${Math.max(0, bytes.length - start)} of ${size} bytes`;
		return { parts, ...brokenOff(bytes.length, bytes.length === stop ? 'before its comma' : came, setting) };
	}
	const last = bytes.at(stop);
	if (last !== undefined && last !== byteOf.comma) {
		const rest = part('extra', stop, bytes.length, bytes);
		const why = `no comma after a payload of ${size} bytes, but something else, at byte ${stop}`;
		return { parts: [...parts, rest], fault: worded({ at: stop, why }, setting) };
	}
	parts.push(part('comma', stop, stop + 1, bytes));
	if (bytes.length > stop + 1) {
		parts.push(part('extra', stop + 1, bytes.length, bytes));
	}
	return { parts, ...payloadFault(bytes, start, stop, setting) };
}

/** The digits at the start: where they end, the size if they are whole, or the byte that is wrong. */
function readLength(bytes: SparseBytes, maxBytes: number): { end: number; size?: number; fault?: Fault } {
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
			const why = `a netstring begins with its length in digits and a colon; something else is at byte ${at}`;
			return { end: at, fault: { at, why } };
		}
		if (at > 0 && size === 0) {
			return { end: at, fault: { at, why: `a length has no zero in front; one is followed at byte ${at}` } };
		}
		size = size * 10 + byte - byteOf.zero;
		if (size > maxBytes) {
			return { end: at + 1, fault: { at, why: `a length over the limit of ${maxBytes} bytes at byte ${at}` } };
		}
	}
	return { end: bytes.length };
}

function payloadParts(bytes: SparseBytes, start: number, stop: number, { kind, refusal }: FrameSetting): Part[] {
	if (bytes.length <= start || stop === start) {
		return [];
	}
	if (kind === 'reply') {
		return [part('poem', start, stop, bytes)];
	}
	const dot = bytes.indexOf(byteOf.dot, start, Math.min(stop, bytes.length));
	if (dot === -1) {
		return [part(bytes.length >= stop || refusal?.code === 'no-dot' ? 'payload' : 'name', start, stop, bytes)];
	}
	return [part('name', start, dot, bytes), part('dot', dot, dot + 1, bytes), part('poem', dot + 1, stop, bytes)].filter(
		({ from, to }) => from < to,
	);
}

/** What is wrong with a payload in a good netstring. */
function payloadFault(bytes: SparseBytes, start: number, stop: number, setting: FrameSetting): { fault?: Fault } {
	const { kind, refusal } = setting;
	if (kind === 'reply' || refusal === undefined) {
		return {};
	}
	if (refusal.code === 'no-dot') {
		return { fault: { at: stop, why: refusal.why } };
	}
	const payload = refusal.code === 'bad-utf-8' ? bytes.slice(start, stop) : undefined;
	return payload === undefined ? {} : { fault: { at: start + validPrefix(payload), why: refusal.why } };
}

/** How many bytes at the start are valid UTF-8. */
function validPrefix(payload: Uint8Array): number {
	let at = 0;
	for (let bytes = 1; at < payload.length && bytes > 0; at += bytes) {
		bytes = characterBytes(offset => payload[offset], at);
	}
	return at;
}

function part(name: PartName, from: number, to: number, bytes: SparseBytes): Part {
	return { name, from, to: Math.min(to, bytes.length), goesOn: to > bytes.length };
}

function brokenOff(at: number, where: string, { ended }: FrameSetting): { fault?: Fault } {
	return ended ? { fault: { at, why: `the netstring broke off ${where}` } } : {};
}

/** The server's own words are better than ours, where it said any. */
function worded(fault: Fault, { refusal }: FrameSetting): Fault {
	return refusal?.code === 'bad-netstring' || refusal?.code === 'too-long' ? { ...fault, why: refusal.why } : fault;
}
