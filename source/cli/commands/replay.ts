import type { FlagsOf } from '../flags/flags.ts';
import { screenChoice, whyNoScreen } from '../flags/screen-flags.ts';
import { UsageError } from '../flags/usage-error.ts';
import { printNotice } from '../output/print-notice.ts';
import { openWithScreen, showUntilEnded } from './run-screen.ts';

/** The time, in milliseconds, after which a notice says that the recording is still being read: a pipe may be silent for long. */
const tellAfterMs = 2_000;

/**
 * Shows a recording on the screen until a person or a signal ends it; gives the exit code. Throws a {@link UsageError}
 * where no recording can be read, or there is no terminal to show it on.
 */
export async function runReplay(
	files: readonly string[],
	flags: FlagsOf<'replay'>,
	workerScript: URL,
): Promise<number> {
	const [file, ...more] = files;
	if (file === undefined || more.length > 0) {
		throw new UsageError('replay takes one file, such as one that --record wrote.');
	}
	const choice = screenChoice(flags);
	const whyNot = whyNoScreen(choice);
	if (whyNot !== undefined) {
		throw new UsageError(`replay needs a terminal to show the recording on: ${whyNot}.`);
	}
	const slow = setTimeout(() => printNotice(`still reading ${file}; Ctrl+C ends that.`), tellAfterMs);
	const opened = await openWithScreen({ replay: file }, workerScript, choice).finally(() => clearTimeout(slow));
	return showUntilEnded(opened, () => '');
}
