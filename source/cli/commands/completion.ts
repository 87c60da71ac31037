import { homedir } from 'node:os';
import process from 'node:process';
import { poemNamesIn } from '../../lab/servers/poems.ts';
import { bashCompletion } from '../completion/bash.ts';
import { fishCompletion } from '../completion/fish.ts';
import { completionRows } from '../completion/rows.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { exitCodes } from '../exit/exit-codes.ts';
import { bundledPoems } from '../flags/lab-options.ts';
import { oneOf } from '../flags/nearest.ts';
import { UsageError } from '../flags/usage-error.ts';
import { writeOut } from '../output/write-out.ts';

const shells = new Map([
	['bash', bashCompletion],
	['zsh', zshCompletion],
	['fish', fishCompletion],
]);

/**
 * Writes the completion script for the shell that is named; gives the exit code. The scripts themselves ask for `rows`
 * and a directory: their rows with the poems of that directory. Throws a {@link UsageError}.
 */
export async function runCompletion([shell, ...more]: readonly string[]): Promise<number> {
	const [directory] = more;
	if (shell === 'rows' && directory !== undefined) {
		await writeOut('the rows', `${completionRows(poemNamesIn(asShellReads(directory))).join('\n')}\n`);
		return exitCodes.done;
	}
	const names = [...shells.keys()];
	if (shell === undefined || directory !== undefined) {
		throw new UsageError(`completion takes one shell: ${names.join(', ')}.`);
	}
	const script = shells.get(shell);
	if (script === undefined) {
		throw new UsageError(`There is no completion for ${shell}${oneOf(shell, names)}`);
	}
	await writeOut('the script', script(completionRows(poemNamesIn(bundledPoems()))));
	return exitCodes.done;
}

/** A path on a line that is not finished, as the shell would read it: with the home directory and variables in it. */
function asShellReads(path: string): string {
	const atHome = path.replace(/^~(?=\/|$)/, () => homedir());
	return atHome.replaceAll(/\$(?:(\w+)|\{(\w+)\})/g, (_, bare, braced) => process.env[bare ?? braced] ?? '');
}
