import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { createEventHistory } from '../../../source/lab/history/event-history.ts';
import { storyOf } from '../../../source/lab/history/story.ts';
import type { Exchange } from '../../../source/lab/snapshot.ts';
import { anyEvent } from '../../fixtures/any-event.ts';
import { closed, opened } from '../../fixtures/events.ts';

const exchange = (id: number, more: Partial<Exchange> = {}): Exchange => ({
	id,
	server: 'poetry/a',
	kind: 'poetry',
	openedAt: 0,
	peerHost: '127.0.0.1',
	peerPort: 1,
	bytesIn: 0,
	bytesOut: 0,
	...more,
});
/** With its bytes in an array of their own. */
const plain = (event: LabEvent): LabEvent =>
	'data' in event
		? { ...event, data: new Uint8Array(event.data) }
		: 'poem' in event
			? { ...event, poem: new Uint8Array(event.poem) }
			: event;
const fetchStarted = (fetch: number): LabEvent => ({
	type: 'fetch-started',
	time: 1,
	fetch,
	host: 'h',
	port: 1,
	transforms: [],
});

test('one exchange leads to the client’s fetch, the proxy’s fetch and the upstream’s exchange, in order', () => {
	const history = createEventHistory();
	const story = [fetchStarted(1), opened(2, 'proxy/a'), fetchStarted(3), opened(4), closed(4), closed(2, 'proxy/a')];
	history.add([opened(9), ...story.slice(0, 3), closed(9), ...story.slice(3)]);
	const exchanges = [exchange(2, { servesFetch: 1, upstreamFetch: 3 }), exchange(4, { servesFetch: 3 }), exchange(9)];
	for (const id of [2, 4]) {
		expect(history.about(storyOf(id, exchanges))).toEqual(story);
	}
	expect(history.about(storyOf(9, exchanges))).toEqual([opened(9), closed(9)]);
});

test('the oldest go when there are too many events', () => {
	const few = createEventHistory({ maxEvents: 2, maxBytes: 1000 });
	few.add([opened(1), opened(1), closed(1)]);
	expect(few.about(storyOf(1, []))).toEqual([opened(1), closed(1)]);
});

test('the oldest lose their data when there are too many bytes, and still tell how many they were', () => {
	const sent = (text: string): LabEvent => ({
		type: 'bytes-sent',
		time: 1,
		server: 'poetry/a',
		connection: 1,
		data: Buffer.from(text),
	});
	const small = createEventHistory({ maxEvents: 100, maxBytes: 300 });
	const [first, second] = ['17:shout.Tyger'.padEnd(200), 'b'.repeat(200)];
	small.add([sent(first), sent(second), sent('c')]);
	const start = new Uint8Array(Buffer.from(first.slice(0, 32)));
	expect(small.about(storyOf(1, []))).toEqual([
		{ ...sent(first), data: start, dataBytes: 200 },
		plain(sent(second)),
		plain(sent('c')),
	]);
	small.add([sent('d'.repeat(200))]);
	expect(small.about(storyOf(1, [])).map(event => 'data' in event && event.data.length)).toEqual([32, 32, 1, 200]);
});

test('none of the events that are added are held on to, nor the memory in which their bytes came', async () => {
	const held: WeakRef<object>[] = [];
	const history = createEventHistory();
	setFlagsFromString('--expose-gc');
	const addOne = (id: number) => {
		const data = Buffer.allocUnsafeSlow(100).fill(id);
		const event: LabEvent = { type: 'bytes-sent', time: 1, server: 'poetry/a', connection: id, data };
		held.push(new WeakRef(event), new WeakRef(data.buffer));
		history.add([event]);
	};
	for (let id = 1; id <= 15; id += 1) {
		addOne(id);
	}
	await new Promise(setImmediate);
	(runInNewContext('gc') as () => void)();
	expect(held.filter(one => one.deref() !== undefined)).toEqual([]);
	expect(history.about(storyOf(15, []))).toMatchObject([{ connection: 15, data: new Uint8Array(100).fill(15) }]);
});

test('every event comes back as it was, in order, however many and whatever is in them', () => {
	const history = createEventHistory({ maxEvents: 3_000, maxBytes: 100_000_000 });
	fc.assert(
		fc.property(fc.array(anyEvent, { minLength: 1, maxLength: 400 }), some => {
			const events = some.map(event => ({ ...event, connection: 7 }) as LabEvent);
			const before = history.about(storyOf(7, []));
			history.add(events);
			const after = history.about(storyOf(7, []));
			expect(after.length).toBe(Math.min(3_000, before.length + events.length));
			expect(after.slice(-events.length)).toEqual(events.map(plain));
		}),
		{ numRuns: 30 },
	);
});

test('an event that is larger than what is kept at once keeps its place and its beginning', () => {
	const history = createEventHistory({ maxEvents: 100, maxBytes: 1_000 });
	const sent = (bytes: number): LabEvent => ({
		...{ type: 'bytes-sent', time: 1, server: 'poetry/a', connection: 1 },
		data: new Uint8Array(bytes).fill(bytes % 251),
	});
	history.add([sent(900), sent(5_000), opened(1), sent(10)]);
	const lengths = history.about(storyOf(1, [])).map(event => ('data' in event ? event.data.length : event.type));
	expect(lengths).toEqual([32, 32, 'connection-opened', 10]);
});

test('the poem that a transform made counts as well', () => {
	const history = createEventHistory({ maxEvents: 100, maxBytes: 75 });
	const made = (poem: string): LabEvent => ({
		...{ type: 'fetch-transform-succeeded', time: 1, fetch: 1, transform: 't', step: 0, durationMs: 1 },
		...{ bytes: 40, poem: Buffer.from(poem) },
	});
	history.add([opened(2), made('b'.repeat(40)), made('c'.repeat(40))]);
	const story = storyOf(2, [exchange(2, { servesFetch: 1 })]);
	const [, ...poems] = history.about(story);
	expect(poems.map(event => 'poem' in event && event.poem.length)).toEqual([32, 40]);
});

test('a crowd on one fetch is told up to a bound', () => {
	const history = createEventHistory();
	const crowd = Array.from({ length: 500 }, (_, i) => exchange(i + 1, { upstreamFetch: 1000 }));
	history.add(crowd.map(({ id }) => opened(id)));
	expect(history.about(storyOf(1, crowd)).length).toBeLessThanOrEqual(100);
});
