import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { anyPorts, programPath } from '../fixtures/program.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';

let terminal: TerminalProgram | undefined;
afterEach(() => {
	terminal?.pty.kill('SIGKILL');
	terminal = undefined;
});

/** The lab in a terminal that is wide enough for every line. */
function open(args: readonly string[], environment = '') {
	const command = `${environment} exec "${process.execPath}" "${programPath}" ${args.join(' ')}`;
	terminal = openTerminal('sh', ['-c', command], { columns: 400, rows: 200 });
	return terminal;
}

/** That what was written is text and line ends, and nothing that moves, erases or switches. */
function isPlain(lab: TerminalProgram): void {
	expect([...new Set(lab.output().match(/\p{Cc}/gu))].sort()).toEqual(['\n', '\r']);
	expect(lab.output().replaceAll('\r\n', '\n')).not.toContain('\r');
	expect(lab.output()).not.toMatch(/[─-▟]/);
	expect(lab.seen().buffer).toBe('normal');
}

describe('a person who listens', () => {
	test('goes through every panel, fetches with a fall-back, opens it, and leaves: all of it in lines that stay', async () => {
		const lab = open([...anyPorts, '--screen-reader']);
		await lab.shows(/Poetry lab, \d+ servers listening\..*Fetch button\. Enter fetches\./s);
		lab.type('t');
		await lab.shows('cummingsify, off, 1 of');
		lab.type('G');
		lab.type('k');
		await lab.shows(/gibberish, off/);
		lab.type(' ');
		await lab.shows('Runs gibberish.');
		lab.type('\r\r');
		await lab.shows(
			/Fell back\. Miss, .*97 lines, 2\.7 kilobytes\.\ngibberish fell back: the server closed without a reply\./s,
		);
		lab.type('i');
		await lab.shows(/\d+\. [\d.]+: The client connects to proxy ecstasy\./);
		for (const view of ['Bytes as text,', 'Why,', 'Times in milliseconds,']) {
			lab.type('\t');
			await lab.shows(view);
		}
		lab.type('\u001b');
		await lab.shows(/Times in milliseconds.*Client: proxy ecstasy/s);
		lab.type('1');
		await lab.shows(/Servers: 17 servers/);
		lab.type('2');
		await lab.shows(/Traffic: 3 exchanges.*3 of 3\./s);
		lab.type('3');
		await lab.shows('Connections: nobody is connected now.');
		lab.type('5');
		await lab.shows('the original, since a transform fell back.');
		lab.type('z');
		await lab.shows(/Where, like a pillow on a bed,\n.*End of the poem\./s);
		lab.type('?');
		await lab.shows(/Keys here\.\nPoem:/);
		lab.type('q');
		expect((await lab.exited).exitCode).toBe(0);
		await lab.shows(/poetry-lab: 2 served, 0% of cache requests hit, 1 failed, 1 fell back\./);
		isPlain(lab);
	});

	test('takes a lesson', async () => {
		const progress = await mkdtemp(join(tmpdir(), 'poetry-lab-'));
		try {
			const lab = open(['lesson', 'write-and-close', ...anyPorts, '--screen-reader'], `XDG_STATE_HOME="${progress}"`);
			await lab.shows(/Lesson: A server that writes, and closes, step 1 of \d.*Guess: .*\na: /s);
			lab.type('\r');
			await lab.shows(/Do it: .*\nEnter: /s);
			lab.type('\r');
			await lab.shows(/(Held|Not what happened)\. You said a: .*\nSeen: .*\nEnter: the next step\./s);
			lab.type('q');
			expect((await lab.exited).exitCode).toBe(0);
			isPlain(lab);
		} finally {
			await rm(progress, { recursive: true });
		}
	});

	test('is told the same where Ink’s own variable asks for it, and is gone with 130 after Ctrl+C', async () => {
		const lab = open(anyPorts, 'INK_SCREEN_READER=true');
		await lab.shows('Fetch button. Enter fetches.');
		lab.type('\r');
		// A fetch that is over at once is told by its outcome alone.
		await lab.shows(/Miss, [\d.]+ milliseconds\. 97 lines/);
		lab.type('\u0003');
		expect((await lab.exited).exitCode).toBe(130);
		isPlain(lab);
	});
});
