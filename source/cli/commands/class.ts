import { chosenClass } from '../flags/class-options.ts';
import type { FlagsOf } from '../flags/flags.ts';
import { screenChoice, whyNoScreen } from '../flags/screen-flags.ts';
import { UsageError } from '../flags/usage-error.ts';
import { openWithScreen, showUntilEnded } from './run-screen.ts';

/**
 * Shows the board of a class, or prints it as lines of JSON, until a person or a signal ends it; gives the exit code. Throws
 * a {@link UsageError} where no class is named, or there is no terminal to show it on.
 */
export async function runClass(words: readonly string[], flags: FlagsOf<'class'>, workerScript: URL): Promise<number> {
	const [url, ...more] = words;
	if (more.length > 0) {
		throw new UsageError('class takes one url. To watch one lab: poetry-lab watch <url> <name>.');
	}
	const watch = chosenClass('class', url, process.env);
	if (flags.json) {
		const { printBoard } = await import('./print-board.ts');
		return printBoard(watch);
	}
	const choice = screenChoice(flags);
	const whyNot = whyNoScreen(choice);
	if (whyNot !== undefined) {
		throw new UsageError(`class needs a terminal to show the board on: ${whyNot}. With --json it needs none.`);
	}
	return showUntilEnded(await openWithScreen({ watch }, workerScript, choice), () => '');
}
