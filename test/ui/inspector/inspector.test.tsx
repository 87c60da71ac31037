import { afterEach, describe, expect, it } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { createFakeLab, sampleExchange, sampleFetch, sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { keys, openScreen, rowsOf, type TestScreen } from '../../fixtures/terminal.tsx';
import { endedExchange, failedUpstream, refusedExchange, slowRelay } from './trace-events.ts';

const open: TestScreen[] = [];
afterEach(() => {
	for (const screen of open.splice(0)) {
		screen.close();
	}
});

/** The screen over a lab that keeps these events about its exchanges. */
function screenOver(
	details: { [connection: number]: readonly LabEvent[] },
	change: Partial<Snapshot> = {},
	size: readonly [number, number] = [120, 36],
) {
	const exchanges = [
		sampleExchange({ id: 1, server: 'proxy/ozymandias', kind: 'proxy', cache: 'miss' }),
		sampleExchange({ id: 3, server: 'proxy/ecstasy', kind: 'proxy', cache: 'miss', how: 'cut' }),
		sampleExchange({ id: 8, server: 'transform', kind: 'transform', how: 'refused' }),
	];
	const asked: number[] = [];
	const lab = Object.assign(createFakeLab(sampleSnapshot({ exchanges, ...change })), {
		detail(connection: number) {
			asked.push(connection);
			return Promise.resolve(details[connection] ?? []);
		},
	});
	const screen = openScreen(lab, ...size);
	open.push(screen);
	return { screen, lab, asked };
}

const three = { 1: slowRelay(3), 3: failedUpstream('reset') };

describe('an exchange, opened', () => {
	it('opens from Traffic with enter, and escape goes back to the line', async () => {
		const { screen } = screenOver(three);
		await screen.press('2', 'open');
		await screen.press('g', '1 of 3');
		await screen.press(keys.enter, 'upstream fetch MISS');
		const back = await screen.press(keys.escape, '2 Traffic');
		expect(back).toContain('1 of 3');
		expect(back).not.toContain('Ladder');
	});

	it('goes to the next and the previous exchange in the order of Traffic, by its filter', async () => {
		const { screen } = screenOver(three);
		await screen.press('2', 'open');
		await screen.press('/', 'keep');
		screen.type('proxy');
		await screen.press(keys.enter, 'clear filter');
		await screen.press('g', '1 of 2');
		await screen.press(keys.enter, '127.0.0.1:51532 → proxy/ozymandias');
		const next = await screen.press('j', '✗ rejected: reset');
		expect(next).toContain('2 of 2');
		screen.type('j');
		expect(await screen.press('k', 'proxy/ozymandias')).toContain('1 of 2');
	});

	it('goes round its views with tab', async () => {
		const { screen } = screenOver(three);
		await screen.press('2', 'open');
		await screen.press('g', '1 of 3');
		await screen.press(keys.enter, 'promises');
		await screen.press(keys.tab, 'hex/text');
		expect(await screen.press(keys.tab, 'What happened')).not.toContain('promises');
		await screen.press(keys.tab, 'took ms');
		await screen.press(keys.tab, 'promises');
		await screen.press(keys.shiftTab, 'took ms');
	});

	it('says so where it is no longer kept', async () => {
		const { screen } = screenOver({});
		await screen.press('2', 'open');
		await screen.press(keys.enter, 'This exchange is no longer kept');
	});

	it('grows while the exchange runs', async () => {
		const details: { [connection: number]: readonly LabEvent[] } = { 1: slowRelay(2).slice(0, 7) };
		const { screen, lab, asked } = screenOver(details, { exchanges: [sampleExchange({ id: 1 })] });
		await screen.press('2', 'open');
		await screen.press(keys.enter, 'it goes on…');
		details[1] = slowRelay(2);
		lab.set({ lagMs: 1 });
		expect(await screen.until(frame => frame.includes('● fulfilled'))).not.toContain('it goes on…');
		lab.set({ lagMs: 2 });
		expect(asked).toHaveLength(2);
	});

	it('opens the client’s last fetch with i, and says why there is nothing to open before it', async () => {
		const { screen, lab } = screenOver(three);
		await screen.press('i', 'nothing was fetched yet');
		lab.set({ fetch: sampleFetch({ connection: 3, status: 'failed' }) });
		await screen.press('i', '✗ rejected: reset');
	});

	it('scrolls with the arrows, and keeps the lanes’ names in view', async () => {
		const { screen } = screenOver(three, {}, [80, 16]);
		await screen.press('2', 'open');
		await screen.press('g', '1 of 3');
		const first = await screen.press(keys.enter, ' more');
		const heads = rowsOf(first)[3];
		expect(heads).toContain('proxy/ozymandias');
		const end = await screen.press('G', '● fulfilled');
		expect(rowsOf(end)[3]).toBe(heads);
		expect(end).not.toContain(' more');
		await screen.press(keys.up, '↓ 1 more');
		await screen.press('g', 'MISS');
	});

	it('never shows an exchange under another one’s heading', async () => {
		const { screen } = screenOver({
			1: endedExchange('left'),
			3: failedUpstream('reset'),
			8: refusedExchange('no-dot'),
		});
		await screen.press('2', 'open');
		await screen.press('g', '1 of 3');
		await screen.press(keys.enter, 'leaves, end');
		screen.type('j');
		await screen.press('k', 'leaves, end');
		for (const frame of screen.frames()) {
			if (frame.includes('rejected: reset')) {
				expect(frame).toContain('2 of 3');
			}
			if (frame.includes('leaves, end')) {
				expect(frame).toContain('1 of 3');
			}
		}
	});

	it('gives help, and comes back from it', async () => {
		const { screen } = screenOver(three);
		await screen.press('2', 'open');
		await screen.press(keys.enter, 'Ladder');
		await screen.press('?', 'An exchange, opened');
		await screen.press(keys.escape, 'Ladder');
	});

	it('fills the terminal exactly, at every size', async () => {
		const { screen } = screenOver(three);
		await screen.press('2', 'open');
		await screen.press('g', '1 of 3');
		await screen.press(keys.enter, 'Ladder');
		for (const [columns, rows] of [
			[60, 16],
			[80, 24],
			[200, 60],
		] as const) {
			screen.resize(columns, rows);
			const frame = await screen.until(now => rowsOf(now).length === rows && now.includes('Ladder'));
			expect(Math.max(...rowsOf(frame).map(row => row.length))).toBeLessThanOrEqual(columns);
		}
	});
});
