import type { CellRow } from './cells.ts';

const csi = '\u001b[';
/** So many unchanged columns are written again rather than jumped over: a jump costs about as many bytes. */
const shortGap = 5;

/**
 * What to write so that a row of the terminal, counted from 0, shows this: only the columns that changed. Without the
 * row as it was, all of it. It begins and ends with no look set.
 */
export function rowChange(before: CellRow | undefined, after: CellRow, y: number): string {
	const end = contentEnd(after);
	const columns = after.glyphs.length;
	const isOddNow = hasOdd(after);
	const found = before === undefined || before.glyphs.length !== columns ? undefined : changes(before, after);
	if (before === undefined || found === undefined || (found.length > 0 && (isOddNow || hasOdd(before)))) {
		// Terminals do not agree on how wide some glyphs are: where there are such ones, nothing of the row is relied upon.
		const clear = isOddNow ? `${csi}2K` : '';
		return `${csi}${y + 1}H${clear}${written(after, 0, end)}${end < columns ? `${csi}K` : ''}`;
	}
	let change = '';
	for (const { from, to } of found) {
		const kept = Math.min(to, Math.max(from, end));
		const move = change === '' ? `${csi}${y + 1};${from + 1}H` : `${csi}${from + 1}G`;
		change += move + written(after, from, kept);
		// All that follows is empty.
		if (kept < to) {
			return `${change}${csi}K`;
		}
	}
	return change;
}

/** The stretches of columns that differ, from the left; what is nearly joined is one. */
function changes(before: CellRow, after: CellRow): readonly { readonly from: number; readonly to: number }[] {
	const columns = after.glyphs.length;
	const differs = (at: number): boolean =>
		before.glyphs[at] !== after.glyphs[at] || before.looks[at] !== after.looks[at];
	const found: { from: number; to: number }[] = [];
	for (let at = 0; at < columns; at += 1) {
		if (!differs(at)) {
			continue;
		}
		const from = after.glyphs[at] === '' ? at - 1 : at;
		let to = at + 1;
		while (to < columns && (differs(to) || after.glyphs[to] === '' || before.glyphs[to] === '')) {
			to += 1;
		}
		const last = found.at(-1);
		if (last !== undefined && from - last.to <= shortGap) {
			last.to = to;
		} else {
			found.push({ from, to });
		}
		at = to - 1;
	}
	return found;
}

/** The columns as text with its looks. */
function written({ glyphs, looks }: CellRow, from: number, to: number): string {
	let text = '';
	let look = '';
	for (let at = from; at < to; at += 1) {
		const glyph = glyphs[at] ?? ' ';
		const next = looks[at] ?? '';
		// A space shows no colour, but it would show a line under it, or inverse.
		if (next !== look && !(glyph === ' ' && next === '' && !marksSpaces(look))) {
			text += next === '' ? `${csi}m` : `${csi}${look === '' ? '' : '0;'}${next}m`;
			look = next;
		}
		text += glyph;
		if (isOdd(glyph)) {
			let next = at + 1;
			while (glyphs[next] === '') {
				next += 1;
			}
			text += `${csi}${next + 1}G`;
		}
	}
	return look === '' ? text : `${text}${csi}m`;
}

function contentEnd({ glyphs, looks }: CellRow): number {
	let end = glyphs.length;
	while (end > 0 && glyphs[end - 1] === ' ' && looks[end - 1] === '') {
		end -= 1;
	}
	return end;
}

/** Underlined or inverse: neither 4 nor 7 is ever the number of a fixed colour. */
function marksSpaces(look: string): boolean {
	return look !== '' && /(^|;)[47](;|$)/.test(look);
}

function hasOdd({ glyphs }: CellRow): boolean {
	return glyphs.some(isOdd);
}

/** Is of several characters, or of a kind that some terminal draws in another number of columns. */
function isOdd(glyph: string): boolean {
	return glyph.length > 1 || (glyph > '~' && !agreed.test(glyph));
}

/** What takes one column everywhere: letters of Latin, Greek and Cyrillic, punctuation, arrows, lines and our signs. */
const agreed =
	/[\u00a1-\u00ac\u00ae-\u02ff\u0391-\u03a1\u03a3-\u03ff\u0400-\u0482\u1f00-\u1fbc\u2010-\u2027\u2030-\u205e\u20ac\u2190-\u2193\u21af\u2260-\u22ff\u2400-\u2421\u2500-\u25a9\u25b2-\u25b5\u25b8-\u25bf\u25c6-\u25fa\u2713\u2717\u276f]/;
