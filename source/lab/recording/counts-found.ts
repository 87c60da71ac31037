import type { LabEvent, PoemSource } from '../../events/events.ts';
import { longestList } from '../../events/fields.ts';
import { poemSources } from '../model/latencies.ts';
import type { LabState } from '../model/state.ts';
import type { ServerState } from '../snapshot/server-state.ts';

/** The counts of a whole lab so far, as events; none where all are 0. */
export function countsFound(state: LabState, time: number): readonly LabEvent[] {
	const { open: _, cacheEntries: __, cacheBytes: ___, ...totals } = state.totals;
	if (areAllZero(totals)) {
		return [];
	}
	const dialling = state.exchanges.filter(
		({ how, dialled, connected }) => dialled === true && connected !== true && how === undefined,
	).length;
	const exchanges = state.droppedExchanges + state.exchanges.length - state.open.size - dialling;
	return [
		{ type: 'counts-found', time, ...totals, exchanges, perSecond: state.perSecond },
		...poemSources.flatMap(source => latenciesFound(state, source, time)),
	];
}

/** The exact counts after events were left out, as events: of the lab, and of each server. */
export function countsInTheMiddle(state: LabState, time: number): readonly LabEvent[] {
	return [
		...countsFound(state, time).map(event =>
			event.type === 'counts-found' ? { ...event, open: state.totals.open } : event,
		),
		...Array.from(state.servers.values(), server =>
			serverCountsFound(server, time).map(event => ({ ...event, open: server.open })),
		).flat(),
	];
}

/** The counts of one server so far, as an event; none where all are 0. */
export function serverCountsFound(state: ServerState, time: number): readonly LabEvent[] {
	const { id: server, served, failed, cancelled, overBound, bytesOut, hits, misses, collapsed, stale } = state;
	const { classHits, classCollapsed } = state;
	const caches = { hits, misses, collapsed, stale, classHits, classCollapsed };
	const counts = { served, failed, cancelled, overBound, bytesOut, ...caches };
	return areAllZero(counts) ? [] : [{ type: 'server-counts-found', time, server, ...counts }];
}

function areAllZero(counts: Readonly<Record<string, number>>): boolean {
	return Object.values(counts).every(count => count === 0);
}

function latenciesFound({ latencies }: LabState, source: PoemSource, time: number): readonly LabEvent[] {
	const {
		bars,
		fine: { count, minMs, maxMs, buckets },
	} = latencies[source];
	const first = buckets.findIndex(many => many > 0);
	const parts = first < 0 ? 0 : Math.ceil((buckets.length - first) / longestList);
	return Array.from({ length: parts }, (_, part): LabEvent => {
		const firstBucket = first + part * longestList;
		return {
			type: 'latencies-found',
			time,
			...{ source, count, minMs, maxMs, bars, firstBucket },
			buckets: [...buckets.subarray(firstBucket, firstBucket + longestList)],
		};
	});
}
