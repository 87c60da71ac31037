import { expect, it } from 'vitest';
import { Tabs } from '../../../source/ui/chrome/tabs.tsx';
import { initialState } from '../../../source/ui/state.ts';
import { panels } from '../../../source/ui/views.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import { noTotals, sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { modelOf } from '../../fixtures/view-model.ts';

it('names every panel by its digit in one row of the smallest terminal, also while many connections are open', () => {
	const snapshot = sampleSnapshot({ totals: { ...noTotals, open: 500 } });
	for (const { name } of panels) {
		const model = modelOf({ state: { ...initialState, focused: name }, snapshot });
		const [row = ''] = drawnRows(<Tabs panels={panels} model={model} width={60} />, 60, 1);
		expect(row).toMatch(/^ 1 Servers {3}2 Traffic {3}3 .+ {3}4 Client {3}5 Poem$/);
	}
});
