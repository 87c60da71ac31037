import { appendFile, truncate, writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { jsonLine, printedLine } from '../../../source/lab/json-line.ts';
import type { Lab } from '../../../source/lab/lab.ts';
import { noState } from '../../../source/lab/model/state.ts';
import { createReplayLab } from '../../../source/lab/replay/replay-lab.ts';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { createWorkerLab } from '../../../source/lab/worker/worker-lab.ts';
import { closed, listening, opened, traffic } from '../../fixtures/events.ts';
import { seen } from '../../fixtures/lab-seen.ts';
import { applyEvents, snapshotOf } from '../../fixtures/lab-state.ts';
import { newPath, recordingLine, writeRecording } from '../../fixtures/recordings.ts';

const worker = new URL('../../../dist/worker.js', import.meta.url);

let lab: Lab | undefined;
afterEach(async () => {
	await lab?.close();
	lab = undefined;
});

const snapshotAfter = (events: readonly LabEvent[]): Snapshot => snapshotOf(applyEvents(noState, events));

/** What a replay shows, besides where it stands, and how busy this machine is. */
function shown({ replay: _, ...snapshot }: Snapshot): Snapshot {
	return { ...snapshot, lagMs: snapshotAfter([]).lagMs };
}

const at = (index: number) => (snapshot: Snapshot) => snapshot.replay?.at === index;

/** Connections that open, send and close, several at a time: three events each. */
function crowd(connections: number): readonly LabEvent[] {
	const data = Buffer.from('a poem');
	const events = Array.from({ length: connections + 10 }, (_, i): LabEvent[] => [
		...(i < connections ? [opened(i + 1, 'poetry/a', 1_000 + i)] : []),
		...(i >= 5 && i < connections + 5
			? [{ type: 'bytes-sent', time: 1_000 + i, server: 'poetry/a', connection: i - 4, data } as const]
			: []),
		...(i >= 10 ? [closed(i - 9, 'poetry/a', { time: 1_000 + i })] : []),
	]);
	return [...listening, ...events.flat()];
}

/** Comes a minute after all others: so long it takes to play until the end. */
const late = opened(9_999, 'poetry/a', 100_000);

/** One fetch of the client's through the proxy, among strangers; and what belongs to it. */
function story() {
	const address = { host: '127.0.0.1', port: 12_000 };
	const its: LabEvent[] = [
		{ type: 'fetch-started', time: 10, fetch: 101, ...address, transforms: [] },
		{ type: 'dial-started', time: 10, dial: 102, fetch: 101, ...address, purpose: 'poem' },
		{ type: 'dial-connected', time: 11, dial: 102, fetch: 101, localPort: 50_103 },
		opened(103, 'proxy/a', 11),
		{ type: 'cache-miss', time: 12, server: 'proxy/a', connection: 103, fetch: 104 },
		{ type: 'fetch-started', time: 12, server: 'proxy/a', fetch: 104, host: '127.0.0.1', port: 10_000, transforms: [] },
		closed(103, 'proxy/a', { time: 20 }),
		{ type: 'fetch-succeeded', time: 21, server: 'proxy/a', fetch: 104, bytes: 6, durationMs: 9 },
		{ type: 'fetch-succeeded', time: 22, fetch: 101, bytes: 6, durationMs: 12 },
	];
	const strangers = (from: number) => Array.from({ length: 90 }, (_, i) => [opened(from + i), closed(from + i)]).flat();
	const events = [
		...listening,
		...strangers(1),
		...its.flatMap((event, i) => (i < 3 ? [event] : [event, ...strangers(i * 120)])),
	];
	return { its, events };
}

describe.each([
	['in this thread', createReplayLab],
	['in a worker', (path: string) => createWorkerLab({ replay: path }, worker)],
])('a replay %s', (_, create) => {
	test('opens at the end, paused, with all that is known of the recording', async () => {
		const events = crowd(100);
		lab = await create(await writeRecording(events));
		const snapshot = await seen(lab, ({ replay }) => replay !== undefined);
		expect(snapshot.replay).toEqual({
			at: events.length,
			total: events.length,
			time: 1_109,
			startTime: 1,
			endTime: 1_109,
			playing: false,
			speed: 1,
			skippedLines: 0,
		});
		expect(shown(snapshot)).toEqual(snapshotAfter(events));
	});

	test('shows the lab as it was after any number of events, wherever it comes from', async () => {
		await fc.assert(
			fc.asyncProperty(traffic, fc.array(fc.nat(130), { minLength: 1, maxLength: 5 }), async (events, stops) => {
				lab = await create(await writeRecording(events));
				for (const stop of stops) {
					const goal = stop % (events.length + 1);
					lab.dispatch({ type: 'replay-jump', fraction: goal / events.length });
					const snapshot = await seen(lab, at(goal));
					expect(shown(snapshot)).toEqual(snapshotAfter(events.slice(0, goal)));
					expect(snapshot.replay?.time).toBe(events[Math.max(0, goal - 1)]?.time);
				}
				await lab.close();
				lab = undefined;
			}),
			{ numRuns: 15 },
		);
	});

	test('steps forth and back through a long recording, and not beyond its ends', async () => {
		const events = crowd(2_000);
		lab = await create(await writeRecording(events));
		let stop = events.length;
		for (const step of [-1, -1, 1, -1_500, 3, -1, -1_024, 2_000, -9_999, 1, 1, 1_024, 99_999, -6_000]) {
			stop = Math.min(Math.max(stop + step, 0), events.length);
			lab.dispatch({ type: 'replay-step', events: step });
			expect(shown(await seen(lab, at(stop)))).toEqual(snapshotAfter(events.slice(0, stop)));
		}
	});

	test('steps that come quickly after each other all count', async () => {
		const events = crowd(100);
		lab = await create(await writeRecording(events));
		for (let i = 0; i < 50; i += 1) {
			lab.dispatch({ type: 'replay-step', events: -1 });
		}
		expect(shown(await seen(lab, at(events.length - 50)))).toEqual(snapshotAfter(events.slice(0, -50)));
	});

	test('leaves out what is damaged, and says how much', async () => {
		const lines = [...listening, opened(1), closed(1)].map(event => recordingLine(event));
		const [first = '', ...others] = lines;
		const path = await writeRecording(['rubbish', first, '{"type":"', ...others, '', '\u0000'.repeat(100)]);
		await appendFile(path, recordingLine(opened(2)).slice(0, -5));
		lab = await create(path);
		const { replay, totals } = await seen(lab, snapshot => snapshot.replay !== undefined);
		expect(replay).toMatchObject({ total: 5, skippedLines: 4 });
		expect(totals).toMatchObject({ served: 1, open: 0 });
		lab.dispatch({ type: 'replay-step', events: -1 });
		expect(shown(await seen(lab, at(4)))).toEqual(snapshotAfter([...listening, opened(1)]));
	});

	test('reads a last line without its newline, where it is whole', async () => {
		const path = await writeRecording(listening);
		await appendFile(path, recordingLine(opened(1)));
		lab = await create(path);
		const { replay } = await seen(lab, snapshot => snapshot.replay !== undefined);
		expect(replay).toMatchObject({ total: 4, skippedLines: 0 });
	});

	test('reads what serve --json printed, and shows nothing of a recording that was made meanwhile', async () => {
		const events: LabEvent[] = [...listening, { type: 'recording-started', time: 4, path: 'f' }, opened(1)];
		lab = await create(await writeRecording(events.map(event => jsonLine(event))));
		const snapshot = await seen(lab, ({ replay }) => replay !== undefined);
		expect(snapshot.totals.open).toBe(1);
		expect(snapshot).not.toHaveProperty('recording');
	});

	test.each([
		['a recording', recordingLine],
		['what serve --json printed', printedLine],
	])('goes on in one line of time over a clock that was set, and shows its time of day: %s', async (_, lineOf) => {
		const shiftMs = -3_600_000;
		const set: LabEvent = { type: 'clock-changed', time: 2_000, shiftMs };
		const events = [...listening, opened(1), set, opened(2, 'poetry/a', 2_000), closed(1, 'poetry/a', { time: 2_500 })];
		const since = events.indexOf(set);
		// Far enough from 1970 for an hour less.
		const lines = events.map((event, index) =>
			lineOf({ ...event, time: event.time + 10_000_000 }, index < since ? 0 : shiftMs),
		);
		lab = await create(await writeRecording(lines.map(line => line)));
		const { replay, exchanges } = await seen(lab, snapshot => snapshot.replay !== undefined);
		expect(replay).toMatchObject({ time: 10_002_500, endTime: 10_002_500, clockShiftMs: shiftMs });
		expect(exchanges.map(({ openedAt, clockShiftMs = 0 }) => openedAt + clockShiftMs)).toEqual([
			10_000_000 + opened(1).time,
			10_002_000 + shiftMs,
		]);
		lab.dispatch({ type: 'replay-step', events: -3 });
		expect((await seen(lab, at(since))).replay).not.toHaveProperty('clockShiftMs');
	});

	test('tells one exchange’s whole story, as far as it had come', async () => {
		const { its, events } = story();
		lab = await create(await writeRecording(events));
		expect(await lab.detail(103)).toEqual(its);
		expect(await lab.detail(999_999)).toEqual([]);
		const miss = its[4];
		const goal = miss ? events.indexOf(miss) + 1 : 0;
		lab.dispatch({ type: 'replay-jump', fraction: goal / events.length });
		await seen(lab, at(goal));
		expect(await lab.detail(103)).toEqual(its.slice(0, 5));
	});

	test('plays from where it is to the end, and from the end all over', async () => {
		const events = [...crowd(30), late];
		lab = await create(await writeRecording(events));
		lab.dispatch({ type: 'replay-play' });
		await seen(lab, ({ replay }) => replay?.playing === true);
		lab.dispatch({ type: 'replay-speed', speed: 64 });
		await seen(lab, ({ replay }) => replay?.playing === true && replay.speed === 64);
		const ended = await seen(lab, ({ replay }) => replay?.playing === false);
		expect(ended.replay?.at).toBe(events.length);
		expect(shown(ended)).toEqual(snapshotAfter(events));
	});

	test('pauses where it is, and a step pauses too', async () => {
		const events = [...crowd(2_000), late];
		lab = await create(await writeRecording(events));
		for (const action of [{ type: 'replay-pause' }, { type: 'replay-step', events: -1 }] as const) {
			lab.dispatch({ type: 'replay-jump', fraction: 0.01 });
			lab.dispatch({ type: 'replay-play' });
			await seen(lab, ({ replay }) => replay?.playing === true && replay.at > 0 && replay.at < events.length);
			lab.dispatch(action);
			const { replay } = await seen(lab, snapshot => snapshot.replay?.playing === false);
			expect(replay?.at).toBeLessThan(events.length);
		}
	});

	test('has no servers to ask', async () => {
		lab = await create(await writeRecording(listening));
		lab.dispatch({ type: 'fetch', address: 'nonsense', transforms: [] });
		lab.dispatch({ type: 'stop-server', server: 'transform' });
		lab.dispatch({ type: 'start-recording', path: '/does/not/exist' });
		lab.dispatch({ type: 'replay-jump', fraction: Number.NaN });
		lab.dispatch({ type: 'replay-step', events: -1 });
		const snapshot = await seen(lab, at(2));
		expect(shown(snapshot)).toEqual(snapshotAfter(listening.slice(0, 2)));
		expect(await lab.close()).toEqual(snapshot.totals);
		lab = undefined;
	});

	test('does not open what is no recording, and says why', async () => {
		const path = await newPath();
		await expect(create(path)).rejects.toThrow(`Cannot replay ${path}: there is no such file`);
		await writeFile(path, '');
		await expect(create(path)).rejects.toThrow(/it is empty/);
		await writeFile(path, 'Where, like a pillow on a bed,\n');
		await expect(create(path)).rejects.toThrow(/not one of its lines is an event/);
		await writeFile(path, gzipSync(recordingLine(late)));
		await expect(create(path)).rejects.toThrow(/it is compressed with gzip: unpack it/);
		await expect(create('/')).rejects.toThrow(/it is a directory/);
	});

	test('of a file that goes on being written ends where the file ended when it was opened', async () => {
		const path = await writeRecording(listening);
		lab = await create(path);
		await appendFile(path, `${recordingLine(opened(1))}\n`);
		lab.dispatch({ type: 'replay-step', events: -3 });
		await seen(lab, at(0));
		lab.dispatch({ type: 'replay-jump', fraction: 1 });
		expect((await seen(lab, at(3))).totals.open).toBe(0);
	});

	test('of a file that was cut off meanwhile says so, and stays', async () => {
		const path = await writeRecording(listening);
		lab = await create(path);
		await truncate(path, 100);
		lab.dispatch({ type: 'replay-step', events: -1 });
		const { notices, replay } = await seen(lab, snapshot => snapshot.notices.length > 0);
		expect(notices.join()).toMatch(/changed/);
		expect(replay).toMatchObject({ at: 3, playing: false });
		expect(await lab.detail(1)).toEqual([]);
	});
});
