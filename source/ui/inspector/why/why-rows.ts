import { gap, padText, type Row, span } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import { signs } from '../../theme.ts';
import type { Reason } from './reason.ts';

const labelWidth = 19;
/** A longer line of words is hard to read. */
const widestText = 96;

/** The reasons in labelled sentences; a reason's rows are followed by an empty one. */
export function whyRows(reasons: readonly Reason[], width: number): readonly Row[] {
	return reasons.flatMap(({ about, tone, parts }, index): readonly Row[] => {
		const sign = tone === 'failed' ? signs.failed : tone === 'warning' ? '!' : signs.done;
		return [
			...(index === 0 ? [] : [[]]),
			[gap(1), span(`${sign} `, tone), span(about, 'title')],
			...parts.flatMap(({ label, text }) => partRows(label, text, width)),
		];
	});
}

function partRows(label: string, text: string, width: number): readonly Row[] {
	const room = Math.max(10, Math.min(widestText, width - labelWidth - 4));
	return wrapWords(text, room).map(
		(words, index): Row => [gap(3), span(padText(index === 0 ? label : '', labelWidth), 'dim'), span(words)],
	);
}
