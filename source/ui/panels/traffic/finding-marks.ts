import type { Exchange } from '../../../lab/snapshot.ts';
import { findText } from '../../search/find.ts';
import type { Column } from '../../text/columns.ts';
import { type Row, rowText, type Span } from '../../text/rows.ts';
import type { FilterMatch } from './filter/filter-term.ts';

/** The columns, with what a filter has found underlined in their cells. */
export function markFindings(
	columns: readonly Column<Exchange>[],
	findings: readonly FilterMatch[],
): readonly Column<Exchange>[] {
	if (findings.length === 0) {
		return columns;
	}
	return columns.map(column => {
		const here = findings.filter(finding => finding.column === column.name);
		return here.length === 0 ? column : { ...column, cell: (...place) => underlined(column.cell(...place), here) };
	});
}

function underlined(cell: Row, findings: readonly FilterMatch[]): Row {
	const text = rowText(cell);
	const found = new Array<boolean>(text.length).fill(false);
	for (const finding of findings) {
		const matches = finding.text === undefined ? [{ from: 0, to: text.length }] : findText(text, finding.text);
		for (const { from, to } of matches) {
			found.fill(true, from, to);
		}
	}
	return found.includes(true) ? cutWhereFound(cell, found) : cell;
}

/** No terminal shows well what is both bold and dim. */
function emphasized(piece: Span): Span {
	return { ...piece, ...(piece.tone === 'dim' && { tone: 'plain' }), bold: true, underline: true };
}

function cutWhereFound(cell: Row, found: readonly boolean[]): Row {
	const pieces: Span[] = [];
	let at = 0;
	for (const piece of cell) {
		const end = at + piece.text.length;
		let from = at;
		while (from < end) {
			let to = from + 1;
			while (to < end && found[to] === found[from]) {
				to += 1;
			}
			const text = piece.text.slice(from - at, to - at);
			pieces.push(found[from] ? emphasized({ ...piece, text }) : { ...piece, text });
			from = to;
		}
		at = end;
	}
	return pieces;
}
