import { describe, expect, it, onTestFinished } from 'vitest';
import type { CrowdState } from '../../../../source/lab/snapshot/crowd-state.ts';
import { coarseBoundsMs } from '../../../../source/services/crowd/latency-bounds.ts';
import { crowdView } from '../../../../source/ui/overlays/crowd/view.ts';
import { initialState } from '../../../../source/ui/state.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { createFakeLab, sampleSnapshot, sampleTime } from '../../../fixtures/fake-lab.ts';
import { keys, openScreen } from '../../../fixtures/terminal.tsx';
import { modelOf } from '../../../fixtures/view-model.ts';

/** So many whole poems within so many milliseconds, each with its first byte in the bucket before. */
function latencies(counts: Readonly<Record<number, number>>): CrowdState['latencies'] {
	return [...coarseBoundsMs, undefined].map((upToMs, at) => ({
		...(upToMs !== undefined && { upToMs }),
		firstByte: counts[coarseBoundsMs[at + 1] ?? -1] ?? 0,
		whole: counts[upToMs ?? -1] ?? 0,
	}));
}

const running: CrowdState = {
	id: 7,
	address: '127.0.0.1:12000',
	server: 'proxy/ecstasy',
	transforms: [],
	clients: 200,
	status: 'running',
	startedAt: sampleTime + 58_000,
	begun: 200,
	ended: 120,
	whole: 118,
	fellBack: 0,
	failures: [{ code: 'reset', clients: 2 }],
	differentPoems: 1,
	bytes: 354_000,
	latencies: latencies({ 20: 30, 50: 80, 100: 8 }),
	firstByteMs: { p50: 13.2, p90: 19, p99: 42, max: 48 },
	wholeMs: { p50: 28.1, p90: 47, p99: 88, max: 91 },
	cache: { hits: 0, misses: 1, collapsed: 199, stale: 0, upstreamConnections: 1 },
};

const ended: CrowdState = { ...running, status: 'ended', ended: 200, whole: 198, durationMs: 2_400 };

function rowsOf(crowd: CrowdState, width: number, height: number): readonly string[] {
	const state = { ...initialState, overlay: { kind: 'crowd' } } as const;
	const model = modelOf({ state, snapshot: sampleSnapshot({ crowd }) });
	return drawnRows(<crowdView.Component {...{ model, width, height }} focused />, width, height);
}

const textOf = (crowd: CrowdState, width: number, height: number): string => rowsOf(crowd, width, height).join('\n');

function open() {
	const lab = createFakeLab(sampleSnapshot());
	const screen = openScreen(lab, 80, 24);
	onTestFinished(() => screen.close());
	return { lab, screen };
}

describe('the question how large a crowd is to be', () => {
	it('sends a hundred at once to the chosen host, where nothing is typed', async () => {
		const { lab, screen } = open();
		expect(await screen.press('c', '─ A crowd ─')).toContain('proxy/ecstasy');
		await screen.press(keys.enter, 'It gathers…');
		expect(lab.actions).toEqual([{ type: 'start-crowd', address: '127.0.0.1:12000', transforms: [], clients: 100 }]);
	});

	it('sends as many as were typed in place of that, and at a rate', async () => {
		const { lab, screen } = open();
		await screen.press('c', '▸clients');
		await screen.press('200', '200▏');
		await screen.press(keys.down, '▸a second');
		await screen.press('50', '50▏');
		await screen.press(keys.enter, 'It gathers…');
		expect(lab.actions).toEqual([
			{ type: 'start-crowd', address: '127.0.0.1:12000', transforms: [], clients: 200, ratePerSecond: 50 },
		]);
	});

	it.each(['0', 'many', '28001', '1.5'])('says what it takes, and sends nothing, for %s', async typed => {
		const { lab, screen } = open();
		await screen.press('c', '▸clients');
		await screen.press(typed, `${typed}▏`);
		await screen.press(keys.enter, '✗ clients is a whole number from 1 to 28,000');
		expect(lab.actions).toEqual([]);
	});

	it('sends nothing after esc', async () => {
		const { lab, screen } = open();
		await screen.press('c', '─ A crowd ─');
		screen.type(keys.escape);
		await screen.until(frame => !frame.includes('A crowd'));
		expect(lab.actions).toEqual([]);
	});
});

