import process from 'node:process';
import { isInForeground, untilInForeground } from './foreground.ts';
import { stopJob, type Whom } from './stop-job.ts';

/** Gives the terminal away until the callback's promise is settled, then takes it back and draws all of it anew. */
export type Lend = (meanwhile: () => Promise<void>) => Promise<void>;

/** A screen that can make room for the shell, and come back. */
export interface Suspension {
	/**
	 * Gives the terminal back and stops the job; resolves once the screen is there again, with whether a shell had
	 * stopped it at all.
	 */
	suspend(): Promise<boolean>;
	/** Takes nothing back any more: the screen is about to be taken down. */
	end(): void;
}

interface Terminal {
	readonly stdin: Pick<NodeJS.ReadStream, 'setRawMode'>;
	readonly stdout: Pick<NodeJS.WriteStream, 'write'>;
}

/** Saves the cursor: leaving the alternate screen puts it back to where it was saved last. */
const saveCursor = '\u001b7';

/**
 * Makes room for the shell when this process is asked to stop, and takes the terminal back when it goes on, also after
 * a stop that nobody could see coming (SIGSTOP). In the background it stops again, and touches nothing: the system would
 * stop us in the middle of it, and no signal could end us any more.
 */
export function createSuspension(
	{ stdin, stdout }: Terminal,
	lend: Lend,
	stop = stopJob,
	isOurs = isInForeground,
): Suspension {
	let away = false;
	let ended = false;

	const untilOurs = (): Promise<void> => untilInForeground(() => ended, stop, isOurs);
	const lendWhile = async (meanwhile: () => Promise<void>): Promise<void> => {
		away = true;
		try {
			await lend(async () => {
				await meanwhile();
				await untilOurs();
				if (ended) {
					// Whoever ends a stopped job does not want to see it again.
					return new Promise<void>(() => {});
				}
				// Only the job in the foreground is told of a new size; Node asks for it on this signal alone.
				process.emit('SIGWINCH', 'SIGWINCH');
			});
		} finally {
			away = false;
		}
	};
	const suspend = async (whom: Whom): Promise<boolean> => {
		let wasStopped = false;
		if (!away && !ended) {
			await lendWhile(async () => {
				process.off('SIGTSTP', onStop);
				wasStopped = await stop(whom);
				if (!ended) {
					process.on('SIGTSTP', onStop);
				}
			});
		}
		return wasStopped;
	};
	const comeBack = async (): Promise<void> => {
		away = true;
		await untilOurs();
		if (!ended) {
			// The shell has set the terminal's modes meanwhile.
			stdin.setRawMode(false);
			await lendWhile(async () => {});
		}
	};
	const onStop = (): void => void suspend('self');
	const onContinue = (): void => {
		if (!away && !ended) {
			void comeBack();
		}
	};
	process.on('SIGTSTP', onStop);
	process.on('SIGCONT', onContinue);
	return {
		suspend: () => suspend('job'),
		end() {
			if (away && !ended) {
				stdout.write(saveCursor);
			}
			if (!isOurs()) {
				// The shell has set its own modes already.
				stdin.setRawMode = () => process.stdin;
			}
			ended = true;
			process.off('SIGTSTP', onStop);
			process.off('SIGCONT', onContinue);
		},
	};
}
