import { describe, expect, it } from 'vitest';
import { transformsView } from '../../../../source/ui/overlays/transforms/view.ts';
import { initialState, type ScreenState } from '../../../../source/ui/state.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { modelOf } from '../../../fixtures/view-model.ts';

const picking = (index: number, picked: readonly string[], hasToggled = true): ScreenState => ({
	...initialState,
	overlay: { kind: 'transform-picker', index, picked, hasToggled },
});

const rowsOf = (state: ScreenState, width = 60, height = 12) =>
	drawnRows(
		<transformsView.Component model={modelOf({ state })} focused width={width} height={height} />,
		width,
		height,
	);

describe('the transform picker', () => {
	it('numbers those that run in their order, and says that order at the bottom', () => {
		expect(rowsOf(picking(1, ['gibberish', 'cummingsify'])).slice(2, 10)).toEqual([
			'  ╭─ Transforms ────────────────────────────── 2 chosen ─╮',
			'  │   2  cummingsify  Everything in lower case, as e. e… │',
			'  │▸  1  gibberish    Always throws.                     │',
			'  │   ·  shout        Everything in upper case.          │',
			'  │                                                      │',
			'  │                                                      │',
			'  │ runs  gibberish → cummingsify                        │',
			'  ╰──────────────────────────────────────────────────────╯',
		]);
	});

	it('says what enter takes as long as none was picked, and that none runs once none is picked any more', () => {
		expect(rowsOf(picking(2, ['gibberish'], false), 80).join('\n')).toContain(
			'enter takes shout alone; space picks several',
		);
		expect(rowsOf(picking(1, ['gibberish'], false), 80).join('\n')).toContain('runs  gibberish');
		expect(rowsOf(picking(2, []), 80).join('\n')).toContain('none runs; space picks one');
	});

	it('keeps the marked one in sight on the smallest screen', () => {
		const names = modelOf().snapshot.transforms.map(({ name }) => name);
		for (const [index, name] of names.entries()) {
			expect(rowsOf(picking(index, []), 60, 10).find(row => row.includes('▸'))).toContain(name);
		}
	});
});
