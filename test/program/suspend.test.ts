import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { anyPorts, programPath } from '../fixtures/program.ts';
import { newPath } from '../fixtures/recordings.ts';
import {
	closeTerminal,
	gone,
	hasShell,
	isStopped,
	killed,
	openShell,
	recorded,
	type Shell,
	takePorts,
} from '../fixtures/shell.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';
import { shellState } from '../fixtures/terminal-state.ts';

let terminal: TerminalProgram | undefined;
afterEach(() => {
	terminal?.pty.kill('SIGKILL');
	terminal = undefined;
});

/** What a shell says after a command that was stopped. */
const stopped = { byKey: 148, byTty: 150 } as const;
const ctrlZ = '\u001a';

/** The lab's own screen, on which nothing is left of what a shell said meanwhile. */
const labScreen = /^(?!.*(?:Stopped|after \d+>)).*proxy\/ecstasy/s;

/** The lab in a shell's foreground, once its screen is up. */
async function openLab(size?: { columns: number; rows: number }) {
	const recording = await newPath();
	const shell = await openShell(size);
	terminal = shell;
	shell.run(`stty -a > ${recording}.before`);
	await shell.asks(0);
	shell.run(`"${process.execPath}" "${programPath}" ${anyPorts.join(' ')} --record ${recording}`);
	await shell.shows('proxy/ecstasy');
	return { shell, recording, pid: shell.child() };
}

/** That the shell has its terminal as it was before. */
async function isLent(shell: Shell, recording: string): Promise<void> {
	shell.run(`stty -a > ${recording}.now`);
	await shell.asks(0, shellState);
	expect(readFileSync(`${recording}.now`, 'utf8')).toBe(readFileSync(`${recording}.before`, 'utf8'));
}

/** Brings the lab back, and sees that it takes keys one by one again. */
async function isBack(shell: Shell): Promise<void> {
	await shell.shows(labScreen, { buffer: 'alternate', paste: true, isCursorShown: false });
	shell.type('\r');
	await shell.shows(/MISS \d/);
	shell.type('q');
	const { text } = await shell.asks(0, shellState);
	expect(text).toMatch(/poetry-lab: \d served/);
}

describe.skipIf(!hasShell)('the lab makes room for the shell, and fg brings it back,', () => {
	test('after Ctrl+Z', async () => {
		const { shell, recording } = await openLab();
		shell.type(ctrlZ);
		await shell.asks(stopped.byKey);
		await isLent(shell, recording);
		shell.run('fg');
		await isBack(shell);
	});

	test('after a SIGTSTP from outside', async () => {
		const { shell, recording, pid } = await openLab();
		shell.mark();
		process.kill(pid, 'SIGTSTP');
		await shell.asks(stopped.byKey);
		await isLent(shell, recording);
		shell.run('fg');
		await isBack(shell);
	});

	test('in the size that the terminal has by then', async () => {
		const { shell } = await openLab();
		shell.type(ctrlZ);
		await shell.asks(stopped.byKey);
		shell.resize(80, 24);
		shell.run('fg');
		const { text } = await shell.shows(/proxy\/ecstasy.*q quit$/s);
		expect(text.split('\n')).toHaveLength(24);
		shell.type('q');
		await shell.asks(0);
	});

	test('twice, with a bg between that stops at once', async () => {
		const { shell, recording } = await openLab();
		shell.type(ctrlZ);
		await shell.asks(stopped.byKey);
		shell.run('bg; wait %1');
		await shell.asks(stopped.byTty);
		await isLent(shell, recording);
		shell.run('fg');
		await isBack(shell);
	});

	test('even after a SIGSTOP that nobody can see coming', async () => {
		const { shell, pid } = await openLab();
		shell.mark();
		process.kill(pid, 'SIGSTOP');
		await shell.shows(/Stopped/);
		shell.run('fg');
		await isBack(shell);
	});
});

describe.skipIf(!hasShell)('a lab that is started in the background', () => {
	/** The lab, stopped by the terminal that is the shell's. */
	async function openBehind() {
		const shell = await openShell();
		terminal = shell;
		const recording = await newPath();
		shell.run(`"${process.execPath}" "${programPath}" ${anyPorts.join(' ')} --record ${recording} & wait %1`);
		await shell.asks(stopped.byTty);
		return { shell, recording, pid: shell.child() };
	}

	test('stops as any program does, and comes up with fg', async () => {
		const { shell, recording } = await openBehind();
		shell.run(`stty -a > ${recording}.before`);
		await shell.asks(0);
		shell.run('fg');
		await isBack(shell);
		await isLent(shell, recording);
	});

	test('ends when the shell kills it, also after a bg', async () => {
		const { shell, recording, pid } = await openBehind();
		shell.run('bg; wait %1');
		await shell.asks(stopped.byTty);
		shell.run(killed);
		await shell.asks(143);
		await gone(pid);
		await takePorts(recording);
	});
});

describe.skipIf(!hasShell)('a suspended lab', () => {
	test('draws nothing while the shell has the terminal, even if it was stopped and let go on from elsewhere', async () => {
		const { shell, pid } = await openLab();
		shell.mark();
		process.kill(pid, 'SIGSTOP');
		await shell.shows(/Stopped/);
		const before = shell.output().length;
		process.kill(pid, 'SIGCONT');
		// It stops once more, by itself. What is typed before that it might read, which the system stops it for.
		await isStopped(pid);
		shell.run('wait %1');
		await shell.asks(stopped.byTty);
		expect(shell.output().slice(before)).not.toContain('\u001b[?1049');
		shell.run('fg');
		await isBack(shell);
	});

	test('ends when the shell kills it, and its ports are free', async () => {
		const { shell, recording, pid } = await openLab();
		shell.type(ctrlZ);
		await shell.asks(stopped.byKey);
		shell.run(killed);
		await shell.asks(143);
		await gone(pid);
		await takePorts(recording);
		await isLent(shell, recording);
	});

	test.each([
		['a bg, which stopped it once more', 'SIGTSTP', 'bg; wait %1', stopped.byTty],
		['a stop that it could not see', 'SIGSTOP', 'true', 0],
	] as const)('ends when the shell kills it after %s', async (_, signal, command, code) => {
		const { shell, recording, pid } = await openLab();
		shell.mark();
		process.kill(pid, signal);
		await shell.shows(/Stopped/);
		shell.run(command);
		await shell.asks(code);
		shell.run(killed);
		await shell.asks(143);
		await gone(pid);
		await takePorts(recording);
		await isLent(shell, recording);
	});

	test('ends when the terminal is closed, its ports are free, and its recording is whole', async () => {
		const { shell, recording, pid } = await openLab();
		shell.type(ctrlZ);
		await shell.asks(stopped.byKey);
		closeTerminal(shell);
		await gone(pid);
		await takePorts(recording);
		expect(recorded(recording).at(-1)?.type).toBe('server-closed');
	});

	test('is not suspended at all where no shell could bring it back', async () => {
		terminal = openTerminal(process.execPath, [programPath, ...anyPorts]);
		await terminal.shows('proxy/ecstasy');
		terminal.type(ctrlZ);
		await terminal.shows('not suspended', { buffer: 'alternate' });
		terminal.type('q');
		expect((await terminal.exited).exitCode).toBe(0);
	});
});
