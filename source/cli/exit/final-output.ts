import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import process from 'node:process';
import { isatty } from 'node:tty';
import { isInForeground } from '../../ui/job-control/foreground.ts';

/** The last output to the terminal, written when the program ends, whatever ends it. */
export interface FinalOutput {
	/** Gives the control sequences that put the terminal's modes back; empty where none are changed. */
	restoring: () => string;
	/** The lines that stay in the shell after the end; empty where there are none. */
	text: string;
}

type Output = Pick<NodeJS.WriteStream, 'isTTY'> & { readonly fd: number };

/** Writes the last words, once: the text to this stream, also where that is no terminal. */
export function writeFinalOutput(words: FinalOutput, stream: Output = process.stdout): void {
	const { text } = words;
	const restoring = words.restoring();
	words.restoring = () => '';
	words.text = '';
	if (restoring === '' || !stream.isTTY) {
		write(stream, text);
	}
	if (restoring !== '' && isatty(process.stdout.fd) && isInForeground()) {
		writeBehind(process.stdout.fd, stream.isTTY ? `${restoring}${text}` : restoring);
	}
}

/** Writes at once; the rest that a full terminal does not take is written behind what it still has to take. */
function write({ fd }: Output, text: string): void {
	const bytes = Buffer.from(text);
	let written = 0;
	try {
		written = writeSync(fd, bytes);
	} catch (error) {
		if (!(error instanceof Error && 'code' in error && error.code === 'EAGAIN')) {
			// Nobody is there to be told.
			return;
		}
	}
	if (written < bytes.length && isatty(fd)) {
		writeBehind(fd, bytes.subarray(written).toString());
	}
}

/** The time, in seconds, in which the helper program begins to write, so that the shell that follows writes after it. */
const headStartSeconds = 0.1;

/**
 * Writes after everything that a terminal has not taken yet. A helper program waits for that, however long it takes, and
 * ends at the latest with the terminal. Blocks this thread for a moment, so that nothing of the screen comes after it.
 */
function writeBehind(terminal: number, text: string): void {
	if (process.platform !== 'win32') {
		const script = `trap '' TTOU; name=$(tty) && { printf %s "$1" >"$name" & sleep ${headStartSeconds}; }`;
		spawnSync('/bin/sh', ['-c', script, 'sh', text], { stdio: [terminal, 'ignore', 'ignore'] });
	}
}
