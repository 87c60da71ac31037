import { Box } from 'ink';
import type { ReactNode } from 'react';
import { Rows } from '../components/spans.tsx';
import { Spread } from '../components/spread.tsx';
import { keyLabel } from '../keymap/key-lookup.ts';
import { unseenNotices } from '../state.ts';
import { gap, joinSpans, type Row, span } from '../text/rows.ts';
import type { ViewModel } from '../view.ts';
import { currentHints } from './current-hints.ts';
import { noticeWords } from './notice-words.ts';

/** The rows above the hints: what a person should know, how many more such notices there are, and what dismisses it. */
export function Notice({ model, width }: { readonly model: ViewModel; readonly width: number }): ReactNode {
	const [notice, ...later] = unseenNotices(model.state, model.snapshot);
	const more: Row = [span(`${later.length} more`, 'dim')];
	const key: Row = [span(keyLabel('escape'), 'key'), span(later.length === 0 ? ' seen' : ' next', 'dim')];
	const right = joinSpans(
		[...(later.length > 0 ? [more] : []), ...(notice !== undefined && canDismiss(model) ? [key] : [])],
		gap(2),
	);
	const [first, ...others] = noticeWords(model.state, model.snapshot, width);
	return first === undefined ? null : (
		<Box flexDirection="column" flexShrink={0} height={1 + others.length}>
			<Spread width={width} left={[{ ...notice, text: first }]} right={right} between={3} />
			<Rows rows={others.map((text): Row => [gap(1), { ...notice, text }])} />
		</Box>
	);
}

/** True where the key that dismisses a notice has nothing else to do here. */
function canDismiss(model: ViewModel): boolean {
	return !model.state.zoomed && currentHints(model).every(({ command }) => command !== 'back' && command !== 'close');
}
