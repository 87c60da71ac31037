import { expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { createTelemetry } from '../../../source/lab/clock/create-telemetry.ts';
import { fetchBatch } from '../../../source/services/client/fetch-batch.ts';
import { bareServer } from '../../fixtures/raw-peers.ts';

const host = '127.0.0.1';

/** A poet that says its line to whoever comes, once the test lets it. */
async function poet(line: string) {
	let open = (): void => {};
	const mayEnd = new Promise<void>(resolve => {
		open = resolve;
	});
	let came = (): void => {};
	const asked = new Promise<void>(resolve => {
		came = resolve;
	});
	const { port } = await bareServer(socket => {
		socket.write(line);
		came();
		mayEnd.then(() => socket.end());
	});
	return { address: { host, port }, end: open, asked };
}

function telling() {
	const events: LabEvent[] = [];
	return { events, telemetry: createTelemetry(event => events.push(event)) };
}

const options = { transforms: [], via: { host, port: 1 }, promise: 'all' } as const;

test('one at a time, the second poet is asked only when the first has ended', async () => {
	const { events, telemetry } = telling();
	const [first, second] = [await poet('a'), await poet('b')];
	const hosts = [first.address, second.address];
	const fetches = fetchBatch({ ...options, hosts, atOnce: 1 }, telemetry);
	await first.asked;
	expect(events.filter(({ type }) => type === 'fetch-started')).toHaveLength(1);
	first.end();
	await second.asked;
	second.end();
	const poems = await Promise.all(fetches.map(({ outcome }) => outcome));
	expect(poems.map(({ pieces }) => Buffer.concat(pieces).toString())).toEqual(['a', 'b']);
	const order = events.flatMap(event => ('fetch' in event && /^fetch-/.test(event.type) ? [event.type] : []));
	expect(order).toEqual(['fetch-started', 'fetch-succeeded', 'fetch-started', 'fetch-succeeded']);
});

test('all at once, a poet that is not there fails alone, and the end tells of each', async () => {
	const { events, telemetry } = telling();
	const [first, last] = [await poet('a'), await poet('c')];
	const hosts = [first.address, { host, port: 1 }, last.address];
	const fetches = fetchBatch({ ...options, hosts, atOnce: 3 }, telemetry);
	await Promise.all([first.asked, last.asked]);
	first.end();
	last.end();
	const outcomes = await Promise.allSettled(fetches.map(({ outcome }) => outcome));
	expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
	expect(events[0]).toMatchObject({ type: 'batch-started', firstFetch: fetches[0]?.fetch, hosts, atOnce: 3 });
	expect(events.at(-1)).toMatchObject({ type: 'batch-ended', poems: 2, failed: 1, cancelled: 0 });
});

test('each fetch tells of its batch, and its id is its place after the first one', async () => {
	const { events, telemetry } = telling();
	const { address, end } = await poet('a');
	end();
	const fetches = fetchBatch({ ...options, hosts: [address, address, address], atOnce: 2 }, telemetry);
	await Promise.all(fetches.map(({ outcome }) => outcome));
	const [started] = events;
	const { batch = 0, firstFetch = 0 } = started?.type === 'batch-started' ? started : {};
	expect(events.filter(event => event.type === 'fetch-started').map(({ fetch }) => fetch)).toEqual([
		firstFetch,
		firstFetch + 1,
		firstFetch + 2,
	]);
	expect(events.filter(event => event.type === 'fetch-started').every(event => event.batch === batch)).toBe(true);
	expect(fetches.map(({ fetch }) => fetch - firstFetch)).toEqual([0, 1, 2]);
});

test('what is cancelled while it waits for its turn never begins, and what is under way goes on', async () => {
	const { events, telemetry } = telling();
	const [first, second] = [await poet('a'), await poet('b')];
	const fetches = fetchBatch({ ...options, hosts: [first.address, second.address], atOnce: 1 }, telemetry);
	await first.asked;
	fetches[1]?.cancel();
	fetches[1]?.cancel();
	first.end();
	const [came, left] = await Promise.allSettled(fetches.map(({ outcome }) => outcome));
	expect([came?.status, left?.status]).toEqual(['fulfilled', 'rejected']);
	expect(events.filter(({ type }) => type === 'fetch-started')).toHaveLength(1);
	expect(events.filter(event => event.type === 'fetch-failed')).toMatchObject([
		{ fetch: fetches[1]?.fetch, code: 'cancelled', durationMs: 0 },
	]);
	expect(events.at(-1)).toMatchObject({ type: 'batch-ended', poems: 1, failed: 0, cancelled: 1 });
});
