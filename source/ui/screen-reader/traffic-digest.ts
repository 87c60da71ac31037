import { formatPlural } from '../format.ts';
import { exchangeCounts } from '../panels/traffic/exchange-words.ts';
import { trafficList } from '../panels/traffic/traffic-list.ts';
import { viewNameOf } from '../state.ts';
import type { ViewModel } from '../view.ts';

/** The time from new traffic to the line about it, and the least time between two such lines. */
const afterMs = 1_000;
const everyMs = 5_000;

/** Sums new traffic up in a line now and then, while somebody is in Traffic and has not paused it. */
export interface TrafficDigest {
	/** Notes new traffic; gives the time at which there will be something to tell, in milliseconds, or undefined. */
	note(model: ViewModel, now: number): number | undefined;
	/** The line about what has come since the last one; the person is up to date then. */
	tell(model: ViewModel, now: number): readonly string[];
	/** The person has heard of all there is. */
	catchUp(model: ViewModel): void;
}

/** A digest that has told of nothing yet. */
export function createTrafficDigest(): TrafficDigest {
	let newestTold = 0;
	let saidAt = Number.NEGATIVE_INFINITY;
	let since: number | undefined;
	const catchUp = (model: ViewModel): void => {
		newestTold = newestOf(model);
		since = undefined;
	};
	return {
		catchUp,
		note(model, now) {
			const newest = newestOf(model);
			if (!isListening(model) || newest <= newestTold) {
				catchUp(model);
				return undefined;
			}
			since ??= now;
			return Math.max(since + afterMs, saidAt + everyMs);
		},
		tell(model, now) {
			const { shown } = trafficList(model.state.traffic, model.snapshot);
			const fresh = shown.filter(({ id }) => id > newestTold);
			catchUp(model);
			if (fresh.length === 0) {
				return [];
			}
			saidAt = now;
			const isAll = fresh.length === shown.length && model.snapshot.droppedExchanges > 0;
			return [`${formatPlural(fresh.length, 'new exchange')}${isAll ? ' or more' : ''}: ${exchangeCounts(fresh)}.`];
		},
	};
}

function isListening({ state, snapshot }: ViewModel): boolean {
	return (
		viewNameOf(state) === 'traffic' &&
		!state.traffic.typing &&
		state.traffic.paused === undefined &&
		(snapshot.replay === undefined || snapshot.replay.playing)
	);
}

function newestOf({ state, snapshot }: ViewModel): number {
	return trafficList(state.traffic, snapshot).ids.at(-1) ?? 0;
}
