import { expect, it } from 'vitest';
import { smallestSize } from '../../../source/ui/arrangement/arrangement.ts';
import { Screen } from '../../../source/ui/screen.tsx';
import { initialState, type ScreenState } from '../../../source/ui/state.ts';
import { arrangementOf } from '../../../source/ui/views.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import { sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { modelOf } from '../../fixtures/view-model.ts';

const long =
	'not saved: /home/ada/poems/the-tyger.txt is there already; choose another name for it, or remove that file';

function rowsOf(change: Partial<ScreenState>, size: { readonly columns: number; readonly rows: number }) {
	const state = { ...initialState, ...change };
	const snapshot = sampleSnapshot();
	const model = modelOf({ state, snapshot, arrangement: arrangementOf(state, snapshot, size) });
	return drawnRows(<Screen model={model} {...size} />, size.columns, size.rows);
}

it.each([smallestSize, { columns: 80, rows: 24 }])('stands whole above the keys, which stay, at %o', size => {
	const keys = rowsOf({}, size).at(-1);
	const rows = rowsOf({ message: { text: long, tone: 'warning' } }, size);
	expect(rows).toHaveLength(size.rows);
	expect(keys).toContain('q quit');
	expect(rows.at(-1)).toBe(keys);
	expect(`${rows.at(-3)}${rows.at(-2)}`).toBe(` ${long}`);
	expect(rows.at(-4)).toMatch(/╯$/);
});
