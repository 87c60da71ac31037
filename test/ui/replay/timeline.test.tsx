import { describe, expect, test } from 'vitest';
import type { ReplayState } from '../../../source/lab/snapshot/replay-state.ts';
import { replayPlace, replaySummary } from '../../../source/ui/replay/announce.ts';
import { Timeline } from '../../../source/ui/replay/timeline.tsx';
import { drawnRows } from '../../fixtures/drawn.tsx';

const replay: ReplayState = {
	at: 30,
	total: 100,
	time: Date.UTC(2026, 0, 1),
	startTime: Date.UTC(2026, 0, 1),
	endTime: Date.UTC(2026, 0, 1, 0, 1),
	playing: false,
	speed: 1,
	skippedLines: 0,
};
const two: ReplayState = { ...replay, sessions: { number: 1, starts: [0, 50] } };
const text = (state: ReplayState, width: number) =>
	drawnRows(<Timeline replay={state} width={width} />, width, 1).join('\n');

describe('a timeline', () => {
	test.each([80, 120, 200])(
		'%i wide shows where the second recording of a file begins, and which one this is',
		width => {
			expect(text(two, width)).toMatch(/recording 1 of 2 {2}[━┿]+●[─┼]+╳[─┼]+ {2}30 of 100/);
			expect(text({ ...two, at: 70, sessions: { number: 2, starts: [0, 50] } }, width)).toMatch(
				/recording 2 of 2 {2}[━┿]+╳[━┿]+●/,
			);
			expect(text(replay, width)).not.toMatch(/recording|╳/);
		},
	);

	test.each([
		[80, / lesson step 2 of 5/],
		[120, /The thundering herd step 2 of 5/],
		[200, /The thundering herd step 2 of 5/],
	])('%i wide tells of the lesson that was under way', (width, words) => {
		const lesson = { name: 'thundering-herd', title: 'The thundering herd', step: 2, steps: 5 };
		expect(text({ ...replay, lesson }, width)).toMatch(words);
		expect(text({ ...replay, lesson }, width)).toHaveLength(width - 1);
		const tried = text({ ...replay, lesson: { ...lesson, held: false, tries: 3 } }, width);
		expect(tried).toMatch(width === 80 ? words : /step 2 of 5 ✗ 3 tries/);
	});

	test('tells no time before the first event is there', () => {
		const live = { name: 'ada', from: 0, eventsLeftOut: 0, hasBoard: false };
		const nothing = { ...replay, ...{ at: 0, total: 0, time: 0, startTime: 0, endTime: 0 }, playing: true, live };
		expect(text(nothing, 120)).toMatch(/^ {2}LIVE {3}▶ live ada {2}[^:]+ {2}0 of 0$/);
	});

	test('is never wider than asked for', () => {
		const widths = Array.from({ length: 200 }, (_, index) => 20 + index);
		const all = widths.map(width => <Timeline key={width} replay={{ ...two, skippedLines: 3 }} width={width} />);
		for (const [index, row] of drawnRows(all, 220, widths.length).entries()) {
			expect(row.length).toBeLessThanOrEqual(20 + index);
		}
	});
});

test('a listener is told of how many recordings it is, and in which one it stands', () => {
	expect(replaySummary(two)).toMatch(
		/^2 recordings, one after the other, of 100 events together, this one is 1 minute 0 seconds long/,
	);
	expect(replayPlace(two)).toMatch(/^Event 30 of 100, recording 1 of 2, /);
	expect(replayPlace(replay)).not.toMatch(/recording/);
});
