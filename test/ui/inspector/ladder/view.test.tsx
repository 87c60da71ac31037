import { Box } from 'ink';
import { describe, expect, it } from 'vitest';
import { ladderView } from '../../../../source/ui/inspector/ladder/view.tsx';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { detailOf, drawnView } from '../drawn-view.tsx';
import { endedExchange, failedUpstream, servers, slowRelay } from '../trace-events.ts';

const failed = detailOf(3, failedUpstream('reset'), servers);

describe('the ladder, drawn', () => {
	it('has the reasons below it, after an empty row, where there is room for both', () => {
		const relay = detailOf(1, slowRelay(66), servers);
		const rows = drawnView(ladderView, relay, { width: 120, height: 30 });
		const first = rows.indexOf(' ● MISS');
		expect(rows[first - 1]).toBe('');
		expect(rows[first - 2]).toContain(' end ');
		expect(rows[first + 1]).toContain('What happened');
		expect(drawnView(ladderView, relay, { width: 119 }).join('\n')).not.toContain('What happened');
	});

	it('has them below it at any width where it is of only a few rows', () => {
		const short = detailOf(1, endedExchange('left'), servers);
		expect(drawnView(ladderView, short, { width: 60 }).join('\n')).toContain('The server says');
	});

	it.each([60, 120])('keeps its heads, and is the same rows, however far it is scrolled: %i columns', width => {
		const { count, part } = ladderView.layOut(failed, 'text', width);
		const [heads, ...all] = drawnView(ladderView, failed, { width, height: count + 1 });
		expect(Math.max(...all.map(textWidth))).toBeLessThanOrEqual(width);
		const parts = Array.from({ length: count }, (_, top) => top).map(top => (
			<Box key={top} flexDirection="column" height={7} flexShrink={0}>
				{part(top, 6, [])}
			</Box>
		));
		const drawn = drawnRows(parts, width, 7 * count);
		for (let top = 0; top < count; top += 1) {
			const [headsNow, ...rows] = drawn.slice(top * 7, top * 7 + 7);
			expect(headsNow).toBe(heads);
			// The first row that is seen tells its time, also where the one above it has told it.
			const seen = rows.slice(0, count - top).map(row => row.slice(9));
			expect(seen).toEqual(all.slice(top, top + 6).map(row => row.slice(9)));
		}
	});
});
