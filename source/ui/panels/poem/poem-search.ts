import { visibleText } from '../../../wire/visible-text.ts';
import { findText } from '../../search/find.ts';
import { placeMatches, type RowMatch, type WrappedLine } from '../../search/wrapped-lines.ts';
import type { PoemText } from './poem-text.ts';

/** Finds a query in a wrapped poem; gives the last result again where nothing has changed. */
export type FindInPoem = (poem: Uint8Array, text: PoemText, query: string) => readonly RowMatch[];

const nothing: readonly RowMatch[] = [];

/** Finds one query after another, in one poem after another. */
export function createPoemFinder(): FindInPoem {
	let seen: { readonly text: PoemText; readonly query: string; readonly found: readonly RowMatch[] } | undefined;
	return (poem, text, query) => {
		if (query === '') {
			return nothing;
		}
		if (seen?.text !== text || seen.query !== query) {
			seen = { text, query, found: placeMatches(linesOf(poem, text), line => findText(line, query)) };
		}
		return seen.found;
	};
}

/** The poem's lines, each with its rows. */
function linesOf(poem: Uint8Array, text: PoemText): readonly WrappedLine[] {
	const rows = text.rows(0, text.rowCount);
	const lines = new TextDecoder().decode(poem).split('\n');
	const wrapped: { text: string; rows: string[] }[] = [];
	for (const [row, shown] of rows.entries()) {
		const line = text.lineAt(row);
		const known = wrapped[line];
		if (known === undefined) {
			const whole = lines[line] ?? '';
			wrapped[line] = { text: visibleText(whole.endsWith('\r') ? whole.slice(0, -1) : whole), rows: [shown] };
		} else {
			known.rows.push(shown);
		}
	}
	return wrapped;
}
