import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { createCountingModel } from '../../../source/lab/model/counting-model.ts';
import type { LabState } from '../../../source/lab/model/state.ts';
import { closed, listening, opened } from '../../fixtures/events.ts';
import { modelAfter } from '../../fixtures/lab-state.ts';

const proxied = { server: 'proxy/a', fetch: 900, ageMs: 1, bytesSoFar: 0, why: 'it failed' };

/** One connection from its opening to its end, through a proxy or not. */
const visit = fc
	.record({
		id: fc.integer({ min: 1, max: 1_000_000 }),
		outcome: fc.constantFrom(undefined, 'hit', 'miss', 'collapsed', 'stale'),
		ofClass: fc.boolean(),
		bytes: fc.constantFrom(3, 6),
		how: fc.constantFrom('ended', 'left', 'reset', 'cut', 'over-bound', 'refused', 'stopped'),
		bytesOut: fc.constantFrom(0, 3, 6, 60),
		durationMs: fc.double({ min: 0, max: 1e6, noNaN: true }),
		isOpen: fc.boolean(),
	})
	.map(({ id: connection, outcome, ofClass, bytes, how, bytesOut, durationMs, isOpen }): readonly LabEvent[] => {
		const server = outcome === undefined ? 'poetry/a' : 'proxy/a';
		const known = { bytes, ...(ofClass && { from: 'class', lab: 'bo' }) };
		const answers = outcome === undefined ? [] : [outcome, ...(outcome === 'stale' ? ['miss'] : [])].reverse();
		return [
			{ ...opened(connection, server), ...(outcome === undefined && { expectedBytes: 6 }) },
			...answers.map(
				one => ({ type: `cache-${one}`, time: 1_500, connection, ...proxied, ...known }) as unknown as LabEvent,
			),
			...(isOpen ? [] : [closed(connection, server, { how, bytesOut, durationMs })]),
		];
	});

function counts({ totals, servers, perSecond, latencies, droppedExchanges, exchanges, open }: LabState) {
	const ended = droppedExchanges + exchanges.length - open.size;
	return { totals, servers: [...servers.values()], perSecond, latencies, ended };
}

test('connections that are not listed are counted as those that are', () => {
	fc.assert(
		fc.property(
			fc.uniqueArray(visit, { selector: events => (events[0] as { connection: number }).connection }),
			fc.func(fc.boolean()),
			fc.func(fc.boolean()),
			(visits, isListed, isLookedAt) => {
				const model = createCountingModel();
				for (const event of listening) {
					model.take(event, true);
				}
				for (const events of visits) {
					for (const event of events) {
						model.take(event, isListed(events.length));
						if (isLookedAt(event.time)) {
							model.now();
						}
					}
				}
				expect(counts(model.now())).toEqual(counts(modelAfter([...listening, ...visits.flat()]).state));
			},
		),
	);
});

test('a connection that is not listed is not among the exchanges', () => {
	const model = createCountingModel();
	for (const event of [...listening, opened(1), closed(1)]) {
		model.take(event, !('connection' in event));
	}
	expect(model.now()).toMatchObject({ exchanges: [], totals: { served: 1, open: 0 } });
});
