import { poemNamesIn } from '../../lab/servers/poems.ts';
import { exitCodes } from '../exit-codes.ts';
import { bundledPoems } from '../lab-options.ts';
import { didYouMean } from '../nearest.ts';
import { UsageError } from '../usage-error.ts';
import { writeOut } from '../write-out.ts';
import { bashCompletion } from './bash.ts';
import { type Completable, completable } from './completable.ts';
import { fishCompletion } from './fish.ts';
import { zshCompletion } from './zsh.ts';

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
