import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Spread } from '../components/spread.tsx';
import { keyLabel } from '../keymap/key-lookup.ts';
import { unseenNotices } from '../state.ts';
import { gap, joinSpans, type Row, span } from '../text/rows.ts';
import type { ViewModel } from '../view.ts';
import { currentHints } from './current-hints.ts';

/** The line above the hints: what a person should know, how many more such notices there are, and what dismisses it. */
export function Notice({ model, width }: { readonly model: ViewModel; readonly width: number }): ReactNode {
	const [notice, ...others] = unseenNotices(model.state, model.snapshot);
	const more: Row = [span(`${others.length} more`, 'dim')];
	const key: Row = [span(keyLabel('escape'), 'key'), span(others.length === 0 ? ' seen' : ' next', 'dim')];
	const right = joinSpans([...(others.length > 0 ? [more] : []), ...(canDismiss(model) ? [key] : [])], gap(2));
	return notice === undefined ? (
		<Box height={1} flexShrink={0} />
	) : (
		<Spread width={width} left={[notice]} right={right} between={3} />
	);
}

/** Whether the key has nothing else to do here. */
function canDismiss(model: ViewModel): boolean {
	return !model.state.zoomed && currentHints(model).every(({ command }) => command !== 'back' && command !== 'close');
}
