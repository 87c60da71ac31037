import { chosenClass } from '../flags/class-options.ts';
import type { FlagsOf } from '../flags/flags.ts';
import { screenChoice, whyNoScreen } from '../flags/screen-flags.ts';
import { UsageError } from '../flags/usage-error.ts';
import { openWithScreen, showUntilEnded } from './run-screen.ts';

/**
 * Shows a lab of a class on the screen until a person or a signal ends it; gives the exit code. Throws a {@link UsageError}
 * where no class and no lab is named, or there is no terminal.
 */
export async function runWatch(words: readonly string[], flags: FlagsOf<'watch'>, workerScript: URL): Promise<number> {
	const [name, url, ...more] = [...words].reverse();
	if (name === undefined || more.length > 0) {
		throw new UsageError('watch takes the url of a class and the name of a lab there.');
	}
	const watch = chosenClass('watch', url, process.env);
	const choice = screenChoice(flags);
	const whyNot = whyNoScreen(choice);
	if (whyNot !== undefined) {
		throw new UsageError(`watch needs a terminal to show the lab on: ${whyNot}.`);
	}
	return showUntilEnded(await openWithScreen({ watch, lab: name }, workerScript, choice), () => '');
}
