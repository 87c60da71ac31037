import type { Snapshot } from '../../lab/lab.ts';
import { conditionHolds } from '../hint-conditions.ts';
import { hintsFor, keyLabel } from '../key-lookup.ts';
import { type ScreenState, unseenNotices } from '../state.ts';
import { clipRow, fitRow, type Row, rowWidth, span, spreadRow } from '../text/rows.ts';
import { contextsOf } from '../views.ts';

/** The line above the hints: what a person should know, how many more such notices there are, and what dismisses it. */
export function noticeRow(state: ScreenState, snapshot: Snapshot, width: number): Row {
	const [notice, ...others] = unseenNotices(state, snapshot);
	if (notice === undefined) {
		return fitRow([], width);
	}
	const more = others.length === 0 ? [] : [span(` ${others.length} more `, 'dim')];
	const word = others.length === 0 ? ' seen ' : ' next ';
	const key = canDismiss(state, snapshot) ? [span(` ${keyLabel('escape')}`, 'key'), span(word, 'dim')] : [];
	const right: Row = [...more, ...key];
	const text = clipRow([span(` ${notice.text}`, notice.tone)], Math.max(0, width - rowWidth(right) - 2));
	return fitRow(spreadRow(text, right, width), width);
}

/** Whether the key has nothing else to do here. */
function canDismiss(state: ScreenState, snapshot: Snapshot): boolean {
	const contexts = contextsOf(state, snapshot.replay !== undefined);
	const hints = hintsFor(contexts, condition => conditionHolds(condition, state, snapshot));
	return !state.zoomed && hints.every(({ command }) => command !== 'back' && command !== 'close');
}
