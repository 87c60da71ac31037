import { formatPlural } from '../format.ts';
import { trafficList } from '../traffic/traffic-list.ts';
import { placeName } from './arrival.ts';
import type { Moment } from './moment.ts';
import { exchangeCounts } from './words/exchange-words.ts';

/** How long after traffic came it is told of, and how often at most. */
const afterMs = 1_000;
const everyMs = 5_000;

/** Sums new traffic up in a line now and then, while somebody is in Traffic and has not paused it. */
export interface TrafficDigest {
	/** Notes what has come; gives when there will be something to tell, or undefined while there is nothing. */
	note(moment: Moment, now: number): number | undefined;
	/** What has come since it was told last; the person is up to date then. */
	tell(moment: Moment, now: number): readonly string[];
	/** The person has heard of all there is. */
	catchUp(moment: Moment): void;
}

/** A digest that has told of nothing yet. */
export function createTrafficDigest(): TrafficDigest {
	let newestTold = 0;
	let saidAt = Number.NEGATIVE_INFINITY;
	let since: number | undefined;
	const catchUp = (moment: Moment): void => {
		newestTold = newestOf(moment);
		since = undefined;
	};
	return {
		catchUp,
		note(moment, now) {
			const newest = newestOf(moment);
			if (!isListening(moment) || newest <= newestTold) {
				catchUp(moment);
				return undefined;
			}
			since ??= now;
			return Math.max(since + afterMs, saidAt + everyMs);
		},
		tell(moment, now) {
			const { shown } = trafficList(moment.state.traffic, moment.snapshot);
			const fresh = shown.filter(({ id }) => id > newestTold);
			catchUp(moment);
			if (fresh.length === 0) {
				return [];
			}
			saidAt = now;
			const isAll = fresh.length === shown.length && moment.snapshot.droppedExchanges > 0;
			return [`${formatPlural(fresh.length, 'new exchange')}${isAll ? ' or more' : ''}: ${exchangeCounts(fresh)}.`];
		},
	};
}

function isListening({ state, snapshot }: Moment): boolean {
	return (
		placeName(state) === 'traffic' &&
		!state.traffic.typing &&
		state.traffic.paused === undefined &&
		(snapshot.replay === undefined || snapshot.replay.playing)
	);
}

function newestOf({ state, snapshot }: Moment): number {
	return trafficList(state.traffic, snapshot).ids.at(-1) ?? 0;
}
