import { Box } from 'ink';
import { describe, expect, it } from 'vitest';
import { whyView } from '../../../../source/ui/inspector/why/view.tsx';
import { reasonsOf } from '../../../../source/ui/inspector/why/why.ts';
import { Why, whyCards } from '../../../../source/ui/inspector/why/why-cards.tsx';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { detailOf, drawnView } from '../drawn-view.tsx';
import { failedUpstream, servers } from '../trace-events.ts';

const detail = detailOf(3, failedUpstream('reset'), servers);

describe('the reasons', () => {
	it('are cards with a sign, what they are about, and labelled sentences', () => {
		expect(drawnView(whyView, detail, { width: 80, height: 12 }).join('\n')).toMatchInlineSnapshot(`
			" ✗ client → proxy/ecstasy
			   The client saw     a reset, in place of an orderly end. What came before it
			                      may be only a part of the poem, so it does not count.
			   The server says    it reset the connection on purpose: what it was passing
			                      on broke off, and an orderly close would have made half a
			                      poem look whole.
			   It could not know  why. A crash, a stop and a cut on purpose look the same:
			                      a reset carries no reason.

			 ✗ proxy/ecstasy → 192.0.2.1:9
			   The proxy saw      a reset, in place of an orderly end. What came before it
			                      may be only a part of the poem, so it does not count."
		`);
	});

	it('are told in rows that are never too wide', () => {
		for (const width of [50, 80, 120, 200]) {
			const rows = drawnView(whyView, detail, { width });
			expect(Math.max(...rows.map(textWidth))).toBeLessThanOrEqual(width);
			expect(rows.join('\n')).not.toContain('…');
		}
	});

	it('are the same rows, however far they are scrolled', () => {
		const cards = whyCards(reasonsOf(detail.trace), 60);
		const all = drawnRows(<Why {...cards} top={0} count={cards.rowCount} />, 60, cards.rowCount);
		expect(all.at(-1)).not.toBe('');
		const tops = Array.from({ length: cards.rowCount }, (_, top) => top);
		const parts = tops.map(top => (
			<Box key={top} height={5} flexShrink={0}>
				<Why {...cards} top={top} count={5} />
			</Box>
		));
		const drawn = drawnRows(parts, 60, 5 * tops.length);
		for (const top of tops) {
			expect(drawn.slice(top * 5, top * 5 + 5)).toEqual([...all.slice(top, top + 5), '', '', '', ''].slice(0, 5));
		}
	});
});
