import type { Command } from '../keymap.ts';
import { pauseWords } from '../panels/traffic/announce.ts';
import { viewNameOf } from '../state.ts';
import type { ViewModel } from '../view.ts';
import { viewNamed, viewOf } from '../views.ts';
import { ended, plainWords } from './speech.ts';

/** The lines about one update of the screen's state: its message, the view that it led to, and what moved in it. */
export function updateLines(before: ViewModel, after: ViewModel, command: Command | undefined): readonly string[] {
	const { message, recordingTrouble } = after.state;
	const said = message !== undefined && message !== before.state.message ? [ended(plainWords(message.text))] : [];
	const trouble =
		recordingTrouble !== undefined && recordingTrouble !== before.state.recordingTrouble
			? [ended(plainWords(recordingTrouble))]
			: [];
	const paused = pauseWords(before, after);
	const moved = placeLines(before, after, command);
	const lines = [...said, ...trouble, ...(paused === undefined ? [] : [paused]), ...moved];
	return lines.length === 0 && command !== undefined ? unmoved(command, after) : lines;
}

function placeLines(before: ViewModel, after: ViewModel, command: Command | undefined): readonly string[] {
	const { spoken } = viewOf(after.state);
	const instead = command === undefined ? undefined : viewOf(before.state).spoken.instead?.(command);
	if (instead !== undefined) {
		return instead;
	}
	const isAsked = command?.startsWith('focus-') === true;
	return isAsked || viewNameOf(before.state) !== viewNameOf(after.state)
		? spoken.arrival(after)
		: spoken.moved(before, after, command);
}

/** All of the focused panel, line by line. */
export function wholePanel(model: ViewModel): readonly string[] {
	return viewNamed(model.state.focused).spoken.whole?.(model) ?? [];
}

const forward: ReadonlySet<Command> = new Set(['down', 'page-down', 'last', 'next-exchange']);
const backward: ReadonlySet<Command> = new Set(['up', 'page-up', 'first', 'previous-exchange']);
const onward: ReadonlySet<Command> = new Set(['replay-forward', 'replay-tenth-forward', 'replay-end']);
const back: ReadonlySet<Command> = new Set(['replay-back', 'replay-tenth-back', 'replay-start']);

/** A key that led nowhere says so, since nobody sees that nothing moved. */
function unmoved(command: Command, { state, snapshot: { replay } }: ViewModel): readonly string[] {
	if (viewOf(state).spoken.isQuiet === true) {
		return [];
	}
	if (forward.has(command) || (onward.has(command) && replay?.at === replay?.total)) {
		return ['End.'];
	}
	return backward.has(command) || (back.has(command) && replay?.at === 0) ? ['Beginning.'] : [];
}
