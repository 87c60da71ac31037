import type { ReactNode } from 'react';
import type { Snapshot } from '../../lab/lab.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import type { Overlay } from '../screen-state.ts';
import {
	hostPickerLines,
	hostPickerRows,
	pickerRect,
	transformPickerLines,
	transformPickerRows,
} from './picker-rows.ts';

export interface PickerProps {
	readonly overlay: Extract<Overlay, { readonly kind: 'host-picker' | 'transform-picker' }>;
	readonly snapshot: Snapshot;
	readonly body: Rect;
}

/** The host picker or the transform picker, over the panels. */
export function Picker({ overlay, snapshot, body }: PickerProps): ReactNode {
	if (overlay.kind === 'host-picker') {
		const rect = pickerRect(body, hostPickerLines(snapshot));
		return <RowsView opaque rect={rect} rows={hostPickerRows(overlay, snapshot, rect)} />;
	}
	const rect = pickerRect(body, transformPickerLines(snapshot));
	return <RowsView opaque rect={rect} rows={transformPickerRows(overlay, snapshot, rect)} />;
}
