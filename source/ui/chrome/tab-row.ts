import { sizeOf } from '../arrangement/arrangement.ts';
import { fitRow, gap, type Row, span } from '../text/rows.ts';
import type { PanelView } from '../view.ts';
import type { ViewModel } from '../view-model.ts';

/** On a small terminal: all panels by their digits; those that are seen stand out, the focused one most. */
export function tabRow(
	panels: readonly Pick<PanelView, 'name' | 'tabTitle'>[],
	{ state, snapshot, arrangement }: Pick<ViewModel, 'state' | 'snapshot' | 'arrangement'>,
	width: number,
): Row {
	const row = panels.flatMap(({ name, tabTitle }, index): Row => {
		const title = tabTitle(snapshot);
		if (name === state.focused && !state.lesson?.focused) {
			return [{ text: ` ${index + 1} ${title} `, tone: 'focus', inverse: true }, gap(1)];
		}
		const tone = sizeOf(arrangement, name) === undefined ? 'dim' : 'title';
		return [span(` ${index + 1}`, 'key'), span(` ${title} `, tone), gap(1)];
	});
	return fitRow(row, width);
}
