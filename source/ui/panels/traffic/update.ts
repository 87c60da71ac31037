import { innerSize, sizeOf } from '../../arrangement/arrangement.ts';
import type { Command } from '../../keymap.ts';
import { distanceOf, moveCursor } from '../../list-cursor.ts';
import { type ScreenState, stay, type Update, type World } from '../../state.ts';
import { insertText, updateTypedLine } from '../../text/text-field.ts';
import { copyRequest } from './copy-request.ts';
import { filterProblem } from './filter/traffic-filter.ts';
import { toggleMark } from './marks.ts';
import { selectedInTraffic, trafficList, trafficRoom } from './traffic-list.ts';

/** The Traffic panel after a command; undefined where the command does nothing there. */
export function updateTraffic(state: ScreenState, command: Command, world: World): Update | undefined {
	switch (command) {
		case 'copy':
			return copyRequest(state, world);
		case 'mark':
			return stay(toggleMark(state, selectedInTraffic({ state, snapshot: world.snapshot })));
		case 'filter':
			return stay(withTraffic(state, { typing: true }));
		case 'back':
			return state.traffic.filter === '' ? undefined : stay(withTraffic(state, { filter: '', typing: false }));
		default: {
			const by = distanceOf(command, roomOf(state, world));
			return by === undefined ? undefined : stay(move(state, world, by));
		}
	}
}

/** The Traffic panel after a command while its filter is typed. */
export function updateFilter(state: ScreenState, command: Command): ScreenState {
	const { filter } = state.traffic;
	if (command === 'accept' && filterProblem(filter, false) !== undefined) {
		// A wrong term is said below the rows; the person is left where they can mend it.
		return finishTerm(state);
	}
	const line = updateTypedLine(filter, command);
	return line === undefined ? state : withTraffic(state, { filter: line.text, typing: line.typing });
}

/** The filter with text added at its end. */
export function typeFilter(state: ScreenState, text: string): ScreenState {
	return withTraffic(state, { filter: insertText(state.traffic.filter, text) });
}

/** Traffic paused as it is now, or going on again. */
export function pauseTraffic(state: ScreenState, { snapshot }: World): ScreenState {
	return withTraffic(state, {
		paused:
			state.traffic.paused === undefined
				? { exchanges: snapshot.exchanges, dropped: snapshot.droppedExchanges }
				: undefined,
	});
}

/** With a space after it the last term is finished, and what is wrong with it is said. */
function finishTerm(state: ScreenState): ScreenState {
	const { filter } = state.traffic;
	return /\s$/u.test(filter) ? state : typeFilter(state, ' ');
}

function move(state: ScreenState, world: World, by: number): ScreenState {
	const { ids } = trafficList(state.traffic, world.snapshot);
	return withTraffic(state, { cursor: moveCursor(ids, state.traffic.cursor, roomOf(state, world), by, 'last') });
}

function roomOf(state: ScreenState, world: World): number {
	const size = sizeOf(world.arrangement, 'traffic');
	return size === undefined ? 1 : trafficRoom(innerSize(size).height, state.traffic);
}

function withTraffic(state: ScreenState, change: Partial<ScreenState['traffic']>): ScreenState {
	return { ...state, traffic: { ...state.traffic, ...change } };
}
