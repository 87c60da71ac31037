import { describe, expect, it, onTestFinished } from 'vitest';
import type { ReplayState } from '../../../source/lab/snapshot/replay-state.ts';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { Timeline } from '../../../source/ui/replay/timeline.tsx';
import { labClock } from '../../../source/ui/store.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import {
	createFakeLab,
	noTotals,
	openExchange,
	sampleExchange,
	sampleSnapshot,
	sampleTime,
} from '../../fixtures/fake-lab.ts';
import { keys, openScreen, rowsOf } from '../../fixtures/terminal.tsx';

const replay: ReplayState = {
	at: 1_284,
	total: 9_311,
	time: sampleTime + 3_200,
	startTime: sampleTime,
	endTime: sampleTime + 41_000,
	playing: false,
	speed: 1,
	skippedLines: 2,
};

function open(change: Partial<Snapshot> = {}, columns = 80, rows = 24) {
	const lab = createFakeLab(sampleSnapshot({ replay, ...change }));
	const screen = openScreen(lab, columns, rows);
	onTestFinished(() => screen.close());
	return { lab, screen };
}

const drawn = (state: ReplayState, width: number) =>
	drawnRows(<Timeline replay={state} width={width} />, width, 1).join('\n');

describe('the timeline', () => {
	it('says where the replay stands, in words, time and events', () => {
		const text = drawn(replay, 160);
		expect(text).toContain('REPLAY');
		expect(text).toContain('paused 1x');
		expect(text).toContain('2024-11-22 10:30:03.200');
		expect(text).toContain('1,284 of 9,311');
		expect(text).toContain('3.2 s of 41.0 s');
		expect(text).toContain('2 damaged lines left out');
		expect(drawn({ ...replay, playing: true, speed: 0.25 }, 140)).toContain('playing 0.25x');
	});

	it('keeps its words, a bar and its width at every width', () => {
		const widths = Array.from({ length: 181 }, (_, index) => 60 + index);
		for (const [at, step] of [
			[0, 10],
			[1, 10],
			[4_655, 1],
			[9_311, 10],
		] as const) {
			const state: ReplayState = { ...replay, at, playing: true, speed: 64 };
			const some = widths.filter((_, index) => index % step === 0);
			const all = some.map(width => <Timeline key={width} replay={state} width={width} />);
			for (const [index, row] of drawnRows(all, 240, some.length).entries()) {
				expect(row).toHaveLength((some[index] ?? 0) - 1);
				expect(row).toMatch(/playing 64x .*●.* of 9,311/);
			}
		}
	});

	it('has its knob at the left end at the start, and at the right end at the end', () => {
		expect(drawn({ ...replay, at: 0 }, 80)).not.toContain('━');
		expect(drawn({ ...replay, at: 9_311 }, 80)).not.toContain('─');
	});
});

describe('the screen of a replay', () => {
	it('opens in Traffic at 80x24 with the timeline above its keys', () => {
		const { screen } = open({
			exchanges: [sampleExchange({ id: 1, cache: 'hit', server: 'proxy/tyger', kind: 'proxy' })],
		});
		expect(screen.frame()).toMatchInlineSnapshot(`
			" poetry lab   ○ 0 open   0 served   0 failed   0 fell back               ? help
			╭─ 1 Servers ───────────────────╮╭─ 2 Traffic ───────────────────── following ─╮
			│ POETRY             open  sent ││ server         what happened   bytes   took │
			│›ecstasy     :10000    ·     · ││▸proxy/tyger    HIT            3.0 kB  11 ms │
			│ tyger slow  :10001    ·     · ││                                             │
			╰──────────────────── ↓ 7 more ─╯│                                             │
			╭─ 3 Connections ───────────────╮│                                             │
			│ nobody is connected now       ││                                             │
			│                               ││                                             │
			╰───────────────────────────────╯│                                             │
			╭─ 4 Client ────────────────────╮│                                             │
			│                               ││                                             │
			│ Nothing was fetched here up   ││                                             │
			│ to now.                       │╰─────────────────────────────────────────────╯
			│                               │╭─ 5 Poem ────────────────────────────────────╮
			│                               ││                                             │
			│                               ││  The poem appears here as its bytes arrive. │
			│                               ││                                             │
			│                               ││                                             │
			│                               ││                                             │
			│                               ││                                             │
			╰───────────────────────────────╯╰─────────────────────────────────────────────╯
			  REPLAY   ■ paused 1x  10:30:03.200  ━━━●────────────────  1,284 of 9,311  ✗ 2
			 space play/pause   ←→ event   <> tenth   tab panel   ? help   q quit"
		`);
	});

	it('has exactly the terminal’s size at every size', async () => {
		const { screen } = open();
		for (const [columns, rows] of [
			[60, 16],
			[80, 22],
			[80, 24],
			[79, 40],
			[120, 36],
			[200, 60],
		] as const) {
			screen.resize(columns, rows);
			await screen.until(now => rowsOf(now).length === rows && rowsOf(now).at(-2)?.includes('of 9,311') === true);
		}
	});

	it('plays, steps and jumps at one key each, and shows the moment that comes of it', async () => {
		const { lab, screen } = open();
		screen.type(' ');
		screen.type(keys.right);
		screen.type('>');
		await screen.until(() => lab.actions.length === 3);
		expect(lab.actions).toEqual([
			{ type: 'replay-play' },
			{ type: 'replay-step', events: 1 },
			{ type: 'replay-jump', fraction: 0.2 },
		]);
		lab.set({ replay: { ...replay, at: 1_285, playing: true } });
		expect(await screen.until(frame => frame.includes('1,285 of 9,311'))).toContain('▶ playing');
	});

	it('offers no fetch and no stop, and says why when they are pressed', async () => {
		const { lab, screen } = open({}, 120, 36);
		const client = await screen.press('4', 'space play/pause');
		expect(client).not.toContain('enter fetch');
		expect(client).not.toContain('[Fetch]');
		await screen.press(keys.enter, 'this is a recording: nothing can be fetched');
		await screen.press('x', 'this is a recording: its cache can not be purged');
		await screen.press('1o', 'its servers can not be stopped or started');
		expect(lab.actions).toEqual([]);
	});

	it('takes the recorded time for the present', () => {
		const lab = createFakeLab(sampleSnapshot({ replay }));
		const now = labClock(lab);
		expect(now()).toBe(sampleTime + 3_200);
		lab.set({ replay: { ...replay, time: sampleTime } });
		expect(now()).toBe(sampleTime);
		expect(labClock(createFakeLab())()).toBeGreaterThan(sampleTime);
	});

	it('takes the timeline’s row from the panels, and not from the header or the hints', () => {
		const { screen } = open({ open: [openExchange({ id: 5 })], totals: { ...noTotals, open: 1 } });
		const rows = rowsOf(screen.frame());
		expect(rows[0]).toContain('● 1 open');
		expect(rows.at(-3)).toMatch(/^╰/);
		expect(rows.at(-1)).toContain('space play/pause');
	});
});
