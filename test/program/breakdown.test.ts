import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { createReplayLab } from '../../source/lab/replay/replay-lab.ts';
import { bundled } from '../fixtures/bundled.ts';
import { patiently } from '../fixtures/patience.ts';
import { eventWith, startShell } from '../fixtures/program.ts';
import { newPath } from '../fixtures/recordings.ts';
import { gone, hasShell, openShell, recorded, type Shell, takePorts } from '../fixtures/shell.ts';
import { readSlowly, stopReading } from '../fixtures/slow-line.ts';
import { shellState } from '../fixtures/terminal-state.ts';
import { directoryOf } from '../fixtures/user-transforms.ts';

let directory = '';
beforeAll(async () => {
	const bundles = await bundled({
		'breaking-program': 'test/fixtures/breaking-program.ts',
		worker: 'test/fixtures/breaking-worker.ts',
		'run-module': 'source/transforms/user/run-module.ts',
	});
	directory = bundles.directory;
	return bundles.remove;
});

let shell: Shell | undefined;
afterEach(() => {
	shell?.pty.kill('SIGKILL');
	shell = undefined;
});

/** A lab that can break, in a shell's foreground, once its screen is up and a poem was fetched. */
async function openLab() {
	const recording = await newPath();
	shell = await openShell({ columns: 160, rows: 36 });
	// Little memory, so that all of it is soon taken.
	shell.run(
		`"${process.execPath}" --max-old-space-size=100 "${join(directory, 'breaking-program.js')}" lab ${recording}`,
	);
	await shell.shows('proxy/ecstasy');
	const pid = shell.child();
	shell.type('\r');
	await shell.shows(/MISS \d/);
	return { shell, recording, pid };
}

/** That the terminal is whole, that words say what to do, and that the recording opens, with the fetch in it. */
async function isTold(shell: Shell, recording: string): Promise<void> {
	const { text: words } = await shell.asks(1, shellState);
	await takePorts(recording);
	expect(words).toMatch(/poetry-lab \d+\.\d+\.\d+, Node \d+\.\d+\.\d+, /);
	expect(words).toContain('Please report it, with the lines above, to ');
	expect(words).toContain(
		`All events until then are in ${recording}; to see them again: poetry-lab replay ${recording}`,
	);
	const replay = await createReplayLab(recording);
	expect(replay.snapshot().totals).toMatchObject({ misses: 1 });
	expect(replay.snapshot().replay?.skippedLines).toBe(0);
	await replay.close();
}

describe.skipIf(!hasShell)(
	'words tell of it, and the terminal is whole, once a window that stood still takes all of it',
	() => {
		test.each([
			['an error in the lab’s thread', 'x', 'The lab broke down: the lab broke'],
			['a rejection that nobody waited for', 'SIGALRM', 'nobody waited for this'],
			['an error that nothing caught', 'SIGUSR2', 'it broke'],
		] as const)('after %s', async (_, how, why) => {
			const { shell, recording, pid } = await openLab();
			await stopReading(shell);
			shell.mark();
			if (how === 'x') {
				shell.pty.write(how);
			} else {
				process.kill(pid, how);
			}
			await gone(pid);
			shell.pty.resume();
			await isTold(shell, recording);
			expect(shell.screen()).toMatch(new RegExp(`poetry-lab broke down: ${why}\n +at `));
		});

		test('after an error in the screen, on a line of 1 kB/s', async () => {
			const { shell, recording, pid } = await openLab();
			const readAll = readSlowly(shell);
			shell.type('1o');
			await gone(pid);
			readAll();
			await isTold(shell, recording);
			expect(shell.screen()).toMatch(/poetry-lab broke down: Cannot .*\n +at /);
		});
	},
);

describe.skipIf(!hasShell)(
	'the terminal is whole, words tell of it and where to report it, and the recording opens',
	() => {
		test('after an error in the screen', async () => {
			const { shell, recording } = await openLab();
			shell.type('1o');
			await isTold(shell, recording);
			expect(shell.screen()).toMatch(/poetry-lab broke down: Cannot .*\n +at /);
		});

		test('after an error in the lab’s thread, and the recording has what happened right before it', async () => {
			const { shell, recording } = await openLab();
			shell.type('x');
			await isTold(shell, recording);
			expect(shell.screen()).toMatch(/poetry-lab broke down: The lab broke down: the lab broke\n +at .*worker/);
			expect(recorded(recording)).toContainEqual(expect.objectContaining({ type: 'fetch-started', port: 1 }));
		});

		test('after a rejection that nobody waited for', async () => {
			const { shell, recording, pid } = await openLab();
			shell.mark();
			process.kill(pid, 'SIGALRM');
			await isTold(shell, recording);
			expect(shell.screen()).toContain('poetry-lab broke down: nobody waited for this');
		});

		test('after the lab’s thread took all of its memory', async () => {
			const { shell, recording } = await openLab();
			// Without memory nobody is left who could write what still waits.
			const stored = expect.objectContaining({ type: 'fetch-succeeded' });
			await vi.waitFor(() => expect(recorded(recording)).toContainEqual(stored), patiently);
			shell.type('B');
			await isTold(shell, recording);
			expect(shell.screen()).toContain('memory limit');
		});
	},
);

test('serve tells of a breakdown too, and its recording has what happened right before it', async () => {
	const recording = await newPath();
	const { child, ended, line } = startShell(
		`exec "${process.execPath}" "${join(directory, 'breaking-program.js')}" serve ${recording}`,
	);
	const { port } = await line(eventWith({ type: 'server-listening', server: 'transform' }));
	connect(Number(port), '127.0.0.1')
		.on('error', () => {})
		.end('10:shout.poem,');
	await line(eventWith({ type: 'transform-replied' }));
	child.kill('SIGUSR2');
	const { code, stderr } = await ended;
	expect(code).toBe(1);
	expect(stderr).toMatch(/^poetry-lab broke down: it broke\n +at .*breaking-program/);
	expect(stderr).toContain(`All events until then are in ${recording}`);
	expect(recorded(recording)).toContainEqual(expect.objectContaining({ type: 'transform-requested' }));
	await takePorts(recording);
});

test('serve tells of a breakdown while it starts, and waits for nothing that is still starting', async () => {
	const recording = await newPath();
	const transforms = await directoryOf({
		'never.mjs': 'await new Promise(resolve => setTimeout(resolve, 3_600_000));',
	});
	const { child, ended, line } = startShell(
		`exec "${process.execPath}" "${join(directory, 'breaking-program.js')}" serve ${recording} "${transforms}"`,
	);
	await line(eventWith({ type: 'recording-started' }));
	child.kill('SIGUSR2');
	const { code, stdout, stderr } = await ended;
	expect(code).toBe(1);
	expect(stderr).toMatch(/^poetry-lab broke down: it broke\n +at .*breaking-program/);
	expect(stdout.toString()).not.toContain('"server-listening"');
});
