import { expect, test } from 'vitest';
import { ReplayPosition } from '../../../source/lab/replay/replay-position.ts';
import { LiveRecording } from '../../../source/lab/watching/live-recording.ts';
import { opened } from '../../fixtures/events.ts';

/** Stands at the end of a recording of so many connections, whose events are asked for by `read`. */
function standing(connections: number, read: () => Promise<void> = async () => {}) {
	const recording = new LiveRecording();
	const open = (from: number, to: number) =>
		recording.add(
			Array.from({ length: to - from }, (_, at) => opened(from + at + 1)),
			from === 0,
		);
	open(0, connections);
	const { index, events } = recording;
	const reading = {
		...events,
		of: async (chunk: Parameters<typeof events.of>[0]) => {
			await read();
			return events.of(chunk);
		},
	};
	const stops: number[] = [];
	const position = new ReplayPosition({ index, events: reading }, () => stops.push(position.moment.at));
	return { position, stops, open };
}

test('it begins at the end, and knows the lab at each place that it goes to', async () => {
	const { position } = standing(5);
	expect(position.moment.at).toBe(5);
	await position.moveTo(2);
	expect([position.moment.at, position.moment.model.state.open.size, position.time]).toEqual([2, 2, opened(2).time]);
	await position.moveTo(0);
	expect(position.moment.model.state.open.size).toBe(0);
});

test('quick moves one after the other become one, to the last of them', async () => {
	const { position, stops } = standing(9);
	await Promise.all([position.moveTo(8), position.moveTo(7), position.moveTo(3)]);
	expect(position.goal).toBe(3);
	expect(stops.at(-1)).toBe(3);
	expect(stops.length).toBeLessThanOrEqual(2);
});

test('the end is where it is by then', () => {
	const { position, open } = standing(2);
	open(2, 6);
	expect(position.moment.at).toBe(2);
	position.goToEnd();
	expect([position.moment.at, position.goal, position.moment.model.state.open.size]).toEqual([6, 6, 6]);
});

test('where the recording can not be read, it says so, and can stay where it is', async () => {
	const { position, stops } = standing(4, () => Promise.reject(new Error('the disk is gone')));
	await expect(position.moveTo(1)).rejects.toThrow('the disk is gone');
	expect(position.goal).toBe(1);
	position.stay();
	expect([position.goal, position.moment.at, stops]).toEqual([4, 4, []]);
	await position.settled;
});
