import { expect, it, onTestFinished } from 'vitest';
import { createFakeLab, sampleExchange, sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { histogramFrom } from '../../../fixtures/latencies.ts';
import { keys, openScreen, rowsOf } from '../../../fixtures/terminal.tsx';

function open(columns = 80, rows = 24) {
	const lab = createFakeLab(sampleSnapshot({ exchanges: [sampleExchange({ id: 1 })] }));
	const screen = openScreen(lab, columns, rows);
	onTestFinished(() => screen.close());
	return { lab, screen };
}

it('opens over the panels, counts on while it is open, and goes back with esc', async () => {
	const { lab, screen } = open();
	expect(await screen.press('L', '─ Latency ─')).toContain('a MISS and a HIT');
	lab.set({ histogram: histogramFrom({ hit: new Array(90).fill(0.3), miss: new Array(10).fill(14) }) });
	const frame = await screen.until(now => now.includes('a miss takes'));
	expect(frame).toContain('100 whole poems');
	expect(frame).toMatch(/╰─+ \d+ times as long ─+╮/);
	expect(await screen.press(keys.escape, '2 Traffic')).not.toContain('Latency');
});

it('has the height of the terminal at 60x16 and at 200x60', async () => {
	const { screen } = open(60, 16);
	await screen.press('L', '─ Latency ─');
	expect(rowsOf(screen.frame()).length).toBe(16);
	screen.resize(200, 60);
	expect(rowsOf(await screen.until(frame => rowsOf(frame).length === 60))[1]).toContain('Latency');
});
