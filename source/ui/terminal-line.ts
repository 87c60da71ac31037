/**
 * Lets writes to a terminal wait in the system rather than hold this thread: on a slow line Node would stop everything,
 * keys too, until the terminal has taken each byte. Gives what makes them as they were.
 */
export function unblock(stdout: NodeJS.WriteStream): () => void {
	const handle: unknown = '_handle' in stdout ? stdout._handle : undefined;
	if (!stdout.isTTY || !canSetBlocking(handle)) {
		return () => undefined;
	}
	handle.setBlocking(false);
	return () => handle.setBlocking(true);
}

function canSetBlocking(handle: unknown): handle is { setBlocking(blocking: boolean): void } {
	return (
		typeof handle === 'object' && handle !== null && 'setBlocking' in handle && typeof handle.setBlocking === 'function'
	);
}

/** Calls back once the terminal has taken all that was written to it: at once where it has. */
export function whenWritten(stdout: NodeJS.WriteStream, callback: () => void): void {
	if (stdout.writableLength > 0) {
		stdout.write('', callback);
	} else {
		callback();
	}
}

/** What the terminal does with a row that is wider for it than for us: cut it, or let it flow over into the next one. */
const wrapping = { off: '\u001b[?7l', on: '\u001b[?7h' } as const;

/** Keeps each row in its own line, since terminals do not agree on the widths of all characters. */
export interface RowKeeper {
	/** Gives the terminal its usual mode back; to be called before anybody else has it. */
	release(): void;
	/** Takes the mode again, after a release. */
	keep(): void;
}

/** Sets the terminal's mode at once, and back at the latest when the process ends. */
export function keepRows(stdout: NodeJS.WriteStream): RowKeeper {
	const release = (): void => {
		process.off('exit', release);
		if (stdout.writable) {
			stdout.write(wrapping.on);
		}
	};
	const keep = (): void => {
		process.on('exit', release);
		stdout.write(wrapping.off);
	};
	keep();
	return { release, keep };
}
