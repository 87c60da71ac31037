import { Table } from '../../components/table.tsx';
import { plainWords } from '../../screen-reader/speech.ts';
import { gap } from '../../text/rows.ts';
import { type ExchangeView, readAtOnce } from '../exchange-view.ts';
import { phasesOf } from './times.ts';
import { timesColumns } from './times-columns.ts';

/** The duration of each step, and of each of its parts. */
export const timesView: ExchangeView = {
	title: 'Times',
	layOut({ trace }, _mode, width) {
		const items = phasesOf(trace);
		const table = {
			items,
			columns: timesColumns(items, trace.startTime, width - 1),
			lead: () => [gap(1)],
			leadWidth: 1,
		};
		return {
			hasHeads: true,
			count: items.length,
			part: (top, count) => (
				<Table {...table} top={top} height={count + 1} keyOf={phase => items.indexOf(phase)} hasHeadings />
			),
		};
	},
	read: ({ trace }) =>
		readAtOnce(
			'Times in milliseconds, counted from the asking',
			phasesOf(trace).map(({ name, depth, startTime, endTime, state }) => {
				const took = `${(endTime - startTime).toFixed(1)}, from ${(startTime - trace.startTime).toFixed(1)}`;
				const whole = depth === 0 ? '' : 'Of it, ';
				return `${whole}${plainWords(name)}: ${took}${state === 'done' ? '' : `, ${state}`}.`;
			}),
		),
};
