import { describe, expect, it } from 'vitest';
import type { Snapshot } from '../../../source/lab/lab.ts';
import { Header } from '../../../source/ui/chrome/header.tsx';
import { textWidth } from '../../../source/ui/text/width.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import { noTotals, sampleSnapshot } from '../../fixtures/fake-lab.ts';

const busy: Partial<Snapshot> = {
	totals: { ...noTotals, open: 12, served: 1_284, hits: 90, misses: 10, failed: 3, cancelled: 2, fellBack: 1 },
};
const drawn = (change: Partial<Snapshot>, width: number, isPaused = false): string =>
	drawnRows(<Header snapshot={sampleSnapshot(change)} isPaused={isPaused} width={width} />, width, 1)[0] ?? '';

describe('the header', () => {
	it('tells all that the lab does where there is room', () => {
		expect(drawn(busy, 120)).toMatch(
			/^ poetry lab {3}● 12 open {3}1,284 served {3}cache 90% hit {3}3 failed {3}2 cancelled {3}1 fell back {3}loop ok +\? help$/,
		);
	});

	it('leaves out first what is told last, and is as wide as its place at every width', () => {
		expect(drawn(busy, 60)).toBe(' poetry lab   ● 12 open   1,284 served               ? help');
		for (const width of [60, 80, 100, 120, 200]) {
			expect(textWidth(drawn(busy, width))).toBe(width - 1);
		}
	});

	it('keeps what is pressing on the narrowest terminal: that the loop is blocked, and what is recorded', () => {
		expect(drawn({ ...busy, lagMs: 1_200 }, 60)).toContain('loop blocked 1.2 s');
		const recording = { path: 'a.jsonl', events: 7, bytes: 900, status: 'on' } as const;
		expect(drawn({ ...busy, recording }, 60)).toContain('● rec 7 events');
	});

	it('says that Traffic is paused beside the key for help', () => {
		expect(drawn(busy, 80, true)).toMatch(/ paused {3}\? help$/);
	});
});
