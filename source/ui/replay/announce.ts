import type { LiveState, ReplayState } from '../../lab/snapshot/replay-state.ts';
import { formatClock, formatCount, formatPlural } from '../format.ts';
import { exchangeWords } from '../panels/traffic/exchange-words.ts';
import { trafficList } from '../panels/traffic/traffic-list.ts';
import { listed, plainWords, sentence, spokenDuration } from '../screen-reader/speech.ts';
import type { ViewModel } from '../view.ts';

/** A sentence about a recording as it opens: its events, its length, and the keys that play it. */
export function replaySummary({ total, startTime, endTime, skippedLines, sessions }: ReplayState): string {
	const what =
		sessions === undefined
			? [`Recording of ${formatPlural(total, 'event')}`, `${spokenDuration(endTime - startTime)} long`]
			: [
					`${formatCount(sessions.starts.length)} recordings, one after the other, of ${formatPlural(total, 'event')} together`,
					`this one is ${spokenDuration(endTime - startTime)} long`,
				];
	return sentence(
		listed(
			...what,
			skippedLines === 0 ? '' : `${formatPlural(skippedLines, 'damaged line')} left out`,
			'space plays it, left and right go by one event',
		),
	);
}

/** A sentence about the place of a replay: the number of the event, its time of day, the lesson that was under way. */
export function replayPlace({ at, total, time, clockShiftMs = 0, sessions, lesson }: ReplayState): string {
	const end = at === total ? ', the end' : '';
	const which =
		sessions === undefined
			? ''
			: `, recording ${formatCount(sessions.number)} of ${formatCount(sessions.starts.length)}`;
	const during = lesson === undefined ? '' : `, in the lesson ${lesson.title}, step ${lesson.step} of ${lesson.steps}`;
	return sentence(
		`Event ${formatCount(at)} of ${formatCount(total)}${which}, ${formatClock(time + clockShiftMs)}${during}${end}`,
	);
}

/** Lines about a change of a replay: of its speed, of whether it plays, or of its place. */
export function replayChanges(before: ViewModel, after: ViewModel): readonly string[] {
	const [was, now] = [before.snapshot.replay, after.snapshot.replay];
	if (now === undefined || was === now) {
		return [];
	}
	if (now.live !== undefined) {
		return liveChanges(was, now, now.live) ?? (now.playing ? [] : changedExchange(before, after));
	}
	if (was === undefined) {
		return [];
	}
	if (was.speed !== now.speed) {
		return [`${now.speed} times as fast as it was.`];
	}
	if (was.playing !== now.playing) {
		return now.playing ? [`Playing, ${now.speed} times as fast as it was.`] : [`Paused. ${replayPlace(now)}`];
	}
	return now.playing || was.at === now.at ? [] : [replayPlace(now), ...changedExchange(before, after)];
}

/** A sentence about a lab of a class, as somebody begins to watch it. */
export function watchSummary({ name }: LiveState): string {
	return sentence(
		`Watching the lab ${plainWords(name)}, live, space holds it still, left goes back by one event, nothing can be changed there`,
	);
}

/** Lines about a lab that is watched: whether what comes is shown, and whether anything can come; undefined where the place may have changed. */
function liveChanges(was: ReplayState | undefined, now: ReplayState, live: LiveState): readonly string[] | undefined {
	if (was?.live === undefined) {
		return [watchSummary(live)];
	}
	if (was.live.away !== live.away) {
		return [live.away === undefined ? 'The class is back.' : sentence(`The class is away: ${plainWords(live.away)}`)];
	}
	if (was.playing !== now.playing) {
		return [now.playing ? 'Live.' : `Held still. ${replayPlace(now)}`];
	}
	return now.playing || was.at === now.at ? undefined : [replayPlace(now)];
}

/** A line about the exchange that one step changed; none where it changed several. */
function changedExchange(before: ViewModel, after: ViewModel): readonly string[] {
	const known = new Set(trafficList(before.state.traffic, before.snapshot).shown);
	const changed = trafficList(after.state.traffic, after.snapshot).shown.filter(exchange => !known.has(exchange));
	const [exchange] = changed;
	return exchange === undefined || changed.length > 1 ? [] : [sentence(exchangeWords(exchange))];
}
