import type { Finding } from '../engine/lesson.ts';
import type { SeenExchange } from '../engine/seen-exchanges.ts';

/** The whole length of a netstring in bytes, by its own number: digits, colon, payload and comma; 0 where the text does not begin as one. */
export function promised(text: string): number {
	const digits = /^(\d+):/.exec(text)?.[1];
	return digits === undefined ? 0 : Number(digits) + digits.length + 2;
}

/** A hint for somebody who has typed something else than was asked for; undefined where nobody has connected. */
export function hinting(seen: SeenExchange | undefined): Finding | undefined {
	if (seen === undefined) {
		return undefined;
	}
	return {
		hint: `That was ${quoted(seen.receivedText)}: ${seen.refused === undefined ? 'the server answered it' : `refused, ${seen.refused.why}`}. Try once more.`,
	};
}

/** A hint for somebody who has connected and not yet sent a whole netstring; undefined where nobody has. */
export function unsaid(seen: readonly SeenExchange[]): Finding | undefined {
	const open = seen.find(({ closed }) => closed === undefined);
	if (open === undefined) {
		return undefined;
	}
	return {
		hint:
			open.receivedText === ''
				? 'You are connected. Now the second line, with enter at its end.'
				: 'The server waits for the rest of the netstring: check its number, and its comma.',
	};
}

/** The typed text on one line, cut to 40 characters. */
export function quoted(text: string): string {
	return text.trimEnd().replaceAll(/\r?\n/g, ' ⏎ ').slice(0, 40);
}
