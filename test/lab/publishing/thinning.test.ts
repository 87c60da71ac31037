import { describe, expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { Thinning, thinningPace } from '../../../source/lab/publishing/thinning.ts';
import { closed, listening, opened } from '../../fixtures/events.ts';

const data = new Uint8Array(100);

function visit(connection: number): readonly LabEvent[] {
	return [
		opened(connection),
		{ type: 'bytes-sent', time: 1_000, server: 'poetry/a', connection, data },
		closed(connection),
	];
}

function visits(count: number): readonly LabEvent[] {
	return Array.from({ length: count }, (_, at) => visit(at + 1)).flat();
}

function passing(events: readonly LabEvent[], thinning: Thinning): readonly LabEvent[] {
	return events.filter(event => thinning.passes(event));
}

describe('of what happens in a lab', () => {
	test('all is published while it is little', () => {
		const thinning = new Thinning(1);
		const events = [...listening, ...visits(100)];
		expect(passing(events, thinning)).toEqual(events);
		expect(thinning.leftOut).toBe(0);
	});

	test('a connection that a person opens by hand is published, also where the lab is busy', () => {
		const thinning = new Thinning(1);
		passing(visits(1_000), thinning);
		const leftOut = thinning.leftOut;
		const of = { time: 1, dial: 9_001 } as const;
		const events: LabEvent[] = [
			{ ...of, type: 'dial-started', fetch: 9_000, host: 'h', port: 1, purpose: 'transform' },
			{ ...of, type: 'dial-connected', fetch: 9_000, localPort: 2 },
			{ ...of, type: 'dial-closed', fetch: 9_000, bytesIn: 0, bytesOut: 0, durationMs: 5 },
		];
		expect(passing(events, thinning)).toEqual(events);
		expect(thinning.leftOut).toBe(leftOut);
	});

	test('a miss is published with what the class was asked and given for it', () => {
		const thinning = new Thinning(1);
		const of = { time: 1, server: 'proxy/a', fetch: 2 } as const;
		const events: LabEvent[] = [
			opened(1, 'proxy/a'),
			{ ...of, type: 'class-asked', connection: 1 },
			{ ...of, type: 'class-answered', answer: 'lead', durationMs: 1 },
			{ ...of, type: 'cache-miss', connection: 1 },
			{ ...of, type: 'fetch-started', connection: 1, host: 'h', port: 1, transforms: [] },
			{ ...of, type: 'class-published', bytes: 3_000 },
			{ ...of, type: 'fetch-succeeded', bytes: 3_000, durationMs: 5 },
			{ ...of, type: 'poem-stored', bytes: 3_000, cacheEntries: 1, cacheBytes: 3_000 },
			{ ...of, type: 'class-published', bytes: 0 },
			closed(1, 'proxy/a'),
		];
		expect(passing(events, thinning)).toEqual(events);
	});

	test('some hundred events are published each second, those of a connection all or none, and the rest is counted', () => {
		const thinning = new Thinning(0);
		const all = visits(30_000);
		// Three seconds in all.
		const events = all.map((event, at): LabEvent => ({ ...event, time: (at / all.length) * 3_000 }));
		const published = passing(events, thinning);
		expect(published.length).toBeGreaterThan(thinningPace.perSecond * 2);
		expect(published.length).toBeLessThanOrEqual(thinningPace.perSecond * 4);
		expect(published.length + thinning.leftOut).toBe(events.length);
		const counts = new Map<unknown, number>();
		for (const event of published) {
			const id = 'connection' in event ? event.connection : 0;
			counts.set(id, (counts.get(id) ?? 0) + 1);
		}
		expect(new Set(counts.values())).toEqual(new Set([3]));
	});

	test('there is room again after a while in which nothing happened', () => {
		const thinning = new Thinning(0);
		passing(visits(5_000), thinning);
		expect(thinning.hasRoom).toBe(false);
		thinning.passTo(60_000);
		expect(thinning.hasRoom).toBe(true);
	});

	test('what a person does, and what happens to a server, is published however much else happens', () => {
		const thinning = new Thinning(1);
		passing(visits(5_000), thinning);
		const person: LabEvent[] = [
			{ type: 'fault-set', time: 1, server: 'poetry/a', fault: 'reset', settings: {} },
			{ type: 'fetch-started', time: 1, fetch: 90_001, host: '127.0.0.1', port: 10_000, transforms: [] },
			{ type: 'dial-started', time: 1, dial: 90_002, fetch: 90_001, host: 'h', port: 1, purpose: 'poem' },
			{ type: 'server-closed', time: 1, server: 'poetry/a' },
		];
		expect(passing(person, thinning)).toEqual(person);
	});

	test('the other end of a dial that is published is published too: else it would seem that nobody accepted it', () => {
		const thinning = new Thinning(1);
		passing([...listening, ...visits(5_000)], thinning);
		const fetch: LabEvent[] = [
			{ type: 'fetch-started', time: 1, fetch: 90_001, host: '127.0.0.1', port: 12_000, transforms: [] },
			{ type: 'dial-started', time: 1, dial: 90_002, fetch: 90_001, host: 'h', port: 12_000, purpose: 'poem' },
			opened(90_003, 'proxy/a'),
			closed(90_003, 'proxy/a'),
		];
		expect(passing(fetch, thinning)).toEqual(fetch);
		expect(passing(visit(90_004), thinning)).toEqual([]);
	});

	test('connections that are open for long do not publish more bytes than there is room for', () => {
		const thinning = new Thinning(1);
		passing([opened(1)], thinning);
		const sent = Array.from({ length: 5_000 }, (): LabEvent => {
			return { type: 'bytes-sent', time: 1, server: 'poetry/a', connection: 1, data };
		});
		expect(passing(sent, thinning).length).toBeLessThanOrEqual(thinningPace.perSecond);
		expect(passing([closed(1)], thinning)).toHaveLength(1);
	});
});
