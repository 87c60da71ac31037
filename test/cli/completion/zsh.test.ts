import { afterAll, beforeAll, describe, test } from 'vitest';
import { zshCompletion } from '../../../source/cli/completion/zsh.ts';
import { openTerminal, type TerminalProgram } from '../../fixtures/terminal.ts';
import { isInstalled, scriptFile } from './installed.ts';

const file = scriptFile(zshCompletion);

describe.skipIf(!isInstalled('zsh'))('at the prompt of zsh (left out without zsh), tab', () => {
	let shell: TerminalProgram;
	beforeAll(async () => {
		shell = openTerminal('zsh', ['-f', '-i']);
		shell.type(`autoload -U compinit; compinit -u -D; source '${file}'; PS1='ready> '\r`);
		await shell.shows(/^ready>/m);
	});
	afterAll(() => shell.pty.kill('SIGKILL'));

	/** Types this on a line and a screen that are empty. */
	const type = (line: string) => shell.type(`\u0015\u000c${line}`);

	test.each([
		['poetry-lab ge\t:x', 'poetry-lab get :x'],
		['poetry-lab get --tr\t', 'poetry-lab get --transform'],
		['poetry-lab get --via :\t', 'poetry-lab get --via :11000'],
		['poetry-lab get --transform shout,rot\t', 'poetry-lab get --transform shout,rot13'],
		['poetry-lab get --transform=shout,rot\t', 'poetry-lab get --transform=shout,rot13'],
		['poetry-lab --fault proxy/ty\tlat\t', 'poetry-lab --fault proxy/tyger=latency'],
		['poetry-lab --poems get serve --js\t', 'poetry-lab --poems get serve --json'],
		['poetry-lab lesson thunder\t', 'poetry-lab lesson thundering-herd'],
		['poetry-lab completion ba\t', 'poetry-lab completion bash'],
		[`poetry-lab replay ${file.slice(0, -3)}\t`, `poetry-lab replay ${file}`],
		[`poetry-lab --poems ${file.slice(0, -3)}\t#`, `poetry-lab --poems ${file.slice(0, -3)}#`],
		['poetry-lab --poems my\\ dir ser\t', 'poetry-lab --poems my\\ dir serve'],
		['poetry-lab --poems="my dir" ser\t', 'poetry-lab --poems="my dir" serve'],
		['poetry-lab --fault "proxy/tyger=lat\t', 'poetry-lab --fault "proxy/tyger=latency"'],
		['poetry-lab --fault proxy/tyger=reset:after=\t\t#', 'poetry-lab --fault proxy/tyger=reset:after=#'],
		['poetry-lab get -- --tr\t#', 'poetry-lab get -- --tr#'],
		['poetry-lab serve -- \t#', 'poetry-lab serve -- #'],
		['poetry-lab -- --po\t#', 'poetry-lab -- --po#'],
		['poetry-lab -- lesson thunder\t', 'poetry-lab -- lesson thundering-herd'],
		['poetry-lab --nope ser\t', 'poetry-lab --nope serve'],
		['poetry-lab --nope=x serve --js\t', 'poetry-lab --nope=x serve --json'],
		['poetry-lab get --nope --st\t', 'poetry-lab get --nope --strict'],
		['poetry-lab lesson --nope thunder\t', 'poetry-lab lesson --nope thundering-herd'],
	])('makes of “%s” “%s”', async (typed, completed) => {
		type(typed);
		await shell.shows(`ready> ${completed}`);
	});

	test('shows what each address is', async () => {
		type('poetry-lab get :1200\t');
		await shell.shows(/:12000 +-- proxy\/poet's/);
	});
});
