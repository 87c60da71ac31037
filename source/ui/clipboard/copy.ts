import { formatBytes, formatPlural } from '../format.ts';
import { type Span, span } from '../text/rows.ts';
import { type ClipboardRoute, maxCopiedBytes, osc52 } from './osc52.ts';

/** Content for the clipboard, and the words about it. */
export interface Copied {
	/** As a person would call it: `the poem`. */
	readonly what: string;
	readonly content: Uint8Array;
	/** Another way, where the terminal does not take it: `s saves it`. */
	readonly instead: string;
	/** Said instead of that once it was sent. */
	readonly next?: string;
}

/** The sequence for the terminal, absent where nothing is copied, and the message for the person. */
export interface Copying {
	readonly sequence?: string;
	readonly message: Span;
}

/** Copies through the terminal. No terminal says whether it took it, so the words do not claim it. */
export function copyThrough(route: ClipboardRoute, { what, content, instead, next }: Copied): Copying {
	if (route.kind === 'none') {
		return { message: span(`not copied: ${route.why}; ${instead}`, 'warning') };
	}
	if (content.length === 0) {
		return { message: span(`not copied: ${what} is empty`, 'warning') };
	}
	if (content.length > maxCopiedBytes) {
		const text = `not copied: ${what} has ${formatBytes(content.length)}, a terminal takes ${formatBytes(maxCopiedBytes)}; ${instead}`;
		return { message: span(text, 'warning') };
	}
	const size = formatPlural(content.length, 'byte');
	const text =
		route.kind === 'tmux'
			? `${what}, ${size}, sent to tmux; ${next ?? 'not there? set-clipboard on'}`
			: `${what}, ${size}, sent to the clipboard; ${next ?? `not there? ${instead}`}`;
	return { sequence: osc52(content, route.kind), message: span(text, 'good') };
}
