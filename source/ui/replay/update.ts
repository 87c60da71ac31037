import { type ReplayCommand, replaySpeeds } from '../../lab/actions.ts';
import type { ReplayState } from '../../lab/snapshot/replay-state.ts';
import { dispatch } from '../effects.ts';
import type { Command } from '../keymap.ts';
import { modeOf, onlyShown, whyNot } from '../mode.ts';
import { type ScreenState, say, stay, type Update, type World } from '../state.ts';

/** The state after a command of a replay's, and its effects; undefined for any other command. */
export function updateReplay(state: ScreenState, command: Command, { snapshot }: World): Update | undefined {
	const { replay } = snapshot;
	if (replay === undefined) {
		return undefined;
	}
	const mode = modeOf(snapshot);
	const why = whyNot(command, mode);
	if (why !== undefined) {
		return stay(say(state, `${onlyShown(mode)}: ${why}`, 'warning'));
	}
	const action = replayAction(command, replay);
	return action && { state, effects: [dispatch(action)] };
}

function replayAction(command: Command, replay: ReplayState): ReplayCommand | undefined {
	switch (command) {
		case 'replay-toggle':
			return { type: replay.playing ? 'replay-pause' : 'replay-play' };
		case 'replay-faster':
			return { type: 'replay-speed', speed: Math.min(replaySpeeds.fastest, replay.speed * 2) };
		case 'replay-slower':
			return { type: 'replay-speed', speed: Math.max(replaySpeeds.slowest, replay.speed / 2) };
		case 'replay-forward':
			return { type: 'replay-step', events: 1 };
		case 'replay-back':
			return { type: 'replay-step', events: -1 };
		case 'replay-tenth-forward':
			return { type: 'replay-jump', fraction: nextTenth(replay) };
		case 'replay-tenth-back':
			return { type: 'replay-jump', fraction: tenthBefore(replay) };
		case 'replay-start':
			return { type: 'replay-jump', fraction: 0 };
		case 'replay-end':
			return { type: 'replay-jump', fraction: 1 };
		default:
			return undefined;
	}
}

/** The next tenth of the events. The replay is on a tenth where a jump there would not move it. */
function nextTenth(replay: ReplayState): number {
	const { at, total } = extentOf(replay);
	const tenth = tenths.find(fraction => Math.round(fraction * total) > at);
	return tenth ?? 1;
}

function tenthBefore(replay: ReplayState): number {
	const { at, total } = extentOf(replay);
	const tenth = tenths.findLast(fraction => Math.round(fraction * total) < at);
	return tenth ?? 0;
}

/** The place of a replay among the events that there still are. */
function extentOf({ at, total, live }: ReplayState): { readonly at: number; readonly total: number } {
	const { from = 0 } = live ?? {};
	return { at: Math.max(0, at - from), total: total - from };
}

const tenths = Array.from({ length: 11 }, (_, index) => index / 10);
