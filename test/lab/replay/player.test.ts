import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Player, playerPace } from '../../../source/lab/replay/player.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }));
afterEach(() => void vi.useRealTimers());

/** A track of events at these times, which stands before the first one. */
function playerOf(times: readonly number[]) {
	const track = {
		at: 0,
		total: times.length,
		timeOf: async (index: number) => times[index] ?? Number.NaN,
		moveTo: async (at: number) => {
			track.at = at;
		},
	};
	const changed = vi.fn();
	const failed = vi.fn();
	return { track, changed, failed, player: new Player(track, changed, failed) };
}

test('events happen at their times, and at the end it stops', async () => {
	const { track, player, changed } = playerOf([1_000, 1_100, 1_500, 2_500]);
	player.play();
	await vi.advanceTimersByTimeAsync(1);
	expect(track.at).toBe(1);
	await vi.advanceTimersByTimeAsync(100);
	expect(track.at).toBe(2);
	await vi.advanceTimersByTimeAsync(390);
	expect(track.at).toBe(2);
	await vi.advanceTimersByTimeAsync(20);
	expect(track.at).toBe(3);
	expect(changed).not.toHaveBeenCalled();
	await vi.advanceTimersByTimeAsync(1_000);
	expect(track.at).toBe(4);
	expect(player.playing).toBe(false);
	expect(changed).toHaveBeenCalledOnce();
	expect(vi.getTimerCount()).toBe(0);
});

test.each([
	[4, 250],
	[0.25, 4_000],
])('at %dx the same second takes %d ms', async (speed, ms) => {
	const { track, player } = playerOf(Array.from({ length: 11 }, (_, i) => 5_000 + i * 100));
	player.setSpeed(speed);
	player.play();
	await vi.advanceTimersByTimeAsync(ms - playerPace.everyMs);
	expect(track.at).toBeLessThan(11);
	await vi.advanceTimersByTimeAsync(2 * playerPace.everyMs);
	expect(track.at).toBe(11);
});

test.each([1, 0.25, 64])('a long silence lasts two seconds at %dx', async speed => {
	const { track, player } = playerOf([0, 3_600_000, 7_200_000]);
	player.setSpeed(speed);
	player.play();
	await vi.advanceTimersByTimeAsync(1_990);
	expect(track.at).toBe(1);
	await vi.advanceTimersByTimeAsync(20);
	expect(track.at).toBe(2);
	await vi.advanceTimersByTimeAsync(2_000);
	expect(track.at).toBe(3);
});

test('a pause holds it where it is, and it goes on from there', async () => {
	const { track, player } = playerOf([0, 100, 200]);
	player.play();
	await vi.advanceTimersByTimeAsync(110);
	player.pause();
	await vi.advanceTimersByTimeAsync(10_000);
	expect(track.at).toBe(2);
	expect(vi.getTimerCount()).toBe(0);
	player.play();
	await vi.advanceTimersByTimeAsync(110);
	expect(track.at).toBe(3);
});

test('a change of speed counts from when it is made', async () => {
	const { track, player } = playerOf([0, 1_000, 1_600]);
	player.play();
	await vi.advanceTimersByTimeAsync(500);
	player.setSpeed(10);
	await vi.advanceTimersByTimeAsync(60);
	expect(track.at).toBe(2);
	player.setSpeed(1);
	await vi.advanceTimersByTimeAsync(300);
	expect(track.at).toBe(2);
	await vi.advanceTimersByTimeAsync(310);
	expect(track.at).toBe(3);
});

test('speeds are brought within what there is, and what is no number changes nothing', () => {
	const { player } = playerOf([0]);
	player.setSpeed(1_000);
	expect(player.speed).toBe(64);
	player.setSpeed(0);
	expect(player.speed).toBe(0.25);
	player.setSpeed(Number.NaN);
	expect(player.speed).toBe(0.25);
});

test('moved elsewhere while it plays, it goes on from there', async () => {
	const { track, player } = playerOf([0, 1_000, 2_000, 3_000, 3_100]);
	player.play();
	await vi.advanceTimersByTimeAsync(10);
	track.at = 4;
	player.moved();
	await vi.advanceTimersByTimeAsync(110);
	expect(track.at).toBe(5);
});

test('where more is due than can be shown, it plays as fast as it can and skips nothing', async () => {
	const { track, player } = playerOf(Array.from({ length: 3 * playerPace.maxEvents }, () => 0));
	const ats: number[] = [];
	const { moveTo } = track;
	track.moveTo = at => {
		ats.push(at);
		return moveTo(at);
	};
	player.play();
	await vi.advanceTimersByTimeAsync(4 * playerPace.everyMs);
	expect(ats).toEqual([1, 2, 3].map(n => n * playerPace.maxEvents));
});

test('a track that can not be read ends it, and is told', async () => {
	const { track, player, failed } = playerOf([0, 10]);
	track.timeOf = () => Promise.reject(new Error('gone'));
	player.play();
	await vi.advanceTimersByTimeAsync(10);
	expect(failed).toHaveBeenCalledOnce();
	expect(player.playing).toBe(false);
	expect(vi.getTimerCount()).toBe(0);
});
