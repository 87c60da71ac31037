import { Rows } from '../../components/spans.tsx';
import { type ExchangeView, readAtOnce } from '../exchange-view.ts';
import { rememberLast } from '../remember-last.ts';
import type { Trace } from '../trace/trace.ts';
import { reasonsOf } from '../why/why.ts';
import { Why, whyCards } from '../why/why-cards.tsx';
import { ladderLines } from './announce.ts';
import { ladderOf } from './ladder.ts';
import { ladderRows } from './ladder-rows.ts';

/** From here on the reasons stand under the ladder; under one of so few rows they always do. */
const whyBelowFrom = 120;
const shortLadder = 6;

/** The lines of a trace's ladder, made once for the same one. */
const linesOf = rememberLast((trace: Trace) => ladderLines(ladderOf(trace)));

/** A sequence diagram of what crossed, and of the promises. */
export const ladderView: ExchangeView = {
	title: 'Ladder',
	layOut({ trace }, _mode, width) {
		const { heads, count: above, rows } = ladderRows(ladderOf(trace), width);
		const hasWhy = width >= whyBelowFrom || above <= shortLadder;
		const cards = whyCards(hasWhy ? reasonsOf(trace) : [], width);
		// An empty row stands between the two.
		const count = above + (hasWhy ? 1 + cards.rowCount : 0);
		return {
			hasHeads: true,
			count,
			part(top, room) {
				const shown = [...rows(top, room), ...(hasWhy && top <= above && top + room > above ? [[]] : [])];
				return (
					<>
						<Rows rows={[heads, ...shown]} />
						<Why {...cards} top={Math.max(0, top - above - 1)} count={Math.max(0, room - shown.length)} />
					</>
				);
			},
		};
	},
	read: ({ trace }) => readAtOnce('Ladder, times in milliseconds', linesOf(trace)),
};