describe('a crowd on the screen', () => {
	it('is cancelled by the first esc, and left by the next once it has ended', async () => {
		const { lab, screen } = open();
		await screen.press('c', '─ A crowd ─');
		await screen.press(keys.enter, 'It gathers…');
		lab.set({ crowd: running });
		await screen.until(frame => frame.includes('under way') && frame.includes('120 of 200'));
		await screen.press(keys.escape, 'cancelling…');
		expect(lab.actions.at(-1)).toEqual({ type: 'cancel-crowd' });
		lab.set({ crowd: { ...running, status: 'cancelled', durationMs: 900 } });
		await screen.until(frame => frame.includes('○ cancelled'));
		await screen.press(keys.escape, '2 Traffic');
		expect(lab.actions.length).toBe(2);
	});

	it.each([
		['tab', keys.tab],
		['a panel’s digit', '2'],
	])('is left to go on by %s, stays in sight, and shows its result to who comes back', async (_, key) => {
		const { lab, screen } = open();
		lab.set({ crowd: running });
		await screen.press('c', 'under way');
		await screen.press(key, '◐ crowd 120 of 200');
		expect(lab.actions).toEqual([]);
		lab.set({ crowd: ended });
		await screen.until(frame => frame.includes('● crowd ended'));
		const shown = await screen.press('C', '─ Crowd ─');
		expect(shown).toContain('● ended');
		expect(shown).not.toContain('crowd ended');
		await screen.press(keys.escape, '2 Traffic');
		await screen.press('C', '─ A crowd ─');
	});

	it('is sent once more with enter, and the one before is not taken for it', async () => {
		const { lab, screen } = open();
		lab.set({ crowd: running });
		await screen.press('c', 'under way');
		lab.set({ crowd: { ...ended, ratePerSecond: 50 } });
		await screen.until(frame => frame.includes('● ended') && frame.includes('enter again'));
		await screen.press(keys.enter, 'It gathers…');
		expect(lab.actions.at(-1)).toMatchObject({ type: 'start-crowd', clients: 200, ratePerSecond: 50 });
		lab.set({ crowd: { ...running, id: 8 } });
		await screen.until(frame => frame.includes('under way'));
	});

	it('shows at 80x24 how far it is, what became of all, and how long they took', () => {
		expect(textOf(running, 80, 23)).toMatchSnapshot();
	});

	it('shows at 120x36 the same, at the end', () => {
		expect(textOf(ended, 120, 35)).toMatchSnapshot();
	});

	it('counts a poem whose transform failed as a whole one, as its bars do', () => {
		const text = textOf({ ...ended, whole: 100, fellBack: 98 }, 120, 35);
		expect(text).toMatch(/whole poems +198 /);
		expect(text).toMatch(/fell back +98 /);
	});

	it('is exactly as large as its place, from a crowd without a byte to one in every bucket', () => {
		const all = latencies(Object.fromEntries(coarseBoundsMs.map(ms => [ms, 3])));
		for (const [width = 0, height = 0] of [
			[60, 15],
			[80, 23],
			[120, 35],
			[200, 59],
		]) {
			for (const crowd of [{ ...running, latencies: latencies({}) }, running, { ...ended, latencies: all }]) {
				const rows = rowsOf(crowd, width, height);
				expect(rows.length).toBe(height);
				expect(new Set(rows.map(textWidth))).toEqual(new Set([width]));
			}
		}
	});

	it('counts every poem in its bars, also where there is room for a few bars only', () => {
		const all = latencies(Object.fromEntries(coarseBoundsMs.map(ms => [ms, 3])));
		const bars = [...textOf({ ...ended, latencies: all }, 80, 15).matchAll(/█ (\d+)/g)].map(([, count]) =>
			Number(count),
		);
		expect(bars.reduce((sum, count) => sum + count, 0)).toBe(3 * coarseBoundsMs.length);
	});

	it('tells no percentile of a recording that has only the bars', () => {
		const { firstByteMs: _first, wholeMs: _whole, ...old } = ended;
		expect(textOf(old, 80, 23)).toContain('median unknown  p99 unknown');
	});

	it('says why it could not begin', () => {
		const why = 'the system lets this program open 100 more files and connections';
		expect(textOf({ ...running, status: 'refused', why }, 80, 23)).toContain(`✗ ${why}`);
	});

	it('has no word of a cache where it went to a poet', () => {
		const { cache: _cache, ...direct } = ended;
		expect(textOf(direct, 80, 23)).not.toContain('upstream');
	});
});
