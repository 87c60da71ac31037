import { statSync } from 'node:fs';
import { mkdir, open, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { noState } from '../../../source/lab/model/state.ts';
import { labAsItIs } from '../../../source/lab/recording/lab-as-it-is.ts';
import { createRecorder } from '../../../source/lab/recording/recorder.ts';
import { createRecording } from '../../../source/lab/recording/recording.ts';
import type { RecordingFile } from '../../../source/lab/recording/recording-file.ts';
import { parseRecordingLine } from '../../../source/lab/recording/recording-line.ts';
import { listening, opened } from '../../fixtures/events.ts';
import { applyEvents } from '../../fixtures/lab-state.ts';
import { newPath, recordingLine } from '../../fixtures/recordings.ts';

/** A file in memory; `room` is what its disk holds, `mouthful` the most that one write takes. */
function memoryFile({ room = Number.POSITIVE_INFINITY, mouthful = Number.POSITIVE_INFINITY, truncates = true } = {}) {
	let content = Buffer.alloc(0);
	let inFlight = 0;
	const seen = { mostInFlight: 0, writes: 0, closed: false, removed: false };
	const file: RecordingFile = {
		async write(bytes, offset) {
			inFlight += 1;
			seen.writes += 1;
			seen.mostInFlight = Math.max(seen.mostInFlight, inFlight);
			await new Promise(setImmediate);
			inFlight -= 1;
			const taken = Math.min(bytes.length, mouthful, room - offset);
			if (taken <= 0) {
				throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
			}
			content = Buffer.concat([content.subarray(0, offset), bytes.subarray(0, taken)]);
			return taken;
		},
		async truncate(length) {
			if (!truncates) {
				throw Object.assign(new Error('EIO: i/o error, ftruncate'), { code: 'EIO' });
			}
			content = content.subarray(0, length);
		},
		async close() {
			seen.closed = true;
		},
		async remove() {
			seen.removed = true;
		},
	};
	return { create: async () => file, seen, text: () => content.toString() };
}

const some = (count: number): LabEvent[] =>
	Array.from({ length: count }, (_, i) => ({ ...opened(i + 1), peerPort: 50_000 }));
const linesOf = (text: string) => text.split('\n').slice(0, -1);

describe('a recording', () => {
	test('holds 20,000 events of a few turns, each once and in their order', async () => {
		const path = await newPath();
		const recorder = await createRecorder(path);
		const events = some(20_000);
		for (const [index, event] of events.entries()) {
			recorder.record(event);
			if (index % 5_000 === 0) {
				await new Promise(setImmediate);
			}
		}
		const end = await recorder.stop();
		const text = await readFile(path, 'utf8');
		expect(text.endsWith('\n')).toBe(true);
		expect(linesOf(text).map(line => parseRecordingLine(line))).toEqual(events);
		expect(end).toEqual({ events: 20_000, bytes: Buffer.byteLength(text) });
	});

	test('is written in batches, one at a time, and tells how far it has come', async () => {
		const { create, seen, text } = memoryFile();
		const progress: number[] = [];
		const recorder = await createRecorder('f', { create, onProgress: () => progress.push(recorder.events) });
		for (const event of some(100)) {
			recorder.record(event);
		}
		expect(text()).toBe('');
		await recorder.stop();
		expect(seen).toMatchObject({ mostInFlight: 1, writes: 1, closed: true });
		expect(progress).toEqual([100]);
	});

	test('is whole though the file takes only a few bytes at once', async () => {
		const { create, text } = memoryFile({ mouthful: 7 });
		const recorder = await createRecorder('f', { create });
		for (const event of some(20)) {
			recorder.record(event);
		}
		expect(await recorder.stop()).toMatchObject({ events: 20 });
		expect(linesOf(text()).map(line => parseRecordingLine(line))).toEqual(some(20));
	});

	test('takes nothing more once it is stopped', async () => {
		const { create, text } = memoryFile();
		const recorder = await createRecorder('f', { create });
		recorder.record(opened(1));
		const stopped = recorder.stop();
		recorder.record(opened(2));
		expect(await stopped).toMatchObject({ events: 1 });
		expect(linesOf(text())).toHaveLength(1);
		expect(await recorder.stop()).toEqual(await stopped);
	});

	test('of nothing leaves no file', async () => {
		const path = await newPath();
		expect(await (await createRecorder(path)).stop()).toEqual({ events: 0, bytes: 0 });
		await expect(stat(path)).rejects.toMatchObject({ code: 'ENOENT' });
	});
});

/** Linux has a device that is always full. */
const hasFullDevice = statSync('/dev/full', { throwIfNoEntry: false })?.isCharacterDevice() === true;

describe('a disk that is full', () => {
	test('ends a recording with whole lines, wherever it was, and says why', async () => {
		const whole = some(30).map(event => `${recordingLine(event)}\n`);
		const length = Buffer.byteLength(whole.join(''));
		await fc.assert(
			fc.asyncProperty(
				fc.nat(length - 1),
				fc.integer({ min: 1, max: 2_000 }),
				fc.nat(30),
				async (room, mouthful, turn) => {
					const { create, seen, text } = memoryFile({ room, mouthful });
					const recorder = await createRecorder('f', { create });
					for (const [index, event] of some(30).entries()) {
						recorder.record(event);
						if (index === turn) {
							await new Promise(setImmediate);
						}
					}
					const end = await recorder.ended;
					expect(text()).toBe(whole.slice(0, end.events).join(''));
					expect(end).toEqual({ events: end.events, bytes: text().length, why: 'the disk is full' });
					expect(end.bytes + (whole[end.events]?.length ?? 0)).toBeGreaterThan(room);
					expect(seen).toMatchObject({ closed: true, removed: end.events === 0 });
				},
			),
		);
	});

	test('is told with what was left in the file, where that could not be mended', async () => {
		const { create } = memoryFile({ room: 200, truncates: false });
		const recorder = await createRecorder('f', { create });
		recorder.record(opened(1));
		recorder.record(opened(2));
		const { why } = await recorder.ended;
		expect(why).toBe('the disk is full; and its last line is cut off: the disk failed');
	});

	test.skipIf(!hasFullDevice)('is told by the system itself as well', async () => {
		const handle = await open('/dev/full', 'r+');
		const create = async (): Promise<RecordingFile> => ({
			write: async (bytes, offset) => (await handle.write(bytes, 0, bytes.length, offset)).bytesWritten,
			truncate: length => handle.truncate(length),
			close: () => handle.close(),
			remove: async () => {},
		});
		const recorder = await createRecorder('/dev/full', { create });
		recorder.record(opened(1));
		expect(await recorder.ended).toEqual({ events: 0, bytes: 0, why: 'the disk is full' });
	});
});

test('a disk that can not follow ends the recording before memory is full, with whole lines', async () => {
	let taken = 0;
	let goOn = () => {};
	const slow: RecordingFile = {
		write: bytes =>
			new Promise(resolve => {
				goOn = () => resolve(bytes.length);
				taken += bytes.length;
			}),
		truncate: async () => {},
		close: async () => {},
		remove: async () => {},
	};
	const recorder = await createRecorder('f', { create: async () => slow });
	const large: LabEvent = { ...opened(1), peerHost: 'x'.repeat(4_000) };
	recorder.record(large);
	await new Promise(setImmediate);
	for (let i = 0; i < 5_000; i += 1) {
		recorder.record(large);
	}
	goOn();
	const end = await recorder.ended;
	expect(end.why).toMatch(/too slow/);
	expect(end).toMatchObject({ events: 1, bytes: taken });
});

describe('no file is overwritten:', () => {
	test('one that is there is named, and stays as it was', async () => {
		const path = await newPath();
		await writeFile(path, 'precious');
		await expect(createRecorder(path)).rejects.toThrow(`Cannot record to ${path}: it is there already`);
		expect(await readFile(path, 'utf8')).toBe('precious');
	});

	test('nor what a link leads to, or a directory', async () => {
		const path = await newPath();
		await symlink(join(dirname(path), 'elsewhere'), path);
		await expect(createRecorder(path)).rejects.toThrow(/already/);
		await mkdir(`${path}.d`);
		await expect(createRecorder(`${path}.d`)).rejects.toThrow(/already/);
	});

	test('and a directory that is not there is not made', async () => {
		await expect(createRecorder('/does/not/exist.jsonl')).rejects.toThrow(/no such file or directory/);
	});
});

test('a recording that begins after the clock was set has each time of day as it was, and one line of time', async () => {
	const hour = 3_600_000;
	const before = [
		...listening.map(event => ({ ...event, time: 4_000_000 })),
		opened(1, 'poetry/a', 4_000_000),
		{ type: 'clock-changed', time: 5_000_000, shiftMs: hour } as const,
		opened(2, 'poetry/a', 5_000_100),
		{ type: 'clock-changed', time: 6_000_000, shiftMs: -2 * hour } as const,
	];
	const path = await newPath();
	const recording = createRecording({ emit: () => undefined, now: () => 6_000_100, namesPeers: true });
	for (const event of before) {
		recording.take(event);
	}
	const state = applyEvents(noState, before);
	await recording.start(path, () => labAsItIs(state, 6_000_100));
	recording.take(opened(3, 'poetry/a', 6_000_200));
	await recording.stop();
	const lines = (await readFile(path, 'utf8')).trimEnd().split('\n');
	const times = lines.map(line => JSON.parse(line) as { type: string; time: string; timeMs: number; ageMs?: number });
	const openings = times.filter(({ type }) => type === 'connection-opened' || type === 'connection-found-open');
	expect(openings.map(({ time, timeMs }) => Date.parse(time) - timeMs)).toEqual([-hour, -hour, -hour]);
	expect(openings.map(({ timeMs, ageMs = 0 }) => timeMs - ageMs)).toEqual([4_000_000, 5_000_100, 6_000_200]);
	const replayed = applyEvents(
		noState,
		lines.flatMap(line => parseRecordingLine(line) ?? []),
	);
	expect(replayed.exchanges.map(({ clockShiftMs = 0 }) => clockShiftMs)).toEqual([0, hour, -hour]);
	expect(replayed.clockShiftMs).toBe(-hour);
});
