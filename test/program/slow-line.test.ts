import { readFileSync, readSync } from 'node:fs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { anyPorts, programPath } from '../fixtures/program.ts';
import { newPath } from '../fixtures/recordings.ts';
import { gone, hasShell, openShell, recorded, type Shell } from '../fixtures/shell.ts';
import { shellState } from '../fixtures/terminal-state.ts';

let shell: Shell | undefined;
let reading: NodeJS.Timeout | undefined;
afterEach(() => {
	clearInterval(reading);
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
	shell.pty.pause();
	await fill(shell);
	shell.mark();
	return lab;
}

/** Draws frame after frame, more than there is room for between a program and a window that reads nothing. */
async function fill({ pty }: Shell): Promise<void> {
	let frames = 0;
	await vi.waitFor(
		() => {
			frames += 1;
			pty.resize(120 + (frames % 2), 36);
			expect(frames).toBe(60);
		},
		{ timeout: 8_000, interval: 20 },
	);
	pty.resize(120, 36);
}

/** Reads as a line of 1 kB/s does. */
function readSlowly({ pty, emulator }: Shell): void {
	const fd = 'fd' in pty ? Number(pty.fd) : -1;
	const piece = Buffer.alloc(100);
	reading = setInterval(() => {
		try {
			emulator.write(piece.subarray(0, readSync(fd, piece)));
		} catch {
			// There is nothing now.
		}
	}, 100);
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
		['stands still', () => {}],
		['takes 1 kB/s', readSlowly],
	])('in front of a window that %s', (_, read) => {
		test.each(waysOut)('after %s', async (_, how, exitCode) => {
			const { shell, recording, pid } = await openStuckLab();
			read(shell);
			if (typeof how === 'string') {
				shell.pty.write(how);
			} else {
				for (const signal of how) {
					process.kill(pid, signal);
				}
			}
			await gone(pid);
			clearInterval(reading);
			expect(recorded(recording).at(-1)?.type).toBe('server-closed');
			shell.pty.resume();
			await shell.asks(exitCode, shellState);
			expect(shell.screen()).toMatch(/poetry-lab: 0 served/);
			shell.run(`stty -a > ${recording}.after`);
			await shell.asks(0);
			expect(readFileSync(`${recording}.after`, 'utf8')).toBe(readFileSync(`${recording}.before`, 'utf8'));
		});
	});
});
