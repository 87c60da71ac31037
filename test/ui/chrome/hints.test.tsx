import { describe, expect, it } from 'vitest';
import { Hints } from '../../../source/ui/chrome/hints.tsx';
import { panelNames } from '../../../source/ui/keymap.ts';
import { initialState, type ScreenState } from '../../../source/ui/state.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import { sampleFetch, sampleSnapshot } from '../../fixtures/fake-lab.ts';

const fetched = sampleSnapshot({ fetch: sampleFetch() });
const drawn = (state: ScreenState, width: number) =>
	drawnRows(<Hints state={state} snapshot={fetched} width={width} />, width, 1)[0];

describe('the hint line', () => {
	it.each(panelNames)('ends with help and quit at 60 columns and more, on %s', focused => {
		for (const width of [60, 80, 120, 200]) {
			const row = drawn({ ...initialState, focused, zoomed: true }, width);
			expect(row).toMatch(/ {3}\? help {3}q quit$/);
		}
	});

	it('keeps the way back before them where there is one', () => {
		const row = drawn({ ...initialState, focused: 'servers', zoomed: true }, 60);
		expect(row).toBe(' enter use in client   esc back   ? help   q quit');
	});

	it('leaves out what is told last, and not the ways out', () => {
		expect(drawn(initialState, 120)).toBe(
			' enter fetch   t transforms   / host   c crowd   i inspect   ↑↓ move   r repeat   x purge cache   ? help   q quit',
		);
	});

	it('gives a message its room first', () => {
		const row = drawn({ ...initialState, message: { text: 'm'.repeat(60), tone: 'plain' } }, 80);
		expect(row).toMatch(/^ enter fetch +m{60}$/);
		expect(row).toHaveLength(79);
	});
});
