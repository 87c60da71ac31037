import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { bashCompletion } from '../../../source/cli/completion/bash.ts';
import { openTerminal, type TerminalProgram } from '../../fixtures/terminal.ts';
import { isInstalled, scriptFile } from './installed.ts';

const file = scriptFile(bashCompletion);

/** What bash would offer at the end of this line, after what it takes for the words before. */
function offered(line: string, breaks?: string): readonly string[] {
	const script = `
		source "$1"
		COMP_WORDBREAKS=\${3:-$COMP_WORDBREAKS}
		COMP_LINE=$2 COMP_POINT=\${#2}
		_poetry_lab
		printf '%s\\n' "\${COMPREPLY[@]}"`;
	const { stdout, stderr } = spawnSync('bash', ['-c', script, 'bash', file, line, breaks ?? ''], { encoding: 'utf8' });
	expect(stderr).toBe('');
	return stdout.split('\n').filter(Boolean);
}

describe.skipIf(!isInstalled('bash'))('in bash (left out without bash), it completes', () => {
	test.each([
		['poetry-lab g', ['get']],
		['poetry-lab --po', ['--poems', '--poetry-port']],
		['poetry-lab serve --js', ['--json']],
		['poetry-lab --poems get serve --js', ['--json']],
		['poetry-lab get --tr', ['--transform']],
		['poetry-lab get :1200', ['12000', '12001']],
		['poetry-lab get --via :', ['11000']],
		['poetry-lab get --transform shout,rot', ['shout,rot13']],
		['poetry-lab get --transform=shout,rot', ['shout,rot13']],
		['poetry-lab --fault proxy/', ["proxy/poet's=", 'proxy/tyger=']],
		['poetry-lab --fault proxy/tyger=la', ['latency']],
		['poetry-lab --fault=proxy/tyger=la', ['latency']],
		['poetry-lab lesson thunder', ['thundering-herd']],
		['poetry-lab completion ', ['bash', 'zsh', 'fish']],
		['poetry-lab help fau', ['faults']],
		['poetry-lab --seed ', []],
		['poetry-lab --poems my\\ dir ser', ['serve']],
		['poetry-lab --poems "my dir" ser', ['serve']],
		["poetry-lab --poems 'my dir' ser", ['serve']],
		['poetry-lab --poems=my\\ dir ser', ['serve']],
		['poetry-lab --poems="my dir" ser', ['serve']],
		['poetry-lab --poems "$HOME/my dir" --slow ty', ['tyger']],
		["poetry-lab --poems it\\'s\\ mine ser", ['serve']],
		['poetry-lab "ser', ['serve']],
		['poetry-lab get ":1200', [':12000', ':12001']],
		['poetry-lab get --via ":', [':11000']],
		['poetry-lab get --transform="shout,rot', ['shout,rot13']],
		['poetry-lab get --transform shout\\,rot', ['shout,rot13']],
		['poetry-lab --fault "proxy/tyger=la', ['proxy/tyger=latency']],
		['poetry-lab --fault proxy/tyger=reset:after=', []],
		['poetry-lab get -- --tr', []],
		['poetry-lab get -- :1200', ['12000', '12001']],
		['poetry-lab -- ge', ['get']],
		['poetry-lab -- --po', []],
		['poetry-lab serve -- ', []],
		['poetry-lab --nope ser', ['serve']],
		['poetry-lab --nope=x serve --js', ['--json']],
		['poetry-lab get --nope --st', ['--strict']],
		['poetry-lab > x ser', ['serve']],
		['poetry-lab 2>x ser', ['serve']],
	])('“%s” with %j', (line, words) => {
		expect(offered(line)).toEqual(words);
	});

	test('an address as a whole where a person has told bash that a colon ends no word', () => {
		expect(offered('poetry-lab get :1200', ' \t\n=')).toEqual([':12000', ':12001']);
		expect(offered('poetry-lab get --via=:', ' \t\n=')).toEqual([':11000']);
	});

	test('a flag and its value as a whole where neither a colon nor an equals sign ends a word', () => {
		expect(offered('poetry-lab get --via=:', ' \t\n')).toEqual(['--via=:11000']);
		expect(offered('poetry-lab --fault=proxy/tyger=la', ' \t\n')).toEqual(['--fault=proxy/tyger=latency']);
	});
});

describe.skipIf(!isInstalled('bash'))('at the prompt of bash (left out without bash), tab', () => {
	let terminal: TerminalProgram | undefined;
	afterEach(() => terminal?.pty.kill('SIGKILL'));

	test('completes what has a colon, what has an equals sign, and the names of files', async () => {
		const shell = openTerminal('bash', ['--norc', '--noprofile', '-i']);
		terminal = shell;
		const folder = join(dirname(file), 'my recordings');
		mkdirSync(folder);
		writeFileSync(join(folder, 'session.jsonl'), '');
		shell.type(`cd '${dirname(file)}'; source ./script; PS1='ready> '\r`);
		await shell.shows(/^ready>/m);
		shell.type('poetry-lab get --via :\t');
		await shell.shows('poetry-lab get --via :11000');
		shell.type('\u0015poetry-lab --fault proxy/ty\tlat\t');
		await shell.shows('poetry-lab --fault proxy/tyger=latency');
		shell.type('\u0015poetry-lab replay my\tses\t');
		await shell.shows('poetry-lab replay my\\ recordings/session.jsonl');
		shell.type('\u0015poetry-lab --poems my\t#');
		await shell.shows('poetry-lab --poems my\\ recordings/#');
		shell.type('\u0015poetry-lab --poems=my\\ recordings ser\t#');
		await shell.shows('poetry-lab --poems=my\\ recordings serve #');
		shell.type('\u0015poetry-lab --fault "proxy/tyger=lat\t#');
		await shell.shows('poetry-lab --fault "proxy/tyger=latency" #');
		shell.type('\u0015poetry-lab serve --json > my\tses\t#');
		await shell.shows('poetry-lab serve --json > my\\ recordings/session.jsonl #');
		shell.type('\u0015poetry-lab sexyz\u001b[D\u001b[D\u001b[D\t#');
		await shell.shows('poetry-lab serve#xyz');
	});
});
