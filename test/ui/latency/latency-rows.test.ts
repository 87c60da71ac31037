import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Histogram, PoemSource } from '../../../source/lab/lab.ts';
import { bucketOf, emptyHistogram } from '../../../source/lab/state/histogram.ts';
import { axisOf, barsOf, columnOf } from '../../../source/ui/latency/latency-axis.ts';
import { latencyRows } from '../../../source/ui/latency/latency-rows.ts';
import { countOf, quantile } from '../../../source/ui/latency/quantile.ts';
import { rowText, rowWidth } from '../../../source/ui/text/rows.ts';

function histogramOf(durations: { readonly [source in PoemSource]?: readonly number[] }): Histogram {
	const counts = Object.fromEntries(
		Object.entries(emptyHistogram.counts).map(([source, none]) => {
			const list = [...none];
			for (const ms of durations[source as PoemSource] ?? []) {
				list[bucketOf(ms)] = (list[bucketOf(ms)] ?? 0) + 1;
			}
			return [source, list];
		}),
	) as unknown as Histogram['counts'];
	return { upToMs: emptyHistogram.upToMs, counts };
}

const times = (count: number, ms: number): readonly number[] => new Array<number>(count).fill(ms);

const usual = histogramOf({
	hit: [...times(40, 0.22), ...times(50, 0.3), ...times(9, 0.45), 4],
	miss: [...times(5, 11), ...times(10, 14), ...times(4, 19)],
	collapsed: [...times(3, 6), ...times(4, 9)],
});

const textOf = (histogram: Histogram, width: number, height: number): readonly string[] =>
	latencyRows(histogram, width, height).map(rowText);

describe('the latencies', () => {
	it('show at 80x24 how much longer a miss takes, between the bars of both', () => {
		expect(textOf(usual, 80, 22).join('\n')).toMatchInlineSnapshot(`
			"╭─ Latency ────────────────────────────────────────────────── 126 whole poems ─╮
			│ HIT            100 ┊       ██          ┊                   ┊                 │
			│ median      0.3 ms ┊     ████          ┊                   ┊                 │
			│ p90         0.3 ms ┊     ████          ┊                   ┊                 │
			│ p99         0.5 ms ┊     ████          ┊                   ┊                 │
			│                    ┊     ████  ▇▇      ┊         ▁▁        ┊                 │
			│       a miss takes         ╰─────── 53 times as long ────────╮               │
			│ MISS            19 ┊                   ┊                   ┊ ██              │
			│ median       14 ms ┊                   ┊                   ┊ ██              │
			│ p90          18 ms ┊                   ┊                   ▄▄██              │
			│ p99          19 ms ┊                   ┊                   ██████            │
			│                    ┊                   ┊                   ██████            │
			│ COLLAPSED        7 ┊                   ┊                 ██┊                 │
			│ median      8.2 ms ┊                   ┊             ▆▆  ██┊                 │
			│ p90         9.7 ms ┊                   ┊             ██  ██┊                 │
			│ p99         9.7 ms ┊                   ┊             ██  ██┊                 │
			│                    ┊                   ┊             ██  ██┊                 │
			│                    ┴───────────────────┴───────────────────┴───────────────  │
			│                    0.1 ms              1 ms                10 ms             │
			│ DIRECT    none yet                                                           │
			│                                                                              │
			╰─ each as tall as its own most ─────────────────────────────────── log scale ─╯"
		`);
	});

	it('are exactly as large as their place, whatever was counted', () => {
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
		const size = fc.constantFrom([60, 14], [80, 22], [120, 34], [200, 58]);
		fc.assert(
			fc.property(any, size, (durations, [width = 80, height = 24]) => {
				const rows = latencyRows(histogramOf(durations), width, height);
				expect(rows.length).toBe(height);
				expect(new Set(rows.map(rowWidth))).toEqual(new Set([width]));
			}),
		);
	});

	it('name each source that has any, with its three quantiles, also where all five have', () => {
		const all = histogramOf({ hit: [1], miss: [10], collapsed: [5], stale: [2], direct: [8] });
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
		const text = textOf(histogramOf({ hit: [...times(100_000, 0.3), 40] }), 120, 34);
		expect(text.some(row => row.includes('▁'))).toBe(true);
	});

	it('say so where something took longer than all buckets', () => {
		expect(textOf(histogramOf({ miss: [2e5] }), 80, 22).join('\n')).toContain('> 100 s');
	});
});

describe('a quantile', () => {
	it('is never off by more than its bucket', () => {
		const durations = fc.array(fc.double({ min: 0.11, max: 90_000, noNaN: true }), { minLength: 1, maxLength: 200 });
		fc.assert(
			fc.property(durations, fc.constantFrom(0.5, 0.9, 0.99), (list, share) => {
				const exact = [...list].sort((a, b) => a - b)[Math.max(1, Math.ceil(list.length * share)) - 1] ?? 0;
				const { upToMs, counts } = histogramOf({ hit: list });
				const estimate = quantile(upToMs, counts.hit, share) ?? 0;
				expect(estimate / exact).toBeGreaterThan(0.77);
				expect(estimate / exact).toBeLessThan(1.3);
			}),
		);
	});

	it('is the same for every share of one', () => {
		const { upToMs, counts } = histogramOf({ hit: [36] });
		expect(quantile(upToMs, counts.hit, 0.5)).toBe(quantile(upToMs, counts.hit, 0.99));
	});

	it('is nothing of nothing', () => {
		expect(quantile(emptyHistogram.upToMs, emptyHistogram.counts.hit, 0.5)).toBeUndefined();
	});
});

describe('the axis', () => {
	it('has a bar for everything that was counted, and is never wider than its room', () => {
		const durations = fc.array(fc.double({ min: 0, max: 300_000, noNaN: true }), { minLength: 1 });
		fc.assert(
			fc.property(durations, fc.integer({ min: 10, max: 180 }), (list, width) => {
				const histogram = histogramOf({ direct: list });
				const axis = axisOf(histogram, width);
				expect(axis.width).toBeLessThanOrEqual(width);
				expect(countOf(barsOf(axis, histogram.counts.direct))).toBe(list.length);
			}),
		);
	});

	it('has a later place further to the right', () => {
		const axis = axisOf(usual, 58);
		expect(columnOf(axis, bucketOf(14))).toBeGreaterThan(columnOf(axis, bucketOf(0.3)) + 10);
	});
});
