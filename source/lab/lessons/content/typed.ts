import type { Finding } from '../engine/lesson.ts';
import type { SeenExchange } from '../engine/seen-exchanges.ts';

/** How many bytes a netstring promises to have in all, its length, colon and comma among them; 0 where it does not. */
export function promised(text: string): number {
	const digits = /^(\d+):/.exec(text)?.[1];
	return digits === undefined ? 0 : Number(digits) + digits.length + 2;
}

/** Something was typed, but not what was asked for. */
export function hinting(seen: SeenExchange | undefined): Finding | undefined {
	if (seen === undefined) {
		return undefined;
	}
	return {
		hint: `That was ${quoted(seen.receivedText)}: ${seen.refused === undefined ? 'the server answered it' : `refused, ${seen.refused.why}`}. Try once more.`,
	};
}

/** Somebody has connected and not said enough yet. */
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

/** What was typed, on one line and not too long. */
export function quoted(text: string): string {
	return text.trimEnd().replaceAll(/\r?\n/g, ' ⏎ ').slice(0, 40);
}
