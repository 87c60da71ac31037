import { spawnSync } from 'node:child_process';
import { writeSync } from 'node:fs';
import process from 'node:process';
import { isatty } from 'node:tty';
import { isInForeground } from '../../ui/job-control/foreground.ts';

/** What is still to be written to the terminal when the program ends, whatever ends it. */
export interface FinalOutput {
	/** Gives what makes the terminal whole again; empty while it is. */
	restoring: () => string;
	/** What the shell is to show; empty where there is nothing to tell. */
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

/** Writes at once; what a terminal does not take at once, behind what it has still to take. */
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

/** In this moment the small program comes to write, so that a shell that takes over the terminal writes after it. */
const headStartSeconds = 0.1;

/**
 * Writes behind all that a terminal has not taken yet, however long that takes: a small program waits for it, and ends at
 * the latest with the terminal. Holds this thread for a moment, so that nothing of the screen comes behind it any more.
 */
function writeBehind(terminal: number, text: string): void {
	if (process.platform !== 'win32') {
		const script = `trap '' TTOU; name=$(tty) && { printf %s "$1" >"$name" & sleep ${headStartSeconds}; }`;
		spawnSync('/bin/sh', ['-c', script, 'sh', text], { stdio: [terminal, 'ignore', 'ignore'] });
	}
}
