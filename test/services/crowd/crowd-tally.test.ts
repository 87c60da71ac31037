import { expect, test } from 'vitest';
import { CrowdTally } from '../../../source/services/crowd/crowd-tally.ts';

test('every client that ended is counted once: whole, fell back or failed', () => {
	const tally = new CrowdTally();
	for (let client = 0; client < 5; client += 1) {
		tally.noteBegun();
	}
	tally.notePoem([Buffer.from('poem')], { fellBack: false, afterMs: 3 });
	tally.notePoem([Buffer.from('poem')], { fellBack: true, afterMs: 3 });
	tally.noteFailure({ code: 'reset', message: 'the first reason' });
	tally.noteFailure({ code: 'reset', message: 'another reason' });
	expect(tally.counts()).toMatchObject({
		begun: 5,
		ended: 4,
		whole: 1,
		fellBack: 1,
		failures: [{ code: 'reset', clients: 2, why: 'the first reason' }],
		bytes: 8,
	});
});

test('poems that differ in a single byte, or are cut short, are different poems', () => {
	const tally = new CrowdTally();
	for (const poem of ['poem', 'poem', 'pOem', 'poe']) {
		tally.notePoem([Buffer.from(poem)], { fellBack: false, afterMs: 1 });
	}
	expect(tally.counts().differentPoems).toBe(3);
});

test('percentiles are told of what came, and none of what did not', () => {
	const tally = new CrowdTally();
	expect(tally.counts()).not.toHaveProperty('firstByteMs');
	for (let ms = 1; ms <= 200; ms += 1) {
		tally.noteFirstByte(ms * 101);
	}
	const { firstByteMs, wholeMs } = tally.counts();
	expect(firstByteMs).toMatchObject({ max: 20_200, p50: expect.closeTo(10_100, -2), p99: expect.closeTo(19_998, -2) });
	expect(wholeMs).toBeUndefined();
});

test('each latency is in one bucket: the first whose end it does not pass, or the last, which has none', () => {
	const tally = new CrowdTally();
	for (const ms of [0.7, 1, 1.5, 100, 1e9]) {
		tally.noteFirstByte(ms);
	}
	const { latencies } = tally.counts();
	const filled = latencies.filter(({ firstByte }) => firstByte > 0);
	expect(filled.map(({ upToMs, firstByte }) => [upToMs, firstByte])).toEqual([
		[1, 2],
		[2, 1],
		[100, 1],
		[undefined, 1],
	]);
	const ends = latencies.map(({ upToMs }) => upToMs ?? Number.POSITIVE_INFINITY);
	expect(ends).toEqual([...ends].sort((a, b) => a - b));
});
