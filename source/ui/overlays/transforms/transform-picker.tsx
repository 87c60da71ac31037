import type { ReactNode } from 'react';
import { Overlay } from '../../components/overlay.tsx';
import { DrawnPanel } from '../../components/panel.tsx';
import type { ViewProps } from '../../view.ts';
import { pickerSize, transformPickerLines, transformPickerPanel } from '../hosts/picker-rows.ts';

/** The transforms to choose from, over the panels. */
export function TransformPicker({ model, ...body }: ViewProps): ReactNode {
	const { state, snapshot } = model;
	const { overlay } = state;
	if (overlay?.kind !== 'transform-picker') {
		return null;
	}
	const size = pickerSize(body, transformPickerLines(snapshot));
	return (
		<Overlay body={body} {...size}>
			<DrawnPanel {...transformPickerPanel(overlay, snapshot, size)} />
		</Overlay>
	);
}
