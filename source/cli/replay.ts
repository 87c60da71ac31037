import { openWithScreen, showUntilEnded } from './on-screen.ts';
import { type ScreenFlags, screenChoice, whyNoScreen } from './screen-flags.ts';
import { UsageError } from './usage-error.ts';

/**
 * Shows a recording on the screen until a person or a signal ends it; gives the exit code. Throws a {@link UsageError}
 * where no recording can be read, or there is no terminal to show it on.
 */
export async function runReplay(files: readonly string[], flags: ScreenFlags, workerScript: URL): Promise<number> {
	const [file, ...more] = files;
	if (file === undefined || more.length > 0) {
		throw new UsageError('replay takes one file, such as one that --record wrote.');
	}
	const choice = screenChoice(flags);
	const whyNot = whyNoScreen(choice);
	if (whyNot !== undefined) {
		throw new UsageError(`replay needs a terminal to show the recording on: ${whyNot}.`);
	}
	const { code } = await showUntilEnded(await openWithScreen({ replay: file }, workerScript, choice));
	return code;
}
