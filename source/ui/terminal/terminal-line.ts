/**
 * Gives up what the terminal has not taken, and all that is written from now on: whoever waits until it is written waits
 * no longer.
 */
function giveUp(stdout: NodeJS.WriteStream & { readonly _handle?: { close?(): void } }): void {
	// That nothing can be written any more does not tell that the terminal is gone.
	stdout.removeAllListeners('error').on('error', () => {});
	if (stdout.isTTY) {
		stdout._handle?.close?.();
	}
}

/** Calls back once the terminal has taken all that was written to it: at once where it has. */
export function whenWritten(stdout: NodeJS.WriteStream, callback: () => void): void {
	if (stdout.writableLength > 0) {
		stdout.write('', callback);
	} else {
		callback();
	}
}

/** The longest wait for the terminal to take the last bytes, in milliseconds: one that is gone, or stands still, takes none. */
const patienceMs = 1_000;

/** Gives up the bytes that the terminal does not take soon; returns a function that cancels this, and tells whether it was too late. */
export function giveUpSoon(stdout: NodeJS.WriteStream): () => boolean {
	let isGivenUp = false;
	const impatience = setTimeout(() => {
		isGivenUp = true;
		giveUp(stdout);
	}, patienceMs);
	return () => {
		clearTimeout(impatience);
		return isGivenUp;
	};
}

/** Autowrap, for a row that is wider for the terminal than for us: off cuts it, on lets it flow into the next row. */
const wrapping = { off: '\u001b[?7l', on: '\u001b[?7h' } as const;

/** Keeps each row in its own line, since terminals do not agree on the widths of all characters. */
export interface RowKeeper {
	/** Gives the terminal its usual mode back, where it has not got it yet; to be called before anybody else has it. */
	release(): void;
	/** Takes the mode again, after a release. */
	keep(): void;
}

/** Sets the terminal's mode at once, and back at the latest when the process ends. */
export function keepRows(stdout: NodeJS.WriteStream): RowKeeper {
	let isKept = false;
	const release = (): void => {
		process.off('exit', release);
		if (isKept && stdout.writable) {
			stdout.write(wrapping.on);
		}
		isKept = false;
	};
	const keep = (): void => {
		isKept = true;
		process.on('exit', release);
		stdout.write(wrapping.off);
	};
	keep();
	return { release, keep };
}

/**
 * Restores a terminal, whatever the screen had made of it, also behind a write that was cut off: CAN ends a
 * sequence that was. In the order in which Ink takes all of it back.
 */
export const wholeAgain = `\u0018\u001b[?2026l\u001b[0m\u001b[?2004l\u001b[?1049l\u001b[?25h${wrapping.on}`;
