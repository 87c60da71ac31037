import type { LabEvent } from '../events/events.ts';
import { cutText } from '../events/fields.ts';
import { visibleJson } from '../wire/visible-text.ts';

/** A text that needs no escapes in JSON. */
const plain = /^[ !#-[\]-~]*$/;

/**
 * One event as a JSON object on one line, without a newline and safe for a terminal. Its time is in ISO 8601 and has the
 * shift of the wall clock, `shiftMs`, added; where `hasTimeMs`, the event's own time in milliseconds follows, which never
 * goes back. Bytes stand at the end, in base64 unless `bytesFields` says otherwise. The line is built by hand, since a busy
 * server makes one for every event.
 */
export function jsonLine(
	event: LabEvent,
	{ shiftMs = 0, hasTime = true, hasTimeMs = false, cutsTexts = false, bytesFields = inBase64 }: LineOptions = {},
): string {
	let bytes = '';
	let line = `{"type":"${event.type}"`;
	if (hasTime) {
		line += `,"time":"${isoTime(event.time + shiftMs)}"`;
	}
	if (hasTimeMs) {
		line += `,"timeMs":${exactTime(event.time)}`;
	}
	for (const key in event) {
		if (key === 'type' || key === 'time') {
			continue;
		}
		const value: unknown = event[key as keyof LabEvent];
		if ((key === 'data' || key === 'poem') && value instanceof Uint8Array) {
			bytes += bytesFields(key, value);
		} else if (value !== undefined) {
			line += `,"${key}":${jsonValue(cutsTexts && typeof value === 'string' ? cutText(value) : value)}`;
		}
	}
	return `${line}${bytes}}`;
}

/** The settings for the line of an event. */
export interface LineOptions {
	readonly shiftMs?: number;
	/** False where the time in ISO 8601 is left out. */
	readonly hasTime?: boolean;
	readonly hasTimeMs?: boolean;
	/** Texts are cut to the bound of a recording. */
	readonly cutsTexts?: boolean;
	readonly bytesFields?: BytesFields;
}

/** The fields by which bytes stand in a line, each with a comma before it. */
export type BytesFields = (key: 'data' | 'poem', bytes: Uint8Array) => string;

/** The bytes themselves: base64 needs no escapes, and a Buffer would turn itself into a list of numbers. */
export const inBase64: BytesFields = (key, { buffer, byteOffset, length }) =>
	`,"${key}":"${Buffer.from(buffer, byteOffset, length).toString('base64')}"`;

/** The same for `serve --json`, which tells the event's own time only after the wall clock was set. */
export function printedLine(event: LabEvent, shiftMs: number): string {
	return jsonLine(event, { shiftMs, hasTimeMs: shiftMs !== 0 });
}

/** A time in milliseconds, with three decimals: the system's own text of such a number takes longer. */
function exactTime(time: number): string {
	const microseconds = Math.round(time * 1_000);
	const ms = Math.floor(microseconds / 1_000);
	return `${ms}.${String(microseconds - ms * 1_000).padStart(3, '0')}`;
}

function jsonValue(value: unknown): string {
	if (typeof value === 'number' && Number.isFinite(value)) {
		return String(value);
	}
	return typeof value === 'string' && plain.test(value) ? `"${value}"` : visibleJson(value);
}

/** The newest second and its text: most events are in the same second as the one before. */
let lastSecond = { startsAt: Number.NaN, words: '' };

function isoTime(epochMs: number): string {
	const ms = Math.trunc(epochMs);
	if (!(ms >= lastSecond.startsAt && ms < lastSecond.startsAt + 1_000)) {
		const startsAt = Math.floor(ms / 1_000) * 1_000;
		lastSecond = { startsAt, words: new Date(startsAt).toISOString().slice(0, -4) };
	}
	return `${lastSecond.words}${String(ms - lastSecond.startsAt).padStart(3, '0')}Z`;
}
