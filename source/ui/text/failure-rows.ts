import { visibleLine } from '../../wire/visible-text.ts';
import { gap, type Row, span } from './rows.ts';
import { wrapWords } from './wrap.ts';

/** The reason why something failed, in rows of at most `width` columns beside their sign, and at most so many rows. */
export function failureRows(why: string, width: number, maxRows: number): readonly Row[] {
	return wrapWords(visibleLine(why), width, maxRows).map(
		(row, at): Row => [gap(1), span(at === 0 ? '✗ ' : '  ', 'failed'), span(row)],
	);
}
