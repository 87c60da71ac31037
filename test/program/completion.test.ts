import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { isInstalled } from '../cli/completion/installed.ts';
import { programPath, run } from '../fixtures/program.ts';
import { openTerminal } from '../fixtures/terminal.ts';

const folder = mkdtempSync(join(tmpdir(), 'poetry-lab-completion-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The command poetry-lab in a folder of its own, and beside it poems of which no other directory has the names. */
beforeAll(() => {
	mkdirSync(join(folder, 'my poems'));
	for (const name of ['zebra.txt', 'apple.txt', 'no-poem.md']) {
		writeFileSync(join(folder, 'my poems', name), 'a line\n');
	}
	const command = join(folder, 'poetry-lab');
	writeFileSync(command, `#!/bin/sh\nexec '${process.execPath}' '${programPath}' "$@"\n`);
	chmodSync(command, 0o755);
});

async function scriptFor(shell: string): Promise<string> {
	const file = join(folder, shell);
	writeFileSync(file, (await run('completion', shell)).stdout);
	return file;
}

const offeredBy = {
	bash: `source "$1"; COMP_LINE=$2 COMP_POINT=1000; _poetry_lab; printf '%s\\n' "\${COMPREPLY[@]}"`,
	fish: 'source $argv[1]; complete -C $argv[2]',
};

const lines = [
	['bash', 'poetry-lab --poems my\\ poems --slow '],
	['bash', 'poetry-lab --poems "$PWD/my poems" --slow '],
	['bash', 'poetry-lab --poems=~/my\\ poems --slow '],
	['fish', "poetry-lab --poems='my poems' --slow "],
	['fish', 'poetry-lab --poems ~/my\\ poems --slow '],
] as const;

for (const [shell, line] of lines) {
	test.skipIf(!isInstalled(shell))(`${shell} offers the poems of the directory that “${line}” names`, async () => {
		const args = shell === 'bash' ? ['-c', offeredBy.bash, 'bash'] : ['--no-config', '-c', offeredBy.fish];
		const env = { ...process.env, HOME: folder, PATH: `${folder}:${process.env.PATH}`, PWD: folder };
		const options = { cwd: folder, env, encoding: 'utf8' } as const;
		const { stdout, stderr } = spawnSync(shell, [...args, await scriptFor(shell), line], options);
		expect({ stdout, stderr }).toEqual({ stdout: 'apple\nzebra\n', stderr: '' });
	});
}

test.skipIf(!isInstalled('zsh'))('zsh offers the poems of the directory that the line names', async () => {
	const file = await scriptFor('zsh');
	const shell = openTerminal('zsh', ['-f', '-i']);
	onTestFinished(() => shell.pty.kill('SIGKILL'));
	shell.type(`autoload -U compinit; compinit -u -D; source '${file}'; PATH='${folder}':$PATH; cd '${folder}'\r`);
	shell.type("PS1='ready> '\r");
	await shell.shows(/^ready>/m);
	shell.type('poetry-lab --poems my\\ poems --slow ze\t #');
	await shell.shows('--slow zebra #');
	shell.type("\u0015poetry-lab --poems='my poems' --fault proxy/ap\tlat\t");
	await shell.shows('--fault proxy/apple=latency');
});
