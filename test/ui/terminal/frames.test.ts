import { describe, expect, test } from 'vitest';
import { createFrames, type Frames } from '../../../source/ui/terminal/frames.ts';

/** Frames over a clock that is moved by hand, each of which takes so many milliseconds. */
function over(costMs: () => number) {
	let now = 0;
	let timer: { readonly at: number; readonly callback: () => void } | undefined;
	let taken: (() => void) | undefined;
	let isLineFree = true;
	const drawnAt: number[] = [];
	const frames: Frames = createFrames({
		draw() {
			drawnAt.push(now);
			now += costMs();
			frames.drawn();
		},
		now: () => now,
		after(ms, callback) {
			const mine = { at: now + ms, callback };
			timer = mine;
			return () => {
				timer = timer === mine ? undefined : timer;
			};
		},
		whenLineIsFree(callback) {
			if (isLineFree) {
				callback();
			} else {
				taken = callback;
			}
		},
	});
	return {
		frames,
		drawnAt,
		pass(ms: number) {
			const end = now + ms;
			while (timer !== undefined && timer.at <= end) {
				const { at, callback } = timer;
				timer = undefined;
				now = Math.max(now, at);
				callback();
			}
			now = Math.max(now, end);
		},
		/** A lab that changes all the time, for so long. */
		traffic(ms: number) {
			const end = now + ms;
			while (now < end) {
				frames.changed();
				this.pass(10);
			}
		},
		holdLine() {
			isLineFree = false;
		},
		freeLine() {
			isLineFree = true;
			taken?.();
			taken = undefined;
		},
		now: () => now,
	};
}

/** What the keys of one turn lead to is drawn at its end. */
const turn = () => new Promise<void>(resolve => queueMicrotask(resolve));

describe('frames over a busy lab', () => {
	test('of half a second, as on a machine that is starved, are drawn again within a second of a change', () => {
		const starved = over(() => 500);
		starved.traffic(30_000);
		const gaps = starved.drawnAt.map((at, index) => at - (starved.drawnAt[index - 1] ?? at));
		expect(Math.max(...gaps)).toBeLessThanOrEqual(1_520);
		expect(Math.max(...gaps)).toBeGreaterThan(1_000);
	});

	test.each([5, 25, 60])('of %d ms take at most 6 percent of the time, however busy it is', cost => {
		const busy = over(() => cost);
		busy.traffic(10_000);
		const from = busy.drawnAt.length;
		busy.traffic(60_000);
		expect(((busy.drawnAt.length - from) * cost) / 60_000).toBeLessThanOrEqual(0.062);
		expect(((busy.drawnAt.length - from) * cost) / 60_000).toBeGreaterThan(0.045);
	});

	test('after a quiet while, draws what happens without a wait but for the least pause', () => {
		const quiet = over(() => 25);
		quiet.traffic(5_000);
		quiet.pass(30_000);
		const from = quiet.drawnAt.length;
		const start = quiet.now();
		quiet.traffic(250);
		const soon = quiet.drawnAt.slice(from);
		expect(soon[0]).toBe(start);
		expect(soon.length).toBeGreaterThanOrEqual(3);
	});

	test('one frame that was held up by something else does not make the next ones rare', () => {
		let costs = 0;
		const busy = over(() => {
			costs += 1;
			return costs === 20 ? 2_000 : 10;
		});
		busy.traffic(20_000);
		const gaps = busy.drawnAt.slice(21).map((at, index) => at - (busy.drawnAt[index + 20] ?? 0));
		expect(Math.max(...gaps)).toBeLessThan(400);
	});
});

describe('a key', () => {
	test('is drawn at once, however much was drawn before, and all keys of one turn together', async () => {
		const busy = over(() => 25);
		busy.traffic(10_000);
		const [from, at] = [busy.drawnAt.length, busy.now()];
		busy.frames.keyPressed();
		busy.frames.keyPressed();
		await turn();
		expect(busy.drawnAt.slice(from)).toEqual([at]);
	});

	test('waits for a slow line alone, and what comes meanwhile is drawn with it in one frame', async () => {
		const slow = over(() => 5);
		slow.holdLine();
		slow.frames.keyPressed();
		await turn();
		slow.frames.changed();
		slow.frames.keyPressed();
		await turn();
		slow.pass(3_000);
		expect(slow.drawnAt).toEqual([]);
		slow.freeLine();
		expect(slow.drawnAt).toEqual([3_000]);
	});

	test('leads to nothing once the screen is taken down', async () => {
		const ended = over(() => 5);
		ended.frames.changed();
		ended.frames.stop();
		const before = ended.drawnAt.length;
		ended.frames.keyPressed();
		ended.frames.changed();
		await turn();
		ended.pass(5_000);
		expect(ended.drawnAt).toHaveLength(before);
	});
});
