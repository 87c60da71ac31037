import type { LabEvent } from '../events/events.ts';

/**
 * One event as one JSON object, its time in ISO 8601, its bytes in base64 at the end; `more` comes after its time. No
 * newline.
 */
export function jsonLine({ type, time, ...rest }: LabEvent, more: Readonly<Record<string, unknown>> = {}): string {
	const fields: Record<string, unknown> = { type, time: new Date(time).toISOString(), ...more, ...rest };
	let line = '';
	for (const key of ['data', 'poem']) {
		const bytes = fields[key];
		if (bytes instanceof Uint8Array) {
			delete fields[key];
			// Base64 needs no escapes, and a Buffer would turn itself into a list of numbers.
			line += `,"${key}":"${Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64')}"`;
		}
	}
	return `${JSON.stringify(fields).slice(0, -1)}${line}}`;
}
