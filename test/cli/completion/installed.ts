import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import { completionRows } from '../../../source/cli/completion/rows.ts';

/** Whether this machine has the shell; where it has not, its tests are left out. */
export function isInstalled(shell: string): boolean {
	return spawnSync(shell, ['-c', 'exit 0']).status === 0;
}

/** A file, for as long as the tests run, with the completion script of a lab with two poems, one with a quote in its name. */
export function scriptFile(script: (rows: readonly string[]) => string): string {
	const folder = mkdtempSync(join(tmpdir(), 'poetry-lab-completion-'));
	afterAll(() => rmSync(folder, { recursive: true }));
	const file = join(folder, 'script');
	writeFileSync(file, script(completionRows(["poet's", 'tyger'])));
	return file;
}
