import type { LabEvent } from '../../events/events.ts';
import { jsonLine, lineTime } from '../json-line.ts';
import { dataLength } from '../model/data-length.ts';
import { eventFields } from './event-fields.ts';
import { cutText, type Field, isObject, kept, readFields } from './field.ts';

const fieldsByType: ReadonlyMap<unknown, readonly (readonly [string, Field<unknown>])[]> = new Map(
	Object.entries(eventFields).map(([type, fields]) => [type, Object.entries<Field<unknown>>(fields)]),
);

/** What editors and shells of some systems put before a text, and before what is added to it. */
const byteOrderMark = '\ufeff';

/** The end of the year 9999: what is later is no time that can be shown. */
const latestTime = Date.UTC(10_000, 0);

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
	const fields = fieldsByType.get(object?.type);
	if (!object || !fields) {
		return undefined;
	}
	const time = timeOf(object);
	if (time === undefined) {
		return undefined;
	}
	const values = readFields(fields, object);
	if (!values) {
		return undefined;
	}
	// Every field of this type is there and of its own kind now.
	const event = { type: object.type, time, ...values } as unknown as LabEvent;
	return lengthsAgree(event) ? event : undefined;
}

function parseObject(line: string): Readonly<Record<string, unknown>> | undefined {
	try {
		const value: unknown = JSON.parse(line.startsWith(byteOrderMark) ? line.slice(1) : line);
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

function timeOf({ time, timeMs }: Readonly<Record<string, unknown>>): number | undefined {
	const ms = timeMs ?? (typeof time === 'string' ? Date.parse(time) : undefined);
	return typeof ms === 'number' && ms >= 0 && ms < latestTime ? ms : undefined;
}

/** A cut chunk or poem is never longer than what it was cut from. */
function lengthsAgree(event: LabEvent): boolean {
	if ('data' in event) {
		return event.data.length <= dataLength(event);
	}
	return !('poem' in event) || event.poem.length <= event.bytes;
}

function withinBounds(event: LabEvent): LabEvent {
	const changes: Record<string, unknown> = {};
	let isOver = false;
	const change = (key: string, value: unknown) => {
		isOver = true;
		changes[key] = value;
	};
	for (const key in event) {
		const value: unknown = event[key as keyof LabEvent];
		if (typeof value === 'string' && value.length > kept.characters) {
			change(key, cutText(value));
		} else if (value instanceof Uint8Array && value.length > kept.bytes) {
			change(key, value.subarray(0, kept.bytes));
		}
	}
	if ('data' in changes && 'data' in event) {
		change('dataBytes', dataLength(event));
	}
	return isOver ? ({ ...event, ...changes } as LabEvent) : event;
}
