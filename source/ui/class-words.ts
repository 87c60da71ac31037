import type { Exchange } from '../lab/snapshot.ts';
import { visibleLine } from '../wire/visible-text.ts';

/** The part of the class in a proxy's answer. */
export type ClassPart = Pick<Exchange, 'cacheFrom' | 'withLab'>;

/** The part of the class, after a proxy's answer: HIT `class`, COLLAPSED `with bo@mac`; empty where it had none. */
export function classWords({ cacheFrom, withLab }: ClassPart): string {
	return withLab === undefined ? (cacheFrom ?? '') : `with ${visibleLine(withLab)}`;
}

/** The word of an outcome to be heard, with the part of the class in it, and its detail without that: `hit from the class`. */
export function spokenOutcome(
	{ word, detail }: { readonly word: string; readonly detail: string },
	part: ClassPart & { readonly cache?: string },
): { readonly word: string; readonly detail: string } {
	const shown = word === part.cache?.toUpperCase() ? classWords(part) : '';
	return {
		word: [word.toLowerCase(), part.withLab === undefined && shown !== '' ? `from the ${shown}` : shown]
			.join(' ')
			.trim(),
		detail: detail.startsWith(shown) ? detail.slice(shown.length).trim() : detail,
	};
}
