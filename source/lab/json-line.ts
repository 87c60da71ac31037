import type { LabEvent } from '../events/events.ts';
import { cutText } from '../events/fields.ts';
import { JsonWriter } from '../wire/json-writer.ts';

/** The settings for the lines of events. */
export interface LineForm {
	/** False where the time in ISO 8601 is left out. */
	readonly hasTime?: boolean;
	/** True where the event's own time follows, in milliseconds with three decimals. It never goes back. */
	readonly hasTimeMs?: boolean;
	/** Texts are cut to the bound of a recording. */
	readonly cutsTexts?: boolean;
	/** Adds the bytes of an event; in base64 where none is given. */
	readonly addBytes?: AddBytes;
}

/** Adds the fields by which bytes stand in a line, each with a comma before it. */
export type AddBytes = (out: JsonWriter, key: 'data' | 'poem', bytes: Uint8Array, event: LabEvent) => void;

/**
 * Adds one event as a JSON object on one line, without a newline and safe for a terminal. Its time is in ISO 8601 and has
 * the shift of the wall clock, `shiftMs`, added. Bytes stand at the end. The line is built by hand, since a busy server
 * makes one for every event.
 */
export function addJsonLine(out: JsonWriter, event: LabEvent, form: LineForm, shiftMs: number): void {
	const { hasTime = true, hasTimeMs = false, cutsTexts = false, addBytes = addInBase64 } = form;
	out.ascii('{"type":"');
	out.ascii(event.type);
	out.ascii('"');
	if (hasTime) {
		addIsoTime(out, event.time + shiftMs);
	}
	if (hasTimeMs) {
		addExactTime(out, event.time);
	}
	let bytes: Uint8Array | undefined;
	let bytesKey: 'data' | 'poem' = 'data';
	for (const key in event) {
		if (key === 'type' || key === 'time') {
			continue;
		}
		const value: unknown = event[key as keyof LabEvent];
		if ((key === 'data' || key === 'poem') && value instanceof Uint8Array) {
			bytesKey = key;
			bytes = value;
		} else if (value !== undefined) {
			addKey(out, key);
			out.value(cutsTexts && typeof value === 'string' ? cutText(value) : value);
		}
	}
	if (bytes !== undefined) {
		addBytes(out, bytesKey, bytes, event);
	}
	out.ascii('}');
}

/** Adds the bytes themselves: base64 needs no escapes, and a Buffer would turn itself into a list of numbers. */
export function addInBase64(out: JsonWriter, key: 'data' | 'poem', { buffer, byteOffset, length }: Uint8Array): void {
	addKey(out, key);
	out.ascii('"');
	out.ascii(Buffer.from(buffer, byteOffset, length).toString('base64'));
	out.ascii('"');
}

/** Adds the key of a field, with a comma before it. */
export function addKey(out: JsonWriter, key: string): void {
	out.ascii(',"');
	out.ascii(key);
	out.ascii('":');
}

/** Everything that `jsonLine` makes is made here, one line after the other. */
const scratch = new JsonWriter();

/** The same line as a text. */
export function jsonLine(event: LabEvent, form: LineForm = {}, shiftMs = 0): string {
	addJsonLine(scratch, event, form, shiftMs);
	return scratch.takeText();
}

const withTimeMs: LineForm = { hasTimeMs: true };

/** The same for `serve --json`, which tells the event's own time only after the wall clock was set. */
export function printedLine(event: LabEvent, shiftMs: number): string {
	return jsonLine(event, shiftMs === 0 ? {} : withTimeMs, shiftMs);
}

/** The text of a second, made once: most events are in the same second as the one before. */
class SecondText {
	/** The start of the second that the text is of, in milliseconds. */
	startsAt = Number.NaN;
	text = '';
	readonly #textOf: (startsAt: number) => string;

	constructor(textOf: (startsAt: number) => string) {
		this.#textOf = textOf;
	}

	/** Changes to the second that has this millisecond. */
	moveTo(ms: number): void {
		if (!(ms >= this.startsAt && ms < this.startsAt + 1_000)) {
			this.startsAt = Math.floor(ms / 1_000) * 1_000;
			this.text = this.#textOf(this.startsAt);
		}
	}
}

const isoSecond = new SecondText(startsAt => new Date(startsAt).toISOString().slice(0, -4));
const exactSecond = new SecondText(startsAt => String(startsAt / 1_000));

function addIsoTime(out: JsonWriter, epochMs: number): void {
	const ms = Math.trunc(epochMs);
	isoSecond.moveTo(ms);
	out.ascii(',"time":"');
	out.ascii(isoSecond.text);
	out.threeDigits(ms - isoSecond.startsAt);
	out.ascii('Z"');
}

/** The system's own text of such a number takes longer. */
function addExactTime(out: JsonWriter, time: number): void {
	const microseconds = Math.round((time - Math.floor(time)) * 1_000);
	const ms = Math.floor(time) + Math.floor(microseconds / 1_000);
	exactSecond.moveTo(ms);
	out.ascii(',"timeMs":');
	if (exactSecond.startsAt === 0) {
		out.value(ms);
	} else {
		out.ascii(exactSecond.text);
		out.threeDigits(ms - exactSecond.startsAt);
	}
	out.ascii('.');
	out.threeDigits(microseconds % 1_000);
}
