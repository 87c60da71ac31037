import { describe, expect, it, onTestFinished } from 'vitest';
import { faults } from '../../../../source/faults/faults.ts';
import type { ActiveFault, ServerState } from '../../../../source/lab/snapshot/server-state.ts';
import type { Snapshot } from '../../../../source/lab/snapshot.ts';
import { createFakeLab, sampleExchange, sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { keys, openScreen, rowsOf, type TestScreen } from '../../../fixtures/terminal.tsx';

const reset: ActiveFault = { name: 'reset', settings: { after: 120, p: 1 } };

function change(id: string, to: Partial<ServerState>): Snapshot['servers'] {
	return sampleSnapshot().servers.map(server => (server.id === id ? { ...server, ...to } : server));
}

function open(servers = sampleSnapshot().servers, columns = 80, rows = 24) {
	const lab = createFakeLab(sampleSnapshot({ servers }));
	const screen = openScreen(lab, columns, rows);
	onTestFinished(() => screen.close());
	return { lab, screen };
}

async function openMenu(servers = sampleSnapshot().servers, columns = 80, rows = 24) {
	const opened = open(servers, columns, rows);
	await opened.screen.press('1', '1 Servers');
	await opened.screen.press('f', 'Faults of poetry/ecstasy');
	return opened;
}

/** Moves down to a fault in the menu. */
function goTo(screen: TestScreen, name: string): void {
	for (let down = 0; down < faults.findIndex(fault => fault.name === name); down += 1) {
		screen.type(keys.down);
	}
}

describe('the fault menu', () => {
	it('lists at 80x24 every fault whole, and the settings of the one that is chosen', async () => {
		const { screen } = await openMenu();
		expect(screen.frame().slice(screen.frame().indexOf('Faults of'))).toMatchSnapshot();
		for (const { name } of faults) {
			expect(screen.frame()).toContain(`○ off ${name}`);
		}
		expect(screen.frame()).toContain('Open connections: what is said from now on.');
	});

	it('switches a fault on with the settings that were typed in place of its own', async () => {
		const { lab, screen } = await openMenu();
		await screen.press('40:5', 'settings › 40:5');
		await screen.press(' ', 'latency:40:5 is on');
		const settings = { ms: 40, jitter: 5, p: 1 };
		expect(lab.actions).toEqual([{ type: 'set-fault', server: 'poetry/ecstasy', fault: 'latency', settings }]);
	});

	it('goes on from the settings that are there after a colon', async () => {
		const { screen } = await openMenu();
		await screen.press(':50', 'settings › 300:50');
	});

	it('says what is wrong with the settings while they are typed, and switches nothing on', async () => {
		const { lab, screen } = await openMenu();
		await screen.press(':x', '✗ latency: jitter is a number from 0 to 600000 ms, not “x”');
		await screen.press(keys.enter, 'not switched on');
		expect(lab.actions).toEqual([]);
		await screen.press(keys.backspace, 'not “”');
		await screen.press(keys.backspace, 'How long');
	});

	it('switches one that is on off, and with other settings typed sets it anew', async () => {
		const { lab, screen } = await openMenu(change('poetry/ecstasy', { faults: [reset] }));
		goTo(screen, 'reset');
		await screen.until(frame => frame.includes('▸● ON  reset'));
		await screen.press('7', 'enter sets it so');
		await screen.press(keys.enter, 'reset:7 is on');
		await screen.press(keys.enter, 'reset is off');
		expect(lab.actions).toEqual([
			{ type: 'set-fault', server: 'poetry/ecstasy', fault: 'reset', settings: { after: 7, p: 1 } },
			{ type: 'clear-fault', server: 'poetry/ecstasy', fault: 'reset' },
		]);
	});

	it('keeps inside the terminal at 60x16, where it scrolls to what is chosen', async () => {
		const { screen } = await openMenu(undefined, 60, 16);
		goTo(screen, 'corrupt');
		const frame = await screen.until(now => now.includes('▸○ off corrupt'));
		expect(rowsOf(frame).length).toBe(16);
	});

	it('is left with esc', async () => {
		const { screen } = await openMenu();
		screen.type(keys.escape);
		await screen.until(frame => !frame.includes('Faults of'));
	});
});

describe('faults that are on', () => {
	it('stand in the header and in their server’s line, also where that is narrow', async () => {
		const { screen } = open(
			change('proxy/tyger', { kind: 'proxy', faults: [reset, { name: 'down', settings: {} }], down: true }),
		);
		const frame = await screen.until(now => now.includes('2 faults'));
		expect(rowsOf(frame)[0]).toContain('↯ 2 faults');
		await screen.press('1', 'DOWN ↯ reset');
	});

	it('are all taken off with one key, from any panel, and were counted', async () => {
		const { lab, screen } = open(change('poetry/tyger', { faults: [reset] }));
		await screen.press('F', '1 fault taken off');
		expect(lab.actions).toEqual([{ type: 'clear-faults' }]);
	});

	it('are not taken off where none is on', async () => {
		const { lab, screen } = open();
		await screen.press('F', 'no fault is on');
		expect(lab.actions).toEqual([]);
	});

	it('stand in Traffic with their whole name beside what became of the exchange, at 80 columns', async () => {
		const { lab, screen } = open();
		const faults = [{ name: 'truncate', what: 'closed in order after 120 bytes, with more to say' }];
		lab.set({ exchanges: [sampleExchange({ id: 1, faults })] });
		await screen.until(frame => frame.includes('SENT ↯ truncate'));
	});
});

describe('the key for collapsing', () => {
	it('switches it off for a proxy, whose line says so, and on again', async () => {
		const { lab, screen } = open(change('proxy/ecstasy', { collapsing: true }));
		await screen.press('1', '▸');
		for (let down = 0; down < 3; down += 1) {
			screen.type(keys.down);
		}
		await screen.press('c', 'every miss now fetches');
		lab.set({ servers: change('proxy/ecstasy', { collapsing: false }) });
		await screen.until(frame => frame.includes('no collapsing'));
		await screen.press('c', 'misses share one fetch');
		expect(lab.actions.map(action => action.type === 'set-collapsing' && action.on)).toEqual([false, true]);
	});

	it('does nothing to a poetry server, and says why', async () => {
		const { lab, screen } = open();
		await screen.press('1', '▸');
		await screen.press('c', 'only a proxy collapses fetches');
		expect(lab.actions).toEqual([]);
	});
});
