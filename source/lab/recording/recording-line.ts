import type { LabEvent } from '../../events/events.ts';
import { kept } from '../../events/fields.ts';
import { readEvent } from '../../events/read-event.ts';
import { type AddBytes, addInBase64, addKey, type LineForm } from '../json-line.ts';
import { dataLength } from '../model/data-length.ts';
import { hashOf, keptPart, type Mentions } from './written-bytes.ts';

/** Editors and shells of some systems put it before a text, and before what is added to a text. */
const byteOrderMark = '\ufeff';

/**
 * The form of a recording's lines: as `serve --json` prints an event, and `timeMs`, its time with three decimals, from which
 * the wall clock was so far. Chunks, poems and texts are kept up to a bound; `dataBytes` is then the chunk's true length.
 * Bytes that are written already are only named: `dataHash` instead of `data`, and how many there are.
 */
export function recordingForm(written?: Mentions): LineForm {
	return { hasTimeMs: true, cutsTexts: true, addBytes: addingBytes(written) };
}

/** The same for a program that reads it at once: its time in milliseconds alone. */
export function shortForm(written: Mentions): LineForm {
	return { ...recordingForm(written), hasTime: false };
}

/** Adds the first bytes, or their hash where they are written already; and how many all are, unless the line has that already. */
function addingBytes(written: Mentions | undefined): AddBytes {
	return (out, key, bytes, event) => {
		const mention = written?.mention(bytes);
		const isNamed = mention?.isNew === false;
		if (mention !== undefined) {
			addKey(out, key === 'data' ? 'dataHash' : 'poemHash');
			out.value(mention.hash);
		}
		if (key === 'data' && !('dataBytes' in event) && (isNamed || bytes.length > kept.bytes)) {
			addKey(out, 'dataBytes');
			out.value(bytes.length);
		}
		if (!isNamed) {
			addInBase64(out, key, keptPart(bytes));
		}
	};
}

/** Where a reader keeps the bytes that later lines refer to. */
export interface KeptBytes {
	/** The bytes of this hash; undefined where they are not kept. */
	get(hash: string): Uint8Array | undefined;
	/** Takes the bytes that stand beside their hash. */
	set(hash: string, bytes: Uint8Array): void;
}

/**
 * The event in a line of a recording or of `serve --json`; undefined where the line is damaged. Bytes that it only names
 * are taken from `kept`; those that are not there are missing from the event, as if they had been cut.
 */
export function parseRecordingLine(line: string, kept?: KeptBytes): LabEvent | undefined {
	const object = parseObject(line);
	if (!object) {
		return undefined;
	}
	object.time = timeOf(object);
	const hash = object.dataHash ?? object.poemHash;
	if (typeof hash !== 'string') {
		return checked(readEvent(object));
	}
	const key = 'dataHash' in object ? 'data' : 'poem';
	const isNamed = object[key] === undefined;
	const event = checked(readEvent(isNamed ? { ...object, [key]: '' } : object));
	if (event === undefined || !(key in event)) {
		return event;
	}
	if (!isNamed) {
		const bytes = bytesOf(event);
		if (kept !== undefined && hashOf(bytes) === hash) {
			kept.set(hash, bytes);
		}
		return event;
	}
	const bytes = kept?.get(hash);
	return bytes === undefined ? event : checked(withBytes(event, bytes));
}

function bytesOf(event: LabEvent): Uint8Array {
	return 'data' in event ? event.data : 'poem' in event ? event.poem : new Uint8Array();
}

/** The event with the bytes that its line named; their number is told only where it differs. */
function withBytes(event: LabEvent, bytes: Uint8Array): LabEvent {
	if ('poem' in event) {
		return { ...event, poem: bytes };
	}
	if (!('data' in event)) {
		return event;
	}
	const { dataBytes = bytes.length, ...rest } = event;
	return { ...rest, data: bytes, ...(dataBytes !== bytes.length && { dataBytes }) } as LabEvent;
}

function checked(event: LabEvent | undefined): LabEvent | undefined {
	return event && lengthsAgree(event) ? event : undefined;
}

function parseObject(line: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(line.startsWith(byteOrderMark) ? line.slice(1) : line);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

/** In milliseconds, where it is one; a line of `serve --json` has it in words alone. */
function timeOf({ time, timeMs }: Readonly<Record<string, unknown>>): unknown {
	return timeMs ?? (typeof time === 'string' ? Date.parse(time) : undefined);
}

/** A cut chunk or poem is never longer than what it was cut from. */
function lengthsAgree(event: LabEvent): boolean {
	if ('data' in event) {
		return event.data.length <= dataLength(event);
	}
	return !('poem' in event) || event.poem.length <= event.bytes;
}
