import { describe, expect, it } from 'vitest';
import { hintRow } from '../../../source/ui/chrome/hint-rows.ts';
import { panelNames } from '../../../source/ui/keymap.ts';
import { initialState } from '../../../source/ui/state.ts';
import { rowText } from '../../../source/ui/text/rows.ts';
import { sampleFetch, sampleSnapshot } from '../../fixtures/fake-lab.ts';

const fetched = sampleSnapshot({ fetch: sampleFetch() });

describe('the hint line', () => {
	it.each(panelNames)('ends with help and quit at 60 columns and more, on %s', focused => {
		for (const width of [60, 80, 120, 200]) {
			const row = rowText(hintRow({ ...initialState, focused, zoomed: true }, fetched, width)).trimEnd();
			expect(row).toMatch(/ {3}\? help {3}q quit$/);
		}
	});

	it('keeps the way back before them where there is one', () => {
		const row = rowText(hintRow({ ...initialState, focused: 'servers', zoomed: true }, fetched, 60)).trimEnd();
		expect(row).toBe(' enter use in client   esc back   ? help   q quit');
	});

	it('leaves out what is told last, and not the ways out', () => {
		expect(rowText(hintRow(initialState, fetched, 120)).trimEnd()).toBe(
			' enter fetch   t transforms   / host   c crowd   i inspect   ↑↓ move   r repeat   x purge cache   ? help   q quit',
		);
	});

	it('gives a message its room first', () => {
		const row = rowText(hintRow({ ...initialState, message: { text: 'm'.repeat(60), tone: 'plain' } }, fetched, 80));
		expect(row).toMatch(/^ enter fetch +m{60} $/);
	});
});
