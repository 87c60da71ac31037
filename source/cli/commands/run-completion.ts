import { poemNamesIn } from '../../lab/servers/poems.ts';
import { bashCompletion } from '../completion/bash.ts';
import { type Completable, completable } from '../completion/completable.ts';
import { fishCompletion } from '../completion/fish.ts';
import { zshCompletion } from '../completion/zsh.ts';
import { exitCodes } from '../exit/exit-codes.ts';
import { bundledPoems } from '../flags/lab-options.ts';
import { didYouMean } from '../flags/nearest.ts';
import { UsageError } from '../flags/usage-error.ts';
import { writeOut } from '../output/write-out.ts';

const shells: { readonly [name: string]: (line: Completable) => string } = {
	bash: bashCompletion,
	zsh: zshCompletion,
	fish: fishCompletion,
};

/** Writes the completion script for the shell that is named; gives the exit code. Throws a {@link UsageError}. */
export async function runCompletion([shell, ...more]: readonly string[]): Promise<number> {
	const names = Object.keys(shells);
	if (shell === undefined || more.length > 0) {
		throw new UsageError(`completion takes one shell: ${names.join(', ')}.`);
	}
	const script = Object.hasOwn(shells, shell) ? shells[shell] : undefined;
	if (script === undefined) {
		throw new UsageError(`There is no completion for ${shell}${didYouMean(shell, names)}`);
	}
	await writeOut('the script', script(completable(poemNamesIn(bundledPoems()))));
	return exitCodes.done;
}
