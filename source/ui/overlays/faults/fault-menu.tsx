import type { ReactNode } from 'react';
import { Overlay } from '../../components/overlay.tsx';
import { DrawnPanel } from '../../components/panel.tsx';
import { pickerSize } from '../../components/picker.tsx';
import type { ViewProps } from '../../view.ts';
import { faultMenuLines, faultMenuPanel } from './fault-menu-rows.ts';
import { menuServer } from './fault-menu-state.ts';

/** The faults that can strike one server, over the panels. */
export function FaultMenu({ model, ...body }: ViewProps): ReactNode {
	const { state, snapshot } = model;
	const { overlay } = state;
	if (overlay?.kind !== 'fault-menu') {
		return null;
	}
	const server = menuServer(overlay, snapshot);
	if (server === undefined) {
		return null;
	}
	const size = pickerSize(body, faultMenuLines);
	return (
		<Overlay body={body} {...size}>
			<DrawnPanel {...faultMenuPanel(overlay, server, size)} />
		</Overlay>
	);
}
