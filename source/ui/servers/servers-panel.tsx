import { memo, type ReactNode } from 'react';
import type { Snapshot } from '../../lab/lab.ts';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import { serversRows } from './servers-rows.ts';

export interface ServersPanelProps {
	readonly rect: Rect;
	readonly servers: Snapshot['servers'];
	readonly selected: string | undefined;
	readonly focused: boolean;
}

/** Panel 1: every server, by kind. */
export const ServersPanel = memo(function ServersPanel({ rect, ...view }: ServersPanelProps): ReactNode {
	return <RowsView rect={rect} rows={serversRows({ ...view, width: rect.width, height: rect.height })} />;
});
