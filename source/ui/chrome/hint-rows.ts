import type { Snapshot } from '../../lab/lab.ts';
import { hintsFor, keyLabel } from '../key-lookup.ts';
import type { Binding } from '../keymap.ts';
import { visibleLine } from '../outcome.ts';
import { conditionHolds, contextsOf, type Message, type ScreenState } from '../screen-state.ts';
import { clipRow, fitRow, gap, type Row, rowWidth, span } from '../text/rows.ts';

/** The last line: what can be pressed here, and at the right what is to be said. */
export function hintRow(state: ScreenState, snapshot: Snapshot, width: number): Row {
	const hints = hintsFor(contextsOf(state), condition => conditionHolds(condition, state, snapshot)).map(hintWords);
	const first = hints[0] ?? [];
	const message = messageOf(state, snapshot);
	const said = message === undefined ? [] : clipRow([span(message.text, message.tone)], width - rowWidth(first) - 5);
	const room = width - 1 - (rowWidth(said) > 0 ? rowWidth(said) + 3 : 1);
	const row: Row[number][] = [gap(1)];
	let taken = 0;
	for (const hint of hints) {
		const columns = rowWidth(hint) + (taken > 0 ? 3 : 0);
		if (taken + columns > room) {
			break;
		}
		row.push(...(taken > 0 ? [gap(3)] : []), ...hint);
		taken += columns;
	}
	if (said.length > 0) {
		row.push(gap(width - 1 - taken - rowWidth(said) - 1), ...said);
	}
	return fitRow(row, width);
}

function hintWords({ keys, hint = '', command }: Binding): Row {
	const shown = command === 'down' ? ['up', 'down'] : command === 'next-host' ? ['left', 'right'] : keys.slice(0, 1);
	return [span(shown.map(keyLabel).join(''), 'key'), span(` ${hint}`, 'dim')];
}

function messageOf({ message, noticesSeen }: ScreenState, { notices }: Snapshot): Message | undefined {
	if (message !== undefined) {
		return message;
	}
	const unseen = notices.slice(noticesSeen).map(visibleLine);
	const [first] = unseen;
	if (first === undefined) {
		return undefined;
	}
	return { text: unseen.length === 1 ? first : `${first} (and ${unseen.length - 1} more)`, tone: 'warning' };
}
