import { afterEach, describe, expect, test } from 'vitest';
import { anyPorts, programPath } from '../fixtures/program.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';
import { shellState } from '../fixtures/terminal-state.ts';

let terminal: TerminalProgram | undefined;
afterEach(() => {
	terminal?.pty.kill('SIGKILL');
	terminal = undefined;
});

/** The lab in a terminal of a shell, which says afterwards how it ended and what the terminal is like then. */
function openLab(size?: { columns: number; rows: number }, program = programPath, flags: readonly string[] = anyPorts) {
	// A shell that a Ctrl+C before the raw mode reaches must not end with it.
	const command = `trap : INT; "${process.execPath}" "${program}" ${flags.join(' ')}; echo "ended with $?"; stty -a; cat`;
	terminal = openTerminal('sh', ['-c', command], size);
	return terminal;
}

/** That the terminal is as a shell wants it: the first screen, a cursor, lines and echo. */
async function isWhole(lab: TerminalProgram, exitCode: number): Promise<void> {
	await lab.shows(new RegExp(`ended with ${exitCode}[^]* icanon [^]* echo `), shellState);
}

describe('a person in a terminal', () => {
	test('fetches through a proxy twice, and sees MISS, then HIT, and every connection of it', async () => {
		const lab = openLab();
		await lab.shows('proxy/ecstasy', { buffer: 'alternate' });
		lab.type('\r');
		await lab.shows(/MISS \d/);
		await lab.shows('Where, like a pillow on a bed');
		await lab.shows(/poetry\/ecstasy +SENT/);
		lab.type('\r');
		await lab.shows(/HIT \d/);
	});

	test('filters the traffic by typing, in which q is a letter', async () => {
		const lab = openLab();
		await lab.shows('proxy/ecstasy');
		lab.type('\r');
		await lab.shows(/poetry\/ecstasy +SENT/);
		lab.type('2/');
		lab.type('proxyq');
		await lab.shows('proxyq');
		expect(lab.screen()).not.toMatch(/poetry\/ecstasy +SENT/);
		lab.type('\u007f');
		await lab.shows(/proxy\/ecstasy +MISS +\d/);
	});

	test('resizes the terminal, down to one that is too small and up again', async () => {
		const lab = openLab();
		await lab.shows('proxy/ecstasy');
		lab.resize(50, 12);
		await lab.shows(/60 ?[x×] ?16/);
		lab.resize(200, 60);
		await lab.shows('proxy/ecstasy');
		expect(lab.screen().split('\n')).toHaveLength(60);
	});

	test('stops the transform server, and gets the original poem with the reason', async () => {
		const lab = openLab();
		await lab.shows('proxy/ecstasy');
		lab.type('1Go');
		await lab.shows(/transform.*stopped/i);
	});
});

describe('the terminal is whole again, and the shell shows what was served,', () => {
	test.each([
		['after q', 'q', 0],
		['after Ctrl+C', '\u0003', 130],
	])('%s', async (_, key, exitCode) => {
		const lab = openLab();
		await lab.shows('proxy/ecstasy');
		lab.type(key);
		await isWhole(lab, exitCode);
		expect(lab.screen()).toMatch(/poetry-lab: 0 served/);
	});
});
