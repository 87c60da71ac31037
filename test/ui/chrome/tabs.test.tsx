import { expect, it } from 'vitest';
import { Tabs } from '../../../source/ui/chrome/tabs.tsx';
import { initialState, type ScreenState } from '../../../source/ui/state.ts';
import type { Tone } from '../../../source/ui/text/tones.ts';
import { arrangementOf, panels } from '../../../source/ui/views.ts';
import { drawnRows, drawnSpans } from '../../fixtures/drawn.tsx';
import { noTotals, sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { modelOf } from '../../fixtures/view-model.ts';

const marks: { readonly [tone in Tone]?: string } = { focus: '#', title: '+', dim: '-' };

/** The tabs at 60x16, with the look of each panel's word before it: focused, seen, or neither. */
function tabs(change: Partial<ScreenState>): string | undefined {
	const state = { ...initialState, ...change };
	const snapshot = sampleSnapshot();
	const model = modelOf({ state, snapshot, arrangement: arrangementOf(state, snapshot, { columns: 60, rows: 16 }) });
	return drawnSpans(<Tabs panels={panels} model={model} width={60} />, 60, 1)
		.map(({ tone = 'plain', text }) => `${marks[tone] ?? ''}${text.replace(/[\d\s]/g, '')}`)
		.filter(text => /[a-z]/i.test(text))
		.join(' ');
}

it('names every panel by its digit in one row of the smallest terminal, also while many connections are open', () => {
	const snapshot = sampleSnapshot({ totals: { ...noTotals, open: 500 } });
	for (const { name } of panels) {
		const model = modelOf({ state: { ...initialState, focused: name }, snapshot });
		const [row = ''] = drawnRows(<Tabs panels={panels} model={model} width={60} />, 60, 1);
		expect(row).toMatch(/^ 1 Servers {3}2 Traffic {3}3 .+ {3}4 Client {3}5 Poem$/);
	}
});

it('lets the panel with the keys stand out most, then those that are seen', () => {
	expect(tabs({ focused: 'client' })).toBe('-Servers -Traffic -Open #Client +Poem');
	expect(tabs({ focused: 'servers' })).toBe('#Servers -Traffic +Open -Client -Poem');
	expect(tabs({ focused: 'traffic' })).toBe('-Servers #Traffic -Open -Client -Poem');
});
