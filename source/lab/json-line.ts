import type { LabEvent } from '../events/events.ts';
import { visibleJson } from '../wire/visible-text.ts';

/** A text that needs no escapes in JSON. */
const plain = /^[ !#-[\]-~]*$/;

/**
 * One event as one JSON object, its time in ISO 8601, its bytes in base64 at the end; `more` comes after its time. The
 * wall clock was so far from the event's time. Safe for a terminal. No newline. It is put together by hand, since it is
 * made for every event of a busy server.
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
 * The same for `serve --json`. Once the wall clock was set, lines also have `timeMs`, the event's time on the line that
 * never goes back.
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

/** The last second asked for, and its words: most events are of the same second as the one before. */
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
