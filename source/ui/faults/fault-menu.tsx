import type { ReactNode } from 'react';
import type { Snapshot } from '../../lab/lab.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import { pickerRect } from '../client/picker-rows.ts';
import type { Rect } from '../layout.ts';
import { faultMenuLines, faultMenuRows } from './fault-menu-rows.ts';
import { type FaultMenuState, menuServer } from './fault-menu-state.ts';

export interface FaultMenuProps {
	readonly menu: FaultMenuState;
	readonly snapshot: Snapshot;
	readonly body: Rect;
}

/** The faults that can strike one server, over the panels. */
export function FaultMenu({ menu, snapshot, body }: FaultMenuProps): ReactNode {
	const server = menuServer(menu, snapshot);
	if (server === undefined) {
		return null;
	}
	const rect = pickerRect(body, faultMenuLines);
	return <RowsView opaque rect={rect} rows={faultMenuRows(menu, server, rect)} />;
}
