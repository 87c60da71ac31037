import { existsSync, readFileSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { createReplayLab } from '../../source/lab/replay/replay-lab.ts';
import { patiently, soonMs } from '../fixtures/patience.ts';
import { anyPorts, programPath } from '../fixtures/program.ts';
import { newPath } from '../fixtures/recordings.ts';
import { closeTerminal, gone, hasShell, openShell, recorded, type Shell, takePorts } from '../fixtures/shell.ts';
import { stopReading } from '../fixtures/slow-line.ts';
import { shellState } from '../fixtures/terminal-state.ts';

let shell: Shell | undefined;
afterEach(() => {
	shell?.pty.kill('SIGKILL');
	shell = undefined;
});

interface Lab {
	readonly shell: Shell;
	readonly recording: string;
	/** The lab's process. */
	readonly pid: number;
}

/** A command for the lab, which records. */
const labCommand = (recording: string) =>
	`"${process.execPath}" "${programPath}" ${anyPorts.join(' ')} --record ${recording}`;

/** The lab in a shell's foreground, once its screen is up. */
async function openLab(): Promise<Lab> {
	const recording = await newPath();
	shell = await openShell();
	shell.run(`stty -a > ${recording}.before`);
	await shell.asks(0);
	shell.run(labCommand(recording));
	await shell.shows('proxy/ecstasy');
	return { shell, recording, pid: shell.child() };
}

/** That nothing of the lab is left: the shell has its terminal, others may have the ports, and the recording opens. */
async function isOver({ shell, recording }: Pick<Lab, 'shell' | 'recording'>, exitCode: number): Promise<void> {
	await shell.asks(exitCode, shellState);
	expect(await takePorts(recording)).toBeGreaterThan(4);
	shell.run(`stty -a > ${recording}.after`);
	await shell.asks(0);
	expect(readFileSync(`${recording}.after`, 'utf8')).toBe(readFileSync(`${recording}.before`, 'utf8'));
	const replay = await createReplayLab(recording);
	expect(replay.snapshot().replay).toMatchObject({ total: recorded(recording).length, skippedLines: 0 });
	await replay.close();
}

describe.skipIf(!hasShell)('the terminal is whole, the ports are free and the recording opens', () => {
	test.each([
		['q', 'q', 0],
		['Ctrl+C', '\u0003', 130],
		['Ctrl+C twice at once', '\u0003\u0003', 130],
	])('after %s', async (_, keys, exitCode) => {
		const lab = await openLab();
		lab.shell.type(keys);
		await isOver(lab, exitCode);
		expect(lab.shell.screen()).toMatch(/poetry-lab: 0 served/);
	});

	test('after a second Ctrl+C, which does not wait for a lab that is blocked', async () => {
		const lab = await openLab();
		// Far longer than a busy machine takes to end it.
		lab.shell.type('B'.repeat(10));
		await lab.shell.shows('blocked');
		lab.shell.type('\u0003');
		await lab.shell.shows('', { buffer: 'normal' });
		const leftAt = performance.now();
		const insisting = setInterval(() => lab.shell.type('\u0003'), 100);
		await lab.shell.shows(/poetry-lab: 0 served/, shellState);
		clearInterval(insisting);
		expect(performance.now() - leftAt).toBeLessThan(soonMs);
		await gone(lab.pid);
		await takePorts(lab.recording);
	});

	test('after Ctrl+C before there is a screen', async () => {
		const recording = await newPath();
		shell = await openShell();
		shell.run(labCommand(recording));
		await vi.waitFor(() => expect(existsSync(recording)).toBe(true), { ...patiently, interval: 1 });
		shell.type('\u0003');
		await shell.asks(130, shellState);
	});

	test.each([
		['SIGTERM', 143],
		['SIGHUP', 129],
		['SIGQUIT', 131],
	] as const)('after %s', async (signal, exitCode) => {
		const lab = await openLab();
		process.kill(lab.pid, signal);
		await isOver(lab, exitCode);
	});

	test('after SIGINT to the whole job', async () => {
		const lab = await openLab();
		process.kill(-lab.pid, 'SIGINT');
		await isOver(lab, 130);
	});

	test('after SIGTERM twice', async () => {
		const lab = await openLab();
		process.kill(lab.pid, 'SIGTERM');
		process.kill(lab.pid, 'SIGTERM');
		await isOver(lab, 143);
	});
});

describe.skipIf(!hasShell)('a lab whose terminal is gone ends, and its ports are free,', () => {
	test('when the window is closed', async () => {
		const lab = await openLab();
		closeTerminal(lab.shell);
		await gone(lab.pid);
		await takePorts(lab.recording);
		expect(recorded(lab.recording).at(-1)?.type).toBe('server-closed');
	});

	test('when it only stands still, and somebody ends the lab', async () => {
		const lab = await openLab();
		await stopReading(lab.shell);
		process.kill(lab.pid, 'SIGTERM');
		await gone(lab.pid);
		await takePorts(lab.recording);
		expect(recorded(lab.recording).at(-1)?.type).toBe('server-closed');
	});

	test('when nothing but the end of its input tells', async () => {
		const recording = await newPath();
		shell = await openShell();
		// In a session of its own no signal tells of the end.
		shell.run(`setsid --wait sh -c '${labCommand(recording)}; echo $? > ${recording}.code'`);
		await shell.shows('proxy/ecstasy');
		closeTerminal(shell);
		await vi.waitFor(() => expect(readFileSync(`${recording}.code`, 'utf8')).toBe('129\n'), patiently);
		await takePorts(recording);
		expect(recorded(recording).at(-1)?.type).toBe('server-closed');
	});
});
