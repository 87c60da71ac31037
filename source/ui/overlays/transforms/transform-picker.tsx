import type { ReactNode } from 'react';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { Picker, pickerSize } from '../../components/picker.tsx';
import type { OverlayOf } from '../../state.ts';
import { clipText, gap, padText, type Row, span } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import type { OverlayProps } from '../overlay-view.tsx';

type Transform = Snapshot['transforms'][number];

/** The transforms, over the panels: the number before a name is its place in the order in which they run. */
export function TransformPicker({ overlay, model, ...body }: OverlayProps<OverlayOf<'transform-picker'>>): ReactNode {
	const { index, picked, hasToggled } = overlay;
	const { transforms, transformServer } = model.snapshot;
	const size = pickerSize(body, transforms.length + 2);
	const inner = size.width - 3;
	const nameWidth = Math.min(20, Math.max(8, ...transforms.map(({ name }) => textWidth(visibleLine(name)))));
	const rowOf = ({ name, summary }: Transform, isSelected: boolean): Row => {
		const place = picked.indexOf(name);
		const isPicked = place !== -1;
		return [
			isSelected ? span('▸', 'focus') : gap(1),
			isPicked ? span(String(place + 1).padStart(3), 'focus', true) : span('  ·', 'dim'),
			gap(2),
			span(padText(visibleLine(name), nameWidth), isPicked || isSelected ? 'title' : 'plain', isSelected),
			gap(2),
			span(clipText(visibleLine(summary), inner - nameWidth - 8), isSelected ? 'plain' : 'dim'),
		];
	};
	return (
		<Picker
			{...{ body, size, index }}
			title="Transforms"
			right={[
				...(transformServer === undefined ? [] : [span(`at ${visibleLine(transformServer)}`, 'warning'), gap(2)]),
				span(picked.length === 0 ? 'none chosen' : `${picked.length} chosen`, 'dim'),
			]}
			items={transforms}
			row={rowOf}
			keyOf={({ name }) => name}
			footer={[[], footerRow(picked, hasToggled ? undefined : transforms[index]?.name, inner)]}
		/>
	);
}

/** The order in which those that are picked run, or what enter takes where it would take another one. */
function footerRow(picked: readonly string[], marked: string | undefined, width: number): Row {
	if (marked !== undefined && !picked.includes(marked)) {
		return [gap(1), span(clipText(`enter takes ${visibleLine(marked)} alone; space picks several`, width - 1), 'dim')];
	}
	return picked.length === 0
		? [gap(1), span('none runs; space picks one', 'dim')]
		: [gap(1), span('runs  ', 'dim'), span(clipText(picked.map(visibleLine).join(' → '), width - 7))];
}
