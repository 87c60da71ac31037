import type { LiveState, ReplayState } from '../snapshot/replay-state.ts';
import type { Moment } from './recorded-states.ts';
import type { LiveSource, ReplaySource } from './replay-source.ts';
import { type Session, sessionAt } from './sessions.ts';

/** A replay as it is shown: its place in the recording, and how it plays. */
export function replayStateOf(
	{ index, live }: ReplaySource,
	{ at, model }: Moment,
	how: Pick<ReplayState, 'time' | 'playing' | 'speed'>,
): ReplayState {
	const { total, sessions, skippedLines } = index;
	const { clockShiftMs, lesson, eventsLeftOut } = model.state;
	const own = sessionAt(sessions, at - 1);
	const { startTime, endTime } = sessions[own] ?? { startTime: 0, endTime: 0 };
	return {
		at,
		total,
		...how,
		...(clockShiftMs !== 0 && { clockShiftMs }),
		startTime,
		endTime,
		skippedLines,
		...(lesson !== undefined && { lesson }),
		...(sessions.length > 1 && { sessions: { number: own + 1, starts: sessions.map(({ first }) => first) } }),
		...(live !== undefined && { live: liveStateOf(live, eventsLeftOut) }),
	};
}

function liveStateOf({ name, from, away, hasBoard }: LiveSource, eventsLeftOut: number): LiveState {
	return { name, from, eventsLeftOut, hasBoard, ...(away !== undefined && { away }) };
}

/** When the event with this index plays, in milliseconds: sessions are played one after the other, whenever they were. */
export function playTime(sessions: readonly Session[], index: number, time: number | undefined): number {
	const own = sessionAt(sessions, index);
	const before = sessions.slice(0, own).reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
	const { startTime, endTime } = sessions[own] ?? { startTime: 0, endTime: 0 };
	return before + (time ?? endTime) - startTime;
}
