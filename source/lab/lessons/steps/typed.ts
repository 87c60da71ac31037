import type { Finding } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';

/** The number with which a netstring begins; undefined where the bytes do not begin as one. */
export function lengthInFront(start: Buffer): number | undefined {
	const digits = /^(\d+):/.exec(start.toString('latin1'))?.[1];
	return digits === undefined ? undefined : Number(digits);
}

/** The whole length of a netstring in bytes, by its own number: digits, colon, payload and comma; 0 where the bytes do not begin as one. */
export function promisedBytes(start: Buffer): number {
	const length = lengthInFront(start);
	return length === undefined ? 0 : length + String(length).length + 2;
}

/** The number at the front of a netstring, and its payload as text; undefined where the bytes are no whole netstring. */
export function asNetstring(bytes: Buffer): { readonly length: number; readonly payload: string } | undefined {
	const whole = promisedBytes(bytes);
	const colon = bytes.indexOf(':');
	return whole > 0 && bytes.length >= whole && bytes[whole - 1] === 0x2c
		? { length: Number(bytes.toString('latin1', 0, colon)), payload: bytes.toString('utf8', colon + 1, whole - 1) }
		: undefined;
}

/** A hint for somebody who has sent something else than this text, or has sent it in another way than so. */
export function seenInstead({ receivedStart, refusal, why, replied }: Visit, wanted: string, how = ''): Finding {
	const what =
		replied === true ? 'the server answered it' : refusal === undefined ? 'nobody answered it' : `refused: ${why}`;
	return { hint: `That was ${quoted(receivedStart)}, and ${what}. This step needs “${wanted}”${how}.` };
}

/** The typed text on one line, cut to 40 characters, in quotation marks: its own last comma is to be seen. */
export function quoted(bytes: Buffer): string {
	const text = bytes.toString().trimEnd().replaceAll(/\r?\n/g, ' ⏎ ').slice(0, 40);
	return text === '' ? 'nothing' : `“${text}”`;
}
