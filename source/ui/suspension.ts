import process from 'node:process';
import { stopJob, type Whom } from './stop-job.ts';

/** Gives the terminal away until the callback's promise is settled, then takes it back and draws all of it anew. */
export type Lend = (meanwhile: () => Promise<void>) => Promise<void>;

/** How a screen makes room for the shell, and comes back. */
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

/** What saves the cursor: leaving the alternate screen puts it back to where it was saved last. */
const saveCursor = '\u001b7';

/**
 * Makes room for the shell when this process is asked to stop, and takes the terminal back when it goes on, also after
 * a stop that nobody could see coming (SIGSTOP).
 */
export function createSuspension({ stdin, stdout }: Terminal, lend: Lend, stop = stopJob): Suspension {
	let away = false;
	let ended = false;

	const lendWhile = async (meanwhile: () => Promise<void>): Promise<void> => {
		away = true;
		try {
			await lend(async () => {
				await meanwhile();
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
	const onStop = (): void => void suspend('self');
	const onContinue = (): void => {
		if (!away && !ended) {
			// The shell has set the terminal's modes meanwhile. In the background this stops us again, with nothing drawn.
			stdin.setRawMode(false);
			void lendWhile(async () => {});
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
			ended = true;
			process.off('SIGTSTP', onStop);
			process.off('SIGCONT', onContinue);
		},
	};
}
