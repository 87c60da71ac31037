import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { barIndexOf } from '../../../../source/lab/model/latencies.ts';
import type { Histogram } from '../../../../source/lab/snapshot/histogram.ts';
import {
	axisColumn,
	axisOf,
	barsOf,
	columnOfMs,
	countOf,
} from '../../../../source/ui/overlays/latency/latency-axis.ts';
import { LatencyOverlay } from '../../../../source/ui/overlays/latency/latency-overlay.tsx';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { emptyHistogram, histogramFrom } from '../../../fixtures/latencies.ts';
import { modelOf } from '../../../fixtures/view-model.ts';

const times = (count: number, ms: number): readonly number[] => new Array<number>(count).fill(ms);

const usual = histogramFrom({
	hit: [...times(40, 0.22), ...times(50, 0.3), ...times(9, 0.45), 4],
	miss: [...times(5, 11), ...times(10, 14), ...times(4, 19)],
	collapsed: [...times(3, 6), ...times(4, 9)],
});

function textOf(histogram: Histogram, width: number, height: number): readonly string[] {
	const model = modelOf({ snapshot: sampleSnapshot({ histogram }) });
	return drawnRows(<LatencyOverlay model={model} focused width={width} height={height} />, width, height);
}

describe('the latencies', () => {
	it('show at 80x24 how much longer a miss takes, between the bars of both', () => {
		expect(textOf(usual, 80, 22).join('\n')).toMatchInlineSnapshot(`
			"╭─ Latency ────────────────────────────────────────────────── 126 whole poems ─╮
			│ HIT            100 ┊       ██          ┊                   ┊                 │
			│ median      0.3 ms ┊     ████          ┊                   ┊                 │
			│ p90         0.3 ms ┊     ████          ┊                   ┊                 │
			│ p99         0.4 ms ┊     ████          ┊                   ┊                 │
			│                    ┊     ████  ▇▇      ┊         ▁▁        ┊                 │
			│       a miss takes          ╰─────── 47 times as long ───────╮               │
			│ MISS            19 ┊                   ┊                   ┊ ██              │
			│ median       14 ms ┊                   ┊                   ┊ ██              │
			│ p90          19 ms ┊                   ┊                   ▄▄██              │
			│ p99          19 ms ┊                   ┊                   ██████            │
			│                    ┊                   ┊                   ██████            │
			│ COLLAPSED        7 ┊                   ┊                 ██┊                 │
			│ median      9.0 ms ┊                   ┊             ▆▆  ██┊                 │
			│ p90         9.0 ms ┊                   ┊             ██  ██┊                 │
			│ p99         9.0 ms ┊                   ┊             ██  ██┊                 │
			│                    ┊                   ┊             ██  ██┊                 │
			│                    ┴───────────────────┴───────────────────┴───────────────  │
			│                    0.1 ms              1 ms                10 ms             │
			│ DIRECT    none yet                                                           │
			│                                                                              │
			╰─ each as tall as its own most ─────────────────────────────────── log scale ─╯"
		`);
	});

	it.each([
		[60, 14],
		[80, 22],
		[120, 34],
		[200, 58],
	])('are exactly as large as their place of %ix%i, whatever was counted', (width, height) => {
		const duration = fc.oneof(
			fc.double({ min: 0, max: 200_000, noNaN: true }),
			fc.double({ min: 0, max: 5, noNaN: true }),
		);
		const any = fc.record({
			hit: fc.array(duration),
			miss: fc.array(duration),
			collapsed: fc.array(duration),
			stale: fc.array(duration),
			direct: fc.array(duration),
		});
		fc.assert(
			fc.property(any, durations => {
				const rows = textOf(histogramFrom(durations), width, height);
				expect(rows.length).toBe(height);
				expect(new Set(rows.map(textWidth))).toEqual(new Set([width]));
			}),
			{ numRuns: 5 },
		);
	});

	it('name each source that has any, with its three quantiles, also where all five have', () => {
		const all = histogramFrom({ hit: [1], miss: [10], collapsed: [5], stale: [2], direct: [8] });
		const text = textOf(all, 80, 22).join('\n');
		for (const word of ['HIT', 'MISS', 'COLLAPSED', 'STALE', 'DIRECT']) {
			expect(text).toContain(word);
		}
		expect(text.match(/median/g)?.length).toBe(5);
		expect(text.match(/p90/g)?.length).toBe(5);
		expect(text.match(/p99/g)?.length).toBe(5);
	});

	it('tell a newcomer how to have some, where there are none', () => {
		expect(textOf(emptyHistogram, 80, 22).join('\n')).toContain('a MISS and a HIT');
	});

	it('show even one among very many', () => {
		const text = textOf(histogramFrom({ hit: [...times(100_000, 0.3), 40] }), 120, 34);
		expect(text.some(row => row.includes('▁'))).toBe(true);
	});

	it('tell how long it really took where that is longer than all buckets', () => {
		expect(textOf(histogramFrom({ miss: [2e5] }), 80, 22).join('\n')).toMatch(/median +3m 20s/);
	});

	it('never tell of more than was measured: one miss of 3.3 ms has a median of 3.3 ms', () => {
		expect(textOf(histogramFrom({ miss: [3.3] }), 80, 22).join('\n')).toMatch(/median +3\.3 ms/);
	});
});

describe('the axis', () => {
	it('has a bar for everything that was counted, and is never wider than its room', () => {
		const durations = fc.array(fc.double({ min: 0, max: 300_000, noNaN: true }), { minLength: 1 });
		fc.assert(
			fc.property(durations, fc.integer({ min: 10, max: 180 }), (list, width) => {
				const histogram = histogramFrom({ direct: list });
				const axis = axisOf(histogram, width);
				expect(axis.width).toBeLessThanOrEqual(width);
				expect(countOf(barsOf(axis, histogram.counts.direct))).toBe(list.length);
			}),
		);
	});

	it('has each duration in a column of its own bar', () => {
		const duration = fc.double({ min: 0, max: 300_000, noNaN: true });
		fc.assert(
			fc.property(duration, duration, fc.integer({ min: 10, max: 180 }), (ms, other, width) => {
				const histogram = histogramFrom({ direct: [ms], hit: [other] });
				const axis = axisOf(histogram, width);
				const bar = barsOf(axis, histogram.counts.direct).indexOf(1);
				expect(Math.floor(columnOfMs(axis, ms) / axis.columnsPerBar)).toBe(bar);
			}),
		);
	});

	it('has a later place further to the right', () => {
		const axis = axisOf(usual, 58);
		expect(axisColumn(axis, barIndexOf(14))).toBeGreaterThan(axisColumn(axis, barIndexOf(0.3)) + 10);
	});
});
