import type { ReactNode } from 'react';
import { Overlay } from '../../components/overlay.tsx';
import { Rows } from '../../components/spans.tsx';
import type { ViewProps } from '../../view.ts';
import { hostPickerLines, hostPickerRows, pickerSize } from './picker-rows.ts';

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
			<Rows rows={hostPickerRows(overlay, snapshot, size)} />
		</Overlay>
	);
}
