import type { LabEvent } from '../events/events.ts';
import { visibleJson } from '../wire/visible-text.ts';

/** A text that needs no escapes in JSON. */
const plain = /^[ !#-[\]-~]*$/;

/**
 * One event as a JSON object on one line, without a newline and safe for a terminal. Its time is in ISO 8601 and has the
 * shift of the wall clock, `shiftMs`, added; the fields of `more` follow it, and bytes stand at the end in base64. It is
 * built by hand, since a busy server makes one for every event.
 */
export function jsonLine(event: LabEvent, more: Readonly<Record<string, unknown>> = {}, shiftMs = 0): string {
	let bytes = '';
	let line = `{"type":"${event.type}","time":"${isoTime(event.time + shiftMs)}"`;
	for (const fields of [more, event]) {
		for (const [key, value] of Object.entries(fields)) {
			if ((key === 'data' || key === 'poem') && value instanceof Uint8Array) {
				// Base64 needs no escapes, and a Buffer would turn itself into a list of numbers.
				bytes += `,"${key}":"${Buffer.from(value.buffer, value.byteOffset, value.length).toString('base64')}"`;
			} else if (value !== undefined && !(fields === event && (key === 'type' || key === 'time'))) {
				line += `,"${key}":${jsonValue(value)}`;
			}
		}
	}
	return `${line}${bytes}}`;
}

/**
 * The same for `serve --json`. After the wall clock was set, it also has `timeMs`: the event's own time in milliseconds,
 * which never goes back.
 */
export function printedLine(event: LabEvent, shiftMs: number): string {
	return jsonLine(event, shiftMs === 0 ? {} : { timeMs: lineTime(event) }, shiftMs);
}

/** An event's time in milliseconds, to three decimals. */
export function lineTime({ time }: LabEvent): number {
	return Math.round(time * 1000) / 1000;
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
	const sinceSecond = ((ms % 1_000) + 1_000) % 1_000;
	const startsAt = ms - sinceSecond;
	if (lastSecond.startsAt !== startsAt) {
		lastSecond = { startsAt, words: new Date(startsAt).toISOString().slice(0, -4) };
	}
	return `${lastSecond.words}${String(sinceSecond).padStart(3, '0')}Z`;
}
