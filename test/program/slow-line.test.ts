import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { patiently } from '../fixtures/patience.ts';
import { anyPorts, programPath } from '../fixtures/program.ts';
import { newPath } from '../fixtures/recordings.ts';
import { gone, hasShell, openShell, recorded, type Shell } from '../fixtures/shell.ts';
import { readSlowly, stopReading } from '../fixtures/slow-line.ts';
import { shellState } from '../fixtures/terminal-state.ts';

let shell: Shell | undefined;
afterEach(() => {
	shell?.pty.kill('SIGKILL');
	shell = undefined;
});

/** The lab in a shell, in front of a window that takes nothing more, with more on its way than there is room for. */
async function openStuckLab() {
	const recording = await newPath();
	shell = await openShell();
	shell.run(`stty -a > ${recording}.before`);
	await shell.asks(0);
	shell.run(`"${process.execPath}" "${programPath}" ${anyPorts.join(' ')} --record ${recording}`);
	await shell.shows('proxy/ecstasy');
	const lab = { shell, recording, pid: shell.child() };
	await stopReading(shell);
	shell.mark();
	return lab;
}

const waysOut: readonly (readonly [string, string | readonly NodeJS.Signals[], number])[] = [
	['q', 'q', 0],
	['Ctrl+C', '\u0003', 130],
	['SIGTERM', ['SIGTERM'], 143],
	['SIGHUP', ['SIGHUP'], 129],
	['SIGQUIT', ['SIGQUIT'], 131],
	['SIGTERM twice', ['SIGTERM', 'SIGTERM'], 143],
];

describe.skipIf(!hasShell)('the terminal is whole once it has taken all, and the recording too', () => {
	describe.each([
		[
			'stands still',
			({ pty }: Shell) =>
				() =>
					pty.resume(),
		],
		['takes 1 kB/s', readSlowly],
	])('in front of a window that %s', (_, read) => {
		test.each(waysOut)('after %s', async (_, how, exitCode) => {
			const { shell, recording, pid } = await openStuckLab();
			const readAll = read(shell);
			if (typeof how === 'string') {
				shell.pty.write(how);
			} else {
				for (const signal of how) {
					process.kill(pid, signal);
				}
			}
			await gone(pid);
			expect(recorded(recording).at(-1)?.type).toBe('server-closed');
			readAll();
			await shell.asks(exitCode, shellState);
			expect(shell.screen()).toMatch(/poetry-lab: 0 served/);
			shell.run(`stty -a > ${recording}.after`);
			await shell.asks(0);
			expect(readFileSync(`${recording}.after`, 'utf8')).toBe(readFileSync(`${recording}.before`, 'utf8'));
		});
	});
});

describe.skipIf(!hasShell)('in front of a window that takes nothing more, SIGTERM ends', () => {
	/** The program in a shell, once its servers are there. */
	async function open(...args: readonly string[]) {
		const recording = await newPath();
		shell = await openShell();
		shell.run(`"${process.execPath}" "${programPath}" ${[...args, ...anyPorts].join(' ')} --record ${recording}`);
		await shell.shows(/proxy.ecstasy/);
		return { shell, recording, pid: shell.child() };
	}

	test('the lab that is told to a screen reader', async () => {
		const { shell, recording, pid } = await open('--screen-reader');
		shell.pty.pause();
		// What this asks it to say is far more than there is room for; the last key is not held up by it.
		shell.pty.write(`${'?'.repeat(1_000)}x`);
		const purged = expect.objectContaining({ type: 'cache-purged' });
		await vi.waitFor(() => expect(recorded(recording)).toContainEqual(purged), patiently);
		process.kill(pid, 'SIGTERM');
		await gone(pid);
		expect(recorded(recording).at(-1)?.type).toBe('server-closed');
		shell.pty.resume();
		await shell.asks(143, shellState);
		expect(shell.screen()).toMatch(/\npoetry-lab: 0 served/);
	});

	test('serve', async () => {
		const { shell, recording, pid } = await open('serve', '--json');
		const port = await vi.waitFor(() => {
			const server = recorded(recording).find(event => event.type === 'server-listening');
			expect(server).toBeDefined();
			return server?.type === 'server-listening' ? server.port : 0;
		}, patiently);
		shell.pty.pause();
		const visit = async () => {
			const socket = connect(port, '127.0.0.1').resume();
			await once(socket, 'close');
		};
		for (let visits = 0; visits < 400; visits += 1) {
			await visit();
		}
		process.kill(pid, 'SIGTERM');
		await gone(pid);
		expect(recorded(recording).at(-1)?.type).toBe('server-closed');
	});
});
