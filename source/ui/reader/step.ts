import type { Command } from '../keymap.ts';
import { placeCursor } from '../list-cursor.ts';
import { trafficList } from '../traffic/traffic-list.ts';
import { arrivalLines, placeName } from './arrival.ts';
import { filterStanding } from './field.ts';
import { openedOf } from './inspector/inspector-words.ts';
import { inspectorMove } from './inspector-step.ts';
import type { Moment } from './moment.ts';
import { overlayMove } from './overlay-step.ts';
import { poemMove } from './poem-step.ts';
import { ended, plainWords, sentence } from './speech.ts';
import { chosenWords, clientField } from './words/client-words.ts';
import { choiceWords, lessonCard, lessonWaits } from './words/lesson-words.ts';
import { currentServer, selectedId } from './words/servers-words.ts';
import { currentConnection, currentExchange, pauseWords } from './words/traffic-words.ts';

/** What one step of the person's place is to be told with: what was said of it, where it led to, and what it moved. */
export function stepLines(before: Moment, after: Moment, command: Command | undefined): readonly string[] {
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

function placeLines(before: Moment, after: Moment, command: Command | undefined): readonly string[] {
	const isAnswered =
		after.state.inspector !== undefined && openedOf(before) === undefined && openedOf(after) !== undefined;
	const isAsked = command?.startsWith('focus-') === true;
	if (before.state.overlay?.kind === 'lessons' && command === 'accept') {
		// Its card comes as soon as the lab is set up for it.
		return ['The lesson begins.'];
	}
	if (isAsked || isAnswered || placeName(before.state) !== placeName(after.state)) {
		return arrivalLines(after);
	}
	if (after.state.overlay !== undefined) {
		return overlayMove(before, after);
	}
	if (after.state.inspector !== undefined) {
		return inspectorMove(before, after, command);
	}
	if (after.state.lesson?.focused === true) {
		return lessonMove(before, after);
	}
	return panelMove(before, after, command);
}

function lessonMove(before: Moment, after: Moment): readonly string[] {
	const [was, now] = [before.state.lesson, after.state.lesson];
	if (was === undefined || now === undefined || was.name !== now.name || was.step !== now.step) {
		return lessonCard(after);
	}
	if (was.phase !== now.phase) {
		return lessonWaits(after);
	}
	return was.choice === now.choice ? [] : [choiceWords(after)];
}

function panelMove(before: Moment, after: Moment, command: Command | undefined): readonly string[] {
	const [was, now] = [before.state, after.state];
	switch (now.focused) {
		case 'servers':
			return selectedId(before) === selectedId(after) ? [] : currentServer(after);
		case 'traffic':
			if (was.traffic.filter !== now.traffic.filter || was.traffic.typing !== now.traffic.typing) {
				// While it is typed, what it lets through is told once the typing stops.
				return now.traffic.typing ? [] : [filterStanding(after)];
			}
			return command === undefined || exchangeOn(before) === exchangeOn(after) ? [] : currentExchange(after);
		case 'connections':
			return command === undefined || connectionOn(before) === connectionOn(after) ? [] : currentConnection(after);
		case 'client':
			if (was.client.address !== now.client.address) {
				return [sentence(chosenWords(after))];
			}
			return was.client.field === now.client.field ? [] : [clientField(after)];
		case 'poem':
			return poemMove(before, after, command);
	}
}

function exchangeOn({ state: { traffic }, snapshot }: Moment): number | undefined {
	const { ids } = trafficList(traffic, snapshot);
	return ids[placeCursor(ids, traffic.cursor, 1, 'last').index];
}

function connectionOn({ state: { connections }, snapshot: { open } }: Moment): number | undefined {
	return open[
		placeCursor(
			open.map(({ id }) => id),
			connections,
			1,
			'first',
		).index
	]?.id;
}

const forward: ReadonlySet<Command> = new Set(['down', 'page-down', 'last', 'next-exchange']);
const backward: ReadonlySet<Command> = new Set(['up', 'page-up', 'first', 'previous-exchange']);
const onward: ReadonlySet<Command> = new Set(['replay-forward', 'replay-tenth-forward', 'replay-end']);
const back: ReadonlySet<Command> = new Set(['replay-back', 'replay-tenth-back', 'replay-start']);

/** A key that led nowhere says so, since nobody sees that nothing moved. */
function unmoved(command: Command, { state, snapshot: { replay } }: Moment): readonly string[] {
	// A crowd tells of itself, and its two numbers are fields that name themselves.
	if (state.overlay?.kind === 'crowd' || state.overlay?.kind === 'crowd-prompt') {
		return [];
	}
	if (forward.has(command) || (onward.has(command) && replay?.at === replay?.total)) {
		return ['End.'];
	}
	return backward.has(command) || (back.has(command) && replay?.at === 0) ? ['Beginning.'] : [];
}
