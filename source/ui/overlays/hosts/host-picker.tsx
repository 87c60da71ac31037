import type { ReactNode } from 'react';
import { Overlay } from '../../components/overlay.tsx';
import { DrawnPanel } from '../../components/panel.tsx';
import type { ViewProps } from '../../view.ts';
import { hostPickerLines, hostPickerPanel, pickerSize } from './picker-rows.ts';

/** The hosts to choose from, over the panels. */
export function HostPicker({ model, ...body }: ViewProps): ReactNode {
	const { state, snapshot } = model;
	const { overlay } = state;
	if (overlay?.kind !== 'host-picker') {
		return null;
	}
	const size = pickerSize(body, hostPickerLines(snapshot));
	return (
		<Overlay body={body} {...size}>
			<DrawnPanel {...hostPickerPanel(overlay, snapshot, size)} />
		</Overlay>
	);
}
