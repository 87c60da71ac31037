import { existsSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { programPath, run } from '../fixtures/program.ts';
import { openTerminal, type TerminalProgram } from '../fixtures/terminal.ts';

describe('help comes on stdout, with exit code 0,', () => {
	test.each([
		[['--help'], 'These are the flags of the'],
		[['-h'], 'These are the flags of the'],
		[['help'], 'These are the flags of the'],
		[['get', '--help'], 'poetry-lab get <host:port>...'],
		[['get', ':12000', '-h'], 'poetry-lab get <host:port>...'],
		[['help', 'crowd'], 'poetry-lab crowd <host:port>'],
		[['help', 'faults'], 'latency:<ms>:<jitter>'],
		[['help', 'wire'], '<length>:<bytes>'],
	])('for %j', async (args, words) => {
		const { code, stdout, stderr } = await run(...args);
		expect(stdout.toString()).toContain(words);
		expect(stdout.toString()).not.toContain('\u001b');
		expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	});
});

test.each([
	[
		['get', ':1', '--trasform', 'shout'],
		'There is no flag --trasform: did you mean --transform?\nTry poetry-lab get --help.',
	],
	[['sreve'], 'There is no command sreve: did you mean serve?\nTry poetry-lab --help.'],
	[[':12000'], 'did you mean poetry-lab get :12000?'],
	[['--seed', '1', '--seed', '2'], '--seed can be given only once.'],
	[['help', 'gte'], 'There is no command gte: did you mean get?\nTry poetry-lab help.'],
	[['help', 'recording'], 'There is no topic recording: did you mean recordings?\nTry poetry-lab help.'],
	[['help', 'colors'], 'There is no topic colors: did you mean colours?'],
	[['help', 'sonnets'], 'There is no command and no topic sonnets: the topics are keys, flags,'],
	[['completion', 'tcsh'], 'There is no completion for tcsh: it is one of bash, zsh, fish.'],
	[['sing'], 'There is no command sing: it is one of lab, serve, get,'],
	[
		['serve', '--theme', 'dark'],
		'--theme belongs to poetry-lab, poetry-lab replay, poetry-lab class, poetry-lab watch and poetry-lab lesson.',
	],
	[['help', 'get', 'wire'], 'help takes one command or topic.'],
	[['completion', 'fis'], 'There is no completion for fis: did you mean fish?'],
	[['completion'], 'completion takes one shell: bash, zsh, fish.'],
])('%j is wrong usage, told with exit code 2 and with what may have been meant', async (args, words) => {
	const { code, stdout, stderr } = await run(...args);
	expect(stderr).toContain(words);
	expect({ code, stdout: stdout.toString() }).toEqual({ code: 2, stdout: '' });
});

test.each([
	['bash', 'complete -F _poetry_lab poetry-lab'],
	['zsh', '#compdef poetry-lab'],
	['fish', 'complete -c poetry-lab -f'],
])('the completion for %s knows the bundled poems by their addresses', async (shell, words) => {
	const { code, stdout } = await run('completion', shell);
	expect(code).toBe(0);
	expect(stdout.toString()).toContain(words);
	expect(stdout.toString()).toContain(':12007');
});

test('the version is told, also after a command', async () => {
	expect((await run('--version')).stdout.toString()).toMatch(/^\d+\.\d+\.\d+\n$/);
	expect((await run('get', '--version')).stdout.toString()).toMatch(/^\d+\.\d+\.\d+\n$/);
});

test('the manual is beside the program', () => {
	expect(existsSync(new URL('poetry-lab.1', `file://${programPath}`))).toBe(true);
});

describe('in a terminal', () => {
	let terminal: TerminalProgram | undefined;
	afterEach(() => terminal?.pty.kill('SIGKILL'));

	test('the titles of the help are bold', async () => {
		// The shell stays: of a program that has ended, a terminal may lose what was not read yet.
		const line = `'${process.execPath}' '${programPath}' --help; read answer`;
		terminal = openTerminal('/bin/sh', ['-c', line], { columns: 80, rows: 100 });
		await terminal.shows('Exit codes');
		expect(terminal.output()).toContain('\u001b[1mTry it\u001b[22m');
	});
});
