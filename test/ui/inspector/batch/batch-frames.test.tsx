import { describe, expect, onTestFinished, test } from 'vitest';
import type { LabEvent } from '../../../../source/events/events.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { createFakeLab, runningFetch, sampleFetch, sampleSnapshot, sampleTime } from '../../../fixtures/fake-lab.ts';
import { keys, openScreen, rowsOf } from '../../../fixtures/terminal.tsx';

const poets = ['ecstasy', 'tyger', 'ozymandias'];
const hosts = poets.map((_, at) => ({ host: '127.0.0.1', port: 10_000 + at }));
const addresses = hosts.map(({ host, port }) => `${host}:${port}`);
const time = sampleTime;
const end = { poems: 2, failed: 1, cancelled: 0, durationMs: 3_100, sumMs: 9_700 };
const batch = { id: 9, firstFetch: 1, addresses, transforms: [], atOnce: 3, promise: 'all', startedAt: time } as const;
const poet = (at: number) => ({
	...{ id: at + 1, batch: 9, address: addresses[at] ?? '', server: `poetry/${poets[at]}`, cache: undefined as never },
});
const fetches = [
	sampleFetch({ ...poet(0), poemBytes: 3_003, durationMs: 11, poemMs: 11 }),
	runningFetch({ ...poet(1), status: 'failed', code: 'reset', why: 'connection reset', durationMs: 20 }),
	sampleFetch({ ...poet(2), poemBytes: 631, durationMs: 3_100, poemMs: 3_100 }),
];
const dialOf = (fetch: number) => ({ fetch, dial: 10 + fetch }) as const;
const events: readonly LabEvent[] = [
	{ type: 'batch-started', time, batch: 9, firstFetch: 1, hosts, transforms: [], atOnce: 3, promise: 'all' },
	...hosts.flatMap((host, at): readonly LabEvent[] => [
		{ type: 'fetch-started', time, fetch: at + 1, batch: 9, ...host, transforms: [] },
		{ type: 'dial-started', time, ...dialOf(at + 1), ...host, purpose: 'poem' },
	]),
	...[1, 2, 3].map((fetch): LabEvent => {
		return { type: 'dial-received', time: time + 9, ...dialOf(fetch), data: new Uint8Array(600) };
	}),
	{ type: 'fetch-succeeded', time: time + 11, fetch: 1, bytes: 3_003, durationMs: 11 },
	{ type: 'fetch-failed', time: time + 20, fetch: 2, code: 'reset', why: 'connection reset', durationMs: 20 },
	{ type: 'fetch-succeeded', time: time + 3_100, fetch: 3, bytes: 631, durationMs: 3_100 },
	{ type: 'batch-ended', time: time + 3_100, batch: 9, ...end },
];

describe.each([
	[60, 16],
	[80, 24],
	[120, 36],
	[200, 60],
])('at %ix%i', (columns, rows) => {
	const slower = { ...batch, id: 8, firstFetch: 70, atOnce: 1, end: { ...end, durationMs: 9_800 } };
	const open = () => {
		const snapshot = sampleSnapshot({ fetches, fetch: fetches[2], batches: [slower, { ...batch, end }] });
		const lab = Object.assign(createFakeLab(snapshot), { batchDetail: () => Promise.resolve(events) });
		const screen = openScreen(lab, columns, rows);
		onTestFinished(() => screen.close());
		return screen;
	};
	const isWhole = (frame: string): void => {
		const lines = rowsOf(frame);
		expect(lines).toHaveLength(rows);
		expect(lines.filter(line => textWidth(line) > columns)).toEqual([]);
	};

	test('Client has every fetch of a batch with its word and why, and both times', () => {
		const frame = open().frame();
		isWhole(frame);
		const client = rowsOf(frame)
			.map(row => row.split('│')[1]?.trim() ?? '')
			.join(' ');
		expect(client).toContain('2 poems, 1 failed in 3.1 s');
		expect(client.replace(/ +/g, ' ')).toMatch(/3 poems|all at once 3\.1 s · 1 at once 9\.8 s/);
		if (rows > 16) {
			expect(frame).toMatch(/ecstasy +FETCHED/);
			expect(frame).toMatch(/tyger +FAILED (?:connection )?reset/);
		}
	});

	test('the picker says what is marked and what enter takes', async () => {
		const screen = open();
		await screen.press('/', 'enter takes proxy/ecstasy');
		const frame = await screen.press(`poets${keys.tab}`, 'enter takes the 3 that are marked');
		isWhole(frame);
		expect(rowsOf(frame).filter(row => /│[ ▸]◆ poetry\/\w+ +127/.test(row))).toHaveLength(3);
		expect(frame).toContain('3 marked');
		expect(await screen.press(keys.enter, '3 poets')).toContain('Fetch');
	});

	test('the ladder has the promise around all, its results and each fetch', async () => {
		const screen = open();
		const frame = await screen.press('b', 'Promise.all ○ pending');
		isWhole(frame);
		expect(frame).toContain('3 fetches, all at once, in Promise.all');
		expect(frame).toContain('2 poems, 1 failed in 3.1 s, one after the other 9.7 s');
		expect(frame).toContain('▸ozymandias FETCHED');
		const last = await screen.press('G', rows === 16 ? 'ozymandias  fulfilled' : 'rejected: tyger reset');
		isWhole(last);
		expect(await screen.press(keys.escape, '4 Client')).not.toContain('pending');
	});
});
