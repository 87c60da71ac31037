import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, test } from 'vitest';
import { describeWithEngine } from '../fixtures/class/with-engine.ts';
import { anyPorts, programPath } from '../fixtures/program.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';

describeWithEngine('a teacher before the board', engine => {
	const terminals: TerminalProgram[] = [];
	const folders: string[] = [];
	afterEach(async () => {
		for (const { pty } of terminals.splice(0)) {
			pty.kill('SIGKILL');
		}
		await Promise.all(folders.splice(0).map(folder => rm(folder, { recursive: true, force: true })));
	});
	const open = (changed: { readonly [name: string]: string }, ...args: readonly string[]) => {
		const terminal = openTerminal(process.execPath, [programPath, ...args], {}, changed);
		terminals.push(terminal);
		return terminal;
	};

	test('sees at which step a student is, what went wrong, looks over the shoulder, and sees who gave up', async () => {
		const home = await mkdtemp(join(tmpdir(), 'poetry-lab-home-'));
		folders.push(home);
		const inClass = [...anyPorts, '--class', engine().url, '--as', 'cy'];
		const student = open({ XDG_STATE_HOME: home }, 'lesson', 'by-hand', ...inClass);
		await student.shows('Guess: ');
		const board = open({}, 'class', engine().url);
		await board.shows(/▸cy .* by-hand +1\/4 /);

		student.type('\r');
		const port = Number(/nc 127\.0\.0\.1 (\d+)/.exec((await student.shows('You say a')).text)?.[1]);
		board.mark();
		const netcat = connect(port, '127.0.0.1', () => netcat.end('11:shout.Tyger Tyger,\n'));
		netcat.on('error', () => {}).resume();
		await board.shows(/▸cy .* 1 {2}by-hand 1 try +1\/4 /);

		board.mark();
		student.type('\r');
		await student.shows('NOT WHAT HAPPENED');
		await board.shows(/▸cy .* by-hand ✗ 1 try +1\/4 /);

		board.type('\r');
		await board.shows(/LIVE +▶ live cy [\s\S]*step 1 of 4 ✗ 1 try/);
		board.mark();
		student.type('\u001b');
		await student.shows('esc once more leaves the lesson');
		student.type('\u001b');
		await student.shows('lesson left');
		board.type('\u001b');
		await board.shows(/▸cy .* left by-hand +1\/4 /);
	});
});
