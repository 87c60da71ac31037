import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phasesOf } from '../../../../source/ui/inspector/times/times.ts';
import { timesColumns } from '../../../../source/ui/inspector/times/times-columns.ts';
import { timesView } from '../../../../source/ui/inspector/times/view.tsx';
import { headingRow, tableRow } from '../../../../source/ui/text/columns.ts';
import { rowText } from '../../../../source/ui/text/rows.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { detailOf, drawnView } from '../drawn-view.tsx';
import { failedUpstream, servers, slowRelay } from '../trace-events.ts';

describe('the table of times', () => {
	it('is drawn on one scale, never wider than asked for, with the numbers one under the other', () => {
		fc.assert(
			fc.property(fc.integer({ min: 2, max: 40 }), fc.integer({ min: 60, max: 200 }), (writes, width) => {
				const { trace } = detailOf(1, slowRelay(writes), servers);
				const phases = phasesOf(trace);
				const columns = timesColumns(phases, trace.startTime, width);
				const head = rowText(headingRow(columns));
				const rows = phases.map(phase => rowText(tableRow(columns, phase)));
				const end = head.search(/took m?s/) + (head.includes('took ms') ? 7 : 6);
				expect(Math.max(...[head, ...rows].map(textWidth))).toBeLessThanOrEqual(width);
				for (const row of rows) {
					expect(row.slice(0, end)).toMatch(/\d$/);
					expect(row.slice(end)).toMatch(/^ *[━╸╺─╴╶]+( ✗| …)?/);
				}
			}),
		);
	});

	it('marks what failed with a sign and a word', () => {
		const rows = drawnView(timesView, detailOf(3, failedUpstream('reset'), servers), { width: 101 });
		expect(rows.filter(row => row.endsWith('✗ failed'))).toHaveLength(2);
	});

	it('keeps its headings over the rows, however far they are scrolled', () => {
		const detail = detailOf(1, slowRelay(5), servers);
		const whole = drawnView(timesView, detail, { height: 20 });
		expect(whole[0]).toMatch(/from ms +took ms +0\.0/);
		for (const top of [1, 2, 3]) {
			expect(drawnView(timesView, detail, { height: 4, top })).toEqual([whole[0], ...whole.slice(top + 1, top + 4)]);
		}
	});
});
