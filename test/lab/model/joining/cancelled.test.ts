import { describe, expect, test } from 'vitest';
import type { EventOf, LabEvent } from '../../../../source/events/events.ts';
import { type LabState, noState } from '../../../../source/lab/model/state.ts';
import { closed, listening, opened } from '../../../fixtures/events.ts';
import { applyEvents } from '../../../fixtures/lab-state.ts';

const stateAfter = (...events: LabEvent[]): LabState => applyEvents(noState, [...listening, ...events]);

/** A dial of the client's to the poet: begun, and, where it has a port, connected. */
function dialled(localPort?: number): readonly LabEvent[] {
	const started: LabEvent = {
		type: 'dial-started',
		time: 900,
		dial: 90,
		fetch: 80,
		host: '127.0.0.1',
		port: 10_000,
		purpose: 'poem',
	};
	return localPort === undefined
		? [started]
		: [started, { type: 'dial-connected', time: 950, dial: 90, fetch: 80, localPort }];
}

const over = { type: 'dial-closed', time: 1_900, dial: 90, fetch: 80, bytesIn: 0, bytesOut: 0, durationMs: 1 } as const;
const cancelledDial: EventOf<'dial-closed'> = { ...over, failure: 'cancelled', why: 'cancelled' };
const reset = closed(1, 'poetry/a', { how: 'reset' });

describe('an exchange that was reset', () => {
	test.each([
		['told before the exchange opened', [...dialled(50_001), opened(1)]],
		[
			'told after it',
			[...dialled(), opened(1), { type: 'dial-connected', time: 1_100, dial: 90, fetch: 80, localPort: 50_001 }],
		],
	] as const)('by our own client that cancelled is cancelled, its port %s', (_, events) => {
		const state = stateAfter(...events, cancelledDial, reset);
		expect(state.totals).toMatchObject({ failed: 0, cancelled: 1, served: 0 });
		expect(state.servers.get('poetry/a')).toMatchObject({ failed: 0, cancelled: 1 });
		expect(state.exchanges[0]).toMatchObject({ how: 'reset', cancelled: true });
		expect(state.perSecond).toEqual([{ second: 2, ended: 1, failed: 0 }]);
	});

	test('by a stranger, or by our own client whose dial broke off of itself, is failed', () => {
		const { totals } = stateAfter(opened(1), reset);
		expect(totals).toMatchObject({ failed: 1, cancelled: 0 });
		const broke: EventOf<'dial-closed'> = { ...over, failure: 'timed-out', why: 'timed out' };
		expect(stateAfter(...dialled(50_001), opened(1), broke, reset).totals).toMatchObject({ failed: 1, cancelled: 0 });
	});

	test('before it was accepted is cancelled for each dial of ours that was, and failed beyond that or much later', () => {
		const nameless = (id: number, time: number): LabEvent[] => [
			{ ...opened(id, 'poetry/a', time), peerHost: '', peerPort: 0 },
			closed(id, 'poetry/a', { how: 'reset', time }),
		];
		const once = stateAfter(...dialled(), cancelledDial, ...nameless(1, 2_000), ...nameless(2, 2_001));
		expect(once.totals).toMatchObject({ failed: 1, cancelled: 1 });
		expect(stateAfter(...dialled(), cancelledDial, ...nameless(1, 9_000)).totals).toMatchObject({
			failed: 1,
			cancelled: 0,
		});
	});

	test('is served all the same where all of the poem had gone', () => {
		expect(stateAfter(...dialled(50_001), opened(1), cancelledDial, closed(1)).totals).toMatchObject({
			served: 1,
			failed: 0,
			cancelled: 0,
		});
	});
});

test('what a proxy cuts because its upstream was stopped is cancelled, but not because it broke', () => {
	const passedOn: LabEvent[] = [
		opened(1, 'proxy/a'),
		{ type: 'cache-miss', time: 1_000, server: 'proxy/a', connection: 1, fetch: 80 },
		{ ...dialled()[0], server: 'proxy/a' } as LabEvent,
		...dialled(50_002).slice(1),
		opened(2),
	];
	const cut = closed(1, 'proxy/a', { how: 'cut' });
	const stopped = stateAfter(...passedOn, closed(2, 'poetry/a', { how: 'stopped' }), cut);
	expect(stopped.totals).toMatchObject({ failed: 0, cancelled: 1 });
	expect(stopped.exchanges[0]).toMatchObject({ how: 'cut', cancelled: true });
	const broken = stateAfter(...passedOn, closed(2, 'poetry/a', { how: 'cut' }), cut);
	expect(broken.totals).toMatchObject({ failed: 2, cancelled: 0 });
});
