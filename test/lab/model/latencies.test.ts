import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { maxBuckets } from '../../../source/events/fields.ts';
import { applyEvent } from '../../../source/lab/model/apply/apply-event.ts';
import { barIndexOf, histogramOf, poemSources } from '../../../source/lab/model/latencies.ts';
import { countLatency, noLatencies } from '../../../source/lab/model/latency-counts.ts';
import { type LabState, noState } from '../../../source/lab/model/state.ts';
import type { Histogram } from '../../../source/lab/snapshot/histogram.ts';
import { closed, listening, opened, traffic } from '../../fixtures/events.ts';
import { applyEvents, modelAfter } from '../../fixtures/lab-state.ts';

const before = applyEvents(noState, listening);
const stateAfter = (...events: readonly LabEvent[]): LabState => applyEvents(before, events);
const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const shown = ({ latencies }: LabState): Histogram => histogramOf(latencies);
const totals = (state: LabState) =>
	Object.fromEntries(Object.entries(shown(state).counts).map(([source, list]) => [source, sum(list)]));

const decided = (
	type: 'cache-hit' | 'cache-miss' | 'cache-collapsed' | 'cache-stale',
	connection: number,
): LabEvent => {
	const common = { time: 1_001, server: 'proxy/a', connection };
	switch (type) {
		case 'cache-hit':
			return { type, ...common, bytes: 6, ageMs: 1 };
		case 'cache-miss':
			return { type, ...common, fetch: 9 };
		case 'cache-collapsed':
			return { type, ...common, fetch: 9, bytesSoFar: 0 };
		case 'cache-stale':
			return { type, ...common, fetch: 9, bytes: 6, ageMs: 1, why: 'refused' };
	}
};

describe('the histogram', () => {
	it.each([
		['hit', 'cache-hit'],
		['miss', 'cache-miss'],
		['collapsed', 'cache-collapsed'],
		['stale', 'cache-stale'],
	] as const)('counts a %s once, in the bucket of its whole duration', (source, type) => {
		const state = stateAfter(opened(1, 'proxy/a'), decided(type, 1), closed(1, 'proxy/a', { durationMs: 12.3 }));
		expect(shown(state).counts[source][barIndexOf(12.3)]).toBe(1);
		expect(totals(state)).toEqual({ ...Object.fromEntries(poemSources.map(one => [one, 0])), [source]: 1 });
	});

	it('counts a poem that a poetry server sent to a stranger as direct', () => {
		const state = stateAfter(opened(1), closed(1, 'poetry/a', { durationMs: 0.05 }));
		expect(shown(state).counts.direct[0]).toBe(1);
	});

	it('does not count what a proxy of ours fetched from its upstream, nor a transform', () => {
		const upstream = stateAfter(
			{
				type: 'dial-started',
				time: 1,
				dial: 7,
				fetch: 8,
				host: '127.0.0.1',
				port: 10_000,
				purpose: 'poem',
				server: 'proxy/a',
			},
			{ type: 'dial-connected', time: 2, dial: 7, fetch: 8, localPort: 50_001 },
			opened(1),
			closed(1),
			opened(2, 'transform'),
			closed(2, 'transform'),
		);
		expect(upstream.exchanges[0]?.peer).toBe('proxy/a');
		expect(sum(Object.values(totals(upstream)))).toBe(0);
	});

	it('does not count an exchange that did not end in order', () => {
		for (const how of ['left', 'reset', 'cut', 'over-bound', 'stopped'] as const) {
			expect(sum(Object.values(totals(stateAfter(opened(1), closed(1, 'poetry/a', { how })))))).toBe(0);
		}
	});

	it('does not count what a fault closed in order before the poem’s end', () => {
		const cut = stateAfter(
			{ ...opened(1), expectedBytes: 6 },
			closed(1, 'poetry/a', { bytesOut: 5, faults: ['truncate'] }),
		);
		expect(sum(Object.values(totals(cut)))).toBe(0);
		const whole = stateAfter({ ...opened(1), expectedBytes: 6 }, closed(1, 'poetry/a', { bytesOut: 6 }));
		expect(totals(whole).direct).toBe(1);
	});

	it('has a bucket for what takes longer than all others', () => {
		const { counts, upToMs } = shown(stateAfter(opened(1), closed(1, 'poetry/a', { durationMs: 1e7 })));
		expect(counts.direct[upToMs.length]).toBe(1);
	});

	it('leaves the state before it as it was, and keeps its identity where nothing was counted', () => {
		stateAfter(opened(1), closed(1));
		expect(sum(Object.values(totals(before)))).toBe(0);
		const model = modelAfter([...listening, opened(1), closed(1)]);
		const { histogram } = model.snapshot();
		applyEvent(model, opened(2));
		expect(model.snapshot().histogram).toBe(histogram);
		applyEvent(model, closed(2));
		expect(model.snapshot().histogram).not.toBe(histogram);
	});

	it('is the same whether events come one by one or all at once, and never grows', () => {
		fc.assert(
			fc.property(traffic, events => {
				const atOnce = shown(stateAfter(...events));
				const oneByOne = shown(events.reduce((state, event) => applyEvents(state, [event]), before));
				expect(oneByOne).toEqual(atOnce);
				for (const counts of Object.values(atOnce.counts)) {
					expect(counts.length).toBe(atOnce.upToMs.length + 1);
				}
			}),
		);
	});
});

it('counts the longest duration in the last bucket that a recording takes, and none after it', () => {
	const counts = noLatencies();
	countLatency(counts, Number.MAX_VALUE);
	expect(counts.buckets.length).toBe(maxBuckets);
});
