import type { Snapshot } from '../../lab/lab.ts';
import { formatCount } from '../format.ts';
import { type Layout, panelNames } from '../layout.ts';
import type { ScreenState } from '../screen-state.ts';
import { fitRow, gap, type Row, span } from '../text/rows.ts';

const titles = { servers: 'Servers', traffic: 'Traffic', connections: 'Open', client: 'Client', poem: 'Poem' } as const;

/** On a small terminal: all panels by their digits; those that are seen stand out, the focused one most. */
export function tabRow({ panels }: Layout, { focused, lesson }: ScreenState, { totals }: Snapshot, width: number): Row {
	const row = panelNames.flatMap((name, index): Row => {
		const count = name === 'connections' && totals.open > 0 ? ` ${formatCount(totals.open)}` : '';
		const title = `${titles[name]}${count}`;
		if (name === focused && !lesson?.focused) {
			return [{ text: ` ${index + 1} ${title} `, tone: 'focus', inverse: true }, gap(1)];
		}
		return [span(` ${index + 1}`, 'key'), span(` ${title} `, panels[name] === undefined ? 'dim' : 'title'), gap(1)];
	});
	return fitRow(row, width);
}
