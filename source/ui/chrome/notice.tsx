import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Snapshot } from '../../lab/snapshot.ts';
import { Spread } from '../components/spread.tsx';
import { keyLabel } from '../keymap/key-lookup.ts';
import { type ScreenState, unseenNotices } from '../state.ts';
import { gap, span } from '../text/rows.ts';
import { currentHints } from './current-hints.ts';

export interface NoticeProps {
	readonly state: ScreenState;
	readonly snapshot: Snapshot;
	readonly width: number;
}

/** The line above the hints: what a person should know, how many more such notices there are, and what dismisses it. */
export function Notice({ state, snapshot, width }: NoticeProps): ReactNode {
	const [notice, ...others] = unseenNotices(state, snapshot);
	const more = others.length === 0 ? [] : [span(`${others.length} more`, 'dim')];
	const word = others.length === 0 ? ' seen' : ' next';
	const key = canDismiss(state, snapshot) ? [span(keyLabel('escape'), 'key'), span(word, 'dim')] : [];
	const right = [...more, ...(more.length > 0 && key.length > 0 ? [gap(2)] : []), ...key];
	return notice === undefined ? (
		<Box height={1} flexShrink={0} />
	) : (
		<Spread width={width} left={[notice]} right={right} between={3} />
	);
}

/** Whether the key has nothing else to do here. */
function canDismiss(state: ScreenState, snapshot: Snapshot): boolean {
	return (
		!state.zoomed && currentHints(state, snapshot).every(({ command }) => command !== 'back' && command !== 'close')
	);
}
