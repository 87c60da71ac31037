import { describe, expect, test } from 'vitest';
import type { EventOf, LabEvent } from '../../../../source/events/events.ts';
import { noState } from '../../../../source/lab/model/state.ts';
import { countsFound } from '../../../../source/lab/recording/counts-found.ts';
import { foundUnderWay } from '../../../../source/lab/recording/found-under-way.ts';
import { closed, listening, opened } from '../../../fixtures/events.ts';
import { applyEvents } from '../../../fixtures/lab-state.ts';

const fetching = { fetch: 5, host: '127.0.0.1', port: 9_999 } as const;
const dialling = { ...fetching, dial: 6, purpose: 'poem' } as const;

const started: readonly LabEvent[] = [
	{ type: 'fetch-started', time: 1000, ...fetching, transforms: [] },
	{ type: 'dial-started', time: 1001, ...dialling },
];
const ours: readonly LabEvent[] = started.map(event => ({ ...event, port: 10_000 }) as LabEvent);
const connected: LabEvent = { type: 'dial-connected', time: 1002, dial: 6, fetch: 5, localPort: 50_007 };
const received: LabEvent = { type: 'dial-received', time: 1003, dial: 6, fetch: 5, data: new Uint8Array(4) };

function over(more: Partial<EventOf<'dial-closed'>> = {}): LabEvent {
	return { type: 'dial-closed', time: 1010, dial: 6, fetch: 5, bytesIn: 4, bytesOut: 0, durationMs: 9, ...more };
}

const refused = over({ bytesIn: 0, failure: 'refused', why: 'connection refused' });

function stateAfter(...events: readonly LabEvent[]) {
	return applyEvents(noState, [...listening, ...events]);
}

describe('a fetch of the client’s', () => {
	test('from a stranger is an exchange with its address, from its start to its end', () => {
		expect(stateAfter(...started).exchanges).toMatchObject([
			{ id: 6, server: '127.0.0.1:9999', peer: 'client', dialled: true },
		]);
		expect(stateAfter(...started, connected, received).exchanges).toMatchObject([{ bytesOut: 4 }]);
		expect(stateAfter(...started, connected, received, over()).exchanges).toMatchObject([
			{ how: 'ended', bytesOut: 4, durationMs: 9, servesFetch: 5 },
		]);
	});

	test('from a stranger is an open connection from when it is there until its end, also for a recording', () => {
		expect(stateAfter(...started).open.size).toBe(0);
		const open = stateAfter(...started, connected, received);
		expect([...open.open.values()]).toMatchObject([{ id: 6, connected: true, bytesOut: 4 }]);
		expect(open.totals.open).toBe(1);
		const found = foundUnderWay(open, 2000);
		expect(found.map(({ type }) => type)).toEqual(['fetch-found-running', 'dial-found-open']);
		const again = stateAfter(...found);
		expect([...again.open.keys()]).toEqual([6]);
		for (const before of [open, again]) {
			const after = applyEvents(before, [over()]);
			expect(after.open.size).toBe(0);
			expect(after.totals.open).toBe(0);
		}
	});

	test.each([
		['was refused', refused, { how: 'failed', code: 'refused', why: 'connection refused' }],
		['got no byte', over({ bytesIn: 0 }), { how: 'failed', code: 'empty' }],
		['was reset', over({ failure: 'reset', why: 'reset' }), { how: 'reset' }],
		['was cancelled', over({ failure: 'cancelled' }), { how: 'reset', cancelled: true }],
	])('from a stranger tells that it %s', (_, end, exchange) => {
		expect(stateAfter(...started, end).exchanges).toMatchObject([exchange]);
	});

	test('that a server of ours refused is an exchange with that server’s name, and the fetch has it too', () => {
		const state = stateAfter(...ours, refused);
		expect(state.exchanges).toMatchObject([{ id: 6, server: 'poetry/a', how: 'failed', code: 'refused' }]);
		expect(state.fetch).toMatchObject({ server: 'poetry/a' });
	});

	test('from a server of ours that was stopped keeps that server’s name', () => {
		const stopped: LabEvent = { type: 'server-closed', time: 4, server: 'poetry/a' };
		expect(stateAfter(stopped, ...ours, refused).exchanges).toMatchObject([{ server: 'poetry/a', code: 'refused' }]);
	});

	test('from a port that a server of ours could not have is told by its address: somebody else is there', () => {
		const failed: LabEvent = { ...listening[0], type: 'server-failed', code: 'EADDRINUSE', why: 'taken' } as LabEvent;
		expect(stateAfter(failed, ...ours, refused).exchanges).toMatchObject([{ server: '127.0.0.1:10000' }]);
	});

	test('that a server of ours accepted is one exchange, not two', () => {
		const state = stateAfter(...ours, connected, opened(7), closed(7), over());
		expect(state.exchanges.map(({ id }) => id)).toEqual([7]);
	});
});

test('an exchange that nobody accepted stands at the place of its dial, though it is known only at its end', () => {
	expect(stateAfter(...ours, opened(9), refused).exchanges.map(({ id }) => id)).toEqual([6, 9]);
});

test('a proxy’s connection to a stranger is told by the exchange that waits on it, and not again', () => {
	const dial: LabEvent = { type: 'dial-started', time: 1, ...dialling, server: 'proxy/a' };
	expect(stateAfter(opened(1, 'proxy/a'), dial, refused).exchanges.map(({ id }) => id)).toEqual([1]);
});

test('a crowd’s clients at a stranger are exchanges of the crowd’s', () => {
	const dial: LabEvent = { type: 'dial-started', time: 1, ...dialling, crowd: 2 };
	expect(stateAfter(dial, over()).exchanges).toMatchObject([{ peer: 'crowd', how: 'ended', bytesOut: 4 }]);
});

test('a recording begun meanwhile counts it once: as under way', () => {
	const counts = countsFound(stateAfter(opened(1), closed(1), ...started), 2000);
	expect(counts[0]).toMatchObject({ type: 'counts-found', exchanges: 1 });
	const found: LabEvent = { type: 'dial-found-open', time: 1, ...dialling, ageMs: 3 };
	expect(stateAfter(found, over()).exchanges).toMatchObject([{ id: 6, how: 'ended' }]);
});
