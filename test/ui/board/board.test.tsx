import { describe, expect, it, onTestFinished } from 'vitest';
import type { BoardState } from '../../../source/lab/snapshot/board-state.ts';
import { textWidth } from '../../../source/ui/text/width.ts';
import { sampleBoard, sampleBoardLab, sampleWatched } from '../../fixtures/board.ts';
import { createFakeLab, sampleFetch, sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { keys, openScreen, rowsOf } from '../../fixtures/terminal.tsx';
import { unseen } from '../../hostile/drawn.ts';
import { hostileText } from '../../hostile/hostile-text.ts';

function open(board: BoardState = sampleBoard, columns = 120, rows = 36) {
	const lab = createFakeLab(sampleSnapshot({ board }));
	const screen = openScreen(lab, columns, rows);
	onTestFinished(() => screen.close());
	return { lab, screen };
}

const esc = '\u001b[27u';
describe('the board of a class', () => {
	it.each([
		[60, 16],
		[80, 24],
		[120, 36],
		[200, 60],
	])('fills a terminal of %ix%i with a line for each lab', (columns, rows) => {
		const { screen } = open(sampleBoard, columns, rows);
		const frame = rowsOf(screen.frame());
		expect(frame).toHaveLength(rows);
		expect(Math.max(...frame.map(textWidth))).toBeLessThanOrEqual(columns);
		expect(frame[0]).toMatch(/^ poetry class {3}5 labs/);
		for (const [at, { name }] of sampleBoard.labs.entries()) {
			expect(frame[3 + at]).toContain(name);
		}
		expect(frame.at(-1)).toMatch(/enter watch/);
	});

	it('tells of each lab what it serves, where somebody is in a lesson, and when it was heard of', () => {
		const rows = rowsOf(open().screen.frame());
		expect(rows[0]).toMatch(
			/5 labs {3}1 quiet {3}2 gone {3}537 served .*class cache 93% hit {3}29 upstream instead of 516/,
		);
		expect(rows[3]).toMatch(/▸ada@mac +10:30 +3 +412 +97% +2 +· {2}poisoned-cache ✓ +2\/4 +1 min +8 +· +now/);
		expect(rows[4]).toMatch(/bo@mac +10:30 +· +121 +80% +· +1 {2}left silence +3\/4 +· +5 +2\.0 s +now/);
		expect(rows[5]).toMatch(/cy@lab-7 .* by-hand ✗ 3 tries +2\/5 +7 min +1 +· +2 min/);
		expect(rows[6]).toMatch(/dee@lab-8 .* lost/);
		expect(rows[7]).toMatch(/eve@lab-9 .* left/);
	});

	it('sorts by one column after the other, and the other way round', async () => {
		const { screen } = open();
		const names = (frame: string) =>
			rowsOf(frame)
				.slice(3, 8)
				.map(row => row.match(/\w+@/)?.[0]);
		const byLesson = await screen.press('s', 'lesson ↓');
		expect(names(byLesson)).toEqual(['cy@', 'ada@', 'bo@', 'dee@', 'eve@']);
		expect(names(await screen.press('s', 'for ↓'))[0]).toBe('cy@');
		for (const shows of ['done ↓', 'heard ↑', 'since ↑', 'open ↓']) {
			await screen.press('s', shows);
		}
		const byServed = await screen.press('s', 'served ↓');
		expect(names(byServed)).toEqual(['ada@', 'bo@', 'cy@', 'dee@', 'eve@']);
		expect(names(await screen.press('S', 'served ↑'))).toEqual(['eve@', 'dee@', 'cy@', 'bo@', 'ada@']);
	});

	it('shows what was guessed where there is room, and a lag only while it is news', () => {
		const rows = rowsOf(open(sampleBoard, 200, 60).screen.frame());
		expect(rows[2]).toContain('guess');
		expect(rows[3]).toMatch(/poisoned-cache ✓ +All of it, as it was kept +2\/4/);
		const later = sampleBoard.labs.map(lab => ({ ...lab, heardMs: 30_000 }));
		expect(rowsOf(open({ ...sampleBoard, labs: later }).screen.frame())[4]).toMatch(/5 +· +30 s/);
	});

	it('filters by a name, a lesson or a state, and esc clears that', async () => {
		const { screen } = open();
		await screen.press('/', 'a name, a host, a lesson');
		expect(await screen.press('poison', '1 of 5')).not.toContain('bo@mac');
		await screen.press(keys.enter, 'enter watch');
		expect(await screen.press(esc, 'bo@mac')).not.toContain('1 of 5');
		await screen.press('/', 'a name, a host');
		expect(await screen.press('lost', '1 of 5')).toContain('dee@lab-8');
	});

	it('watches the lab that is marked, and esc comes back to it', async () => {
		const { lab, screen } = open();
		await screen.press(keys.down, '▸bo@mac');
		screen.type(keys.enter);
		await expect.poll(() => lab.actions).toEqual([{ type: 'watch-lab', name: 'bo@mac' }]);
		lab.set({ board: undefined, replay: sampleWatched });
		const live = await screen.until(frame => frame.includes('LIVE'));
		expect(live).toContain('▶ live ada@mac');
		expect(live).toContain('2 Traffic');
		screen.type(esc);
		await expect.poll(() => lab.actions.at(-1)).toEqual({ type: 'leave-watch' });
		lab.set({ board: sampleBoard, replay: undefined });
		await screen.until(frame => frame.includes('▸bo@mac'));
	});

	it('holds a lab that is watched still, and changes nothing in it', async () => {
		const { lab, screen } = open();
		lab.set({ board: undefined, replay: sampleWatched });
		await screen.until(frame => frame.includes('LIVE'));
		screen.type(' ');
		await expect.poll(() => lab.actions).toEqual([{ type: 'replay-pause' }]);
		lab.set({ replay: { ...sampleWatched, playing: false } });
		expect(await screen.until(frame => frame.includes('held still'))).toContain('ada@mac');
		expect(await screen.press('x', 'you only watch this lab')).toContain('its cache can not be purged');
		expect(await screen.press('C', 'no crowd can be sent')).toContain('you only watch this lab: no crowd');
		lab.set({ fetch: sampleFetch() });
		expect(await screen.press('4', 'i inspect')).not.toContain('c crowd');
		expect(lab.actions).toHaveLength(1);
	});

	it('records the lab that is marked: it is watched, and a file is asked for', async () => {
		const { lab, screen } = open();
		await screen.press('R', 'poetry-lab-2');
		expect(lab.actions).toEqual([{ type: 'watch-lab', name: 'ada@mac' }]);
		lab.set({ board: undefined, replay: sampleWatched });
		await screen.until(frame => frame.includes('LIVE'));
		screen.type(keys.enter);
		await expect.poll(() => lab.actions.at(-1)).toMatchObject({ type: 'start-recording' });
	});

	it('dismisses a lab that is gone, and none that is here', async () => {
		const { lab, screen } = open();
		await screen.press('d', 'ada@mac is still here');
		expect(lab.actions).toEqual([]);
		await screen.press('G', '▸eve@lab-9');
		await screen.press('d', 'eve@lab-9 is dismissed');
		expect(lab.actions).toEqual([{ type: 'dismiss-labs', names: ['eve@lab-9'] }]);
	});

	it('dismisses all labs that are gone, at once', async () => {
		const { lab, screen } = open();
		await screen.press('D', '2 labs that are gone: dismissed');
		expect(lab.actions).toEqual([{ type: 'dismiss-labs', names: ['dee@lab-8', 'eve@lab-9'] }]);
	});

	it('says how a lab joins while there is none, and why the engine is away', () => {
		const joinUrl = 'redis://:PASSWORD@192.0.2.7:7000';
		expect(open({ engine: 'h:7000', joinUrl, labs: [] }).screen.frame()).toContain(
			`poetry-lab --class ${joinUrl} --as`,
		);
		const away = open({ ...sampleBoard, away: 'teacher.local:7000: nothing listens there' }).screen.frame();
		expect(away).toContain('engine away');
		expect(away).toContain('nothing listens there');
	});

	it.each(Object.entries(hostileText))('keeps its shape whatever a lab calls itself: %s', (_, text) => {
		const lesson = { name: text, title: text, step: 1, steps: 2, tries: 1, happened: false, guess: text };
		const labs = [sampleBoardLab({ name: text, host: text, lesson }), sampleBoardLab({ name: 'ada' })];
		for (const [columns, rows] of [
			[60, 16],
			[120, 36],
			[200, 60],
		] as const) {
			const frame = open({ engine: text, labs, problem: text }, columns, rows).screen.frame();
			expect(frame.replaceAll('\n', '')).not.toMatch(unseen);
			expect(rowsOf(frame)).toHaveLength(rows);
			expect(Math.max(...rowsOf(frame).map(textWidth))).toBeLessThanOrEqual(columns);
		}
	});
});
