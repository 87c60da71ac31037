import { asciiOnly, graphemesOf } from '../text/graphemes.ts';
import { type Row, rowText, type Span, span, spreadRow } from '../text/rows.ts';
import type { Match } from './find.ts';
import { matchWords, type Search } from './search-state.ts';

/** The search line: what is looked for, and at which match the reader is. */
export function searchRow(search: Search, count: number, width: number): Row {
	const keys = [span('   n', 'key'), span(' next  ', 'dim'), span('N', 'key'), span(' back', 'dim')];
	const after = search.typing ? [span('▏', 'focus')] : count > 0 ? keys : [];
	const typed: Row = [span(' /', 'key'), span(search.query), ...after];
	const words = matchWords(search, count);
	return spreadRow(typed, words === '' ? [] : [span(words, count === 0 ? 'warning' : 'plain')], width);
}

/** The row with its matches marked; `from` and `to` count characters of the row's text as strings do. */
export function markRow(row: Row, matches: readonly (Match & { readonly current: boolean })[]): Row {
	if (matches.length === 0) {
		return row;
	}
	const marked: Span[] = [];
	const whole = wholeCharacters(row, matches);
	let at = 0;
	for (const piece of row) {
		const end = at + piece.text.length;
		let done = at;
		for (const { from, to, current } of whole) {
			const [start, stop] = [Math.max(from, done), Math.min(to, end)];
			if (start >= stop) {
				continue;
			}
			if (start > done) {
				marked.push({ ...piece, text: piece.text.slice(done - at, start - at) });
			}
			const tone = current ? 'focus' : piece.tone;
			marked.push({ ...piece, text: piece.text.slice(start - at, stop - at), ...(tone && { tone }), inverse: true });
			done = stop;
		}
		if (done < end) {
			marked.push({ ...piece, text: piece.text.slice(done - at) });
		}
		at = end;
	}
	return marked;
}

/** The matches extended to whole characters: an accent without its letter would take a column of its own. */
function wholeCharacters<Found extends Match>(row: Row, matches: readonly Found[]): readonly Found[] {
	const text = rowText(row);
	if (asciiOnly.test(text)) {
		return matches;
	}
	const starts: number[] = [0];
	for (const grapheme of graphemesOf(text)) {
		starts.push((starts.at(-1) ?? 0) + grapheme.length);
	}
	return matches.map(match => ({
		...match,
		from: starts.findLast(start => start <= match.from) ?? match.from,
		to: starts.find(start => start >= match.to) ?? match.to,
	}));
}

/** True while the search line is on the screen. */
export function isSearching({ query, typing }: Search): boolean {
	return typing || query !== '';
}

/** The rows that the search line leaves for the text that is searched. */
export function roomBeside(search: Search, rows: number): number {
	return Math.max(1, rows - (isSearching(search) ? 1 : 0));
}
