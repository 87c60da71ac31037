import type { LabEvent } from '../../events/events.ts';
import { cutText, kept } from '../../events/fields.ts';
import { readEvent } from '../../events/read-event.ts';
import { jsonLine, lineTime } from '../json-line.ts';
import { dataLength } from '../model/data-length.ts';

/** Editors and shells of some systems put it before a text, and before what is added to a text. */
const byteOrderMark = '\ufeff';

/**
 * One event as a line of a recording: as `serve --json` prints it, and `timeMs`, its time with three decimals, from which
 * the wall clock was so far. Chunks, poems and texts are kept up to a bound; `dataBytes` is then the chunk's true length.
 * No newline.
 */
export function recordingLine(event: LabEvent, shiftMs = 0): string {
	return jsonLine(withinBounds(event), { timeMs: lineTime(event) }, shiftMs);
}

/** The event in a line of a recording or of `serve --json`; undefined where the line is damaged. */
export function parseRecordingLine(line: string): LabEvent | undefined {
	const object = parseObject(line);
	if (!object) {
		return undefined;
	}
	object.time = timeOf(object);
	const event = readEvent(object);
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

/** The event with its long texts, chunks and poems cut; the event itself where nothing is too long, as of most. */
function withinBounds(event: LabEvent): LabEvent {
	let cut: Record<string, unknown> | undefined;
	for (const key in event) {
		const value: unknown = event[key as keyof LabEvent];
		if (typeof value === 'string' && value.length > kept.characters) {
			cut = { ...cut, [key]: cutText(value) };
		} else if (value instanceof Uint8Array && value.length > kept.bytes) {
			cut = { ...cut, [key]: value.subarray(0, kept.bytes) };
		}
	}
	if (cut && 'data' in cut && 'data' in event) {
		cut.dataBytes = dataLength(event);
	}
	return cut ? ({ ...event, ...cut } as LabEvent) : event;
}
