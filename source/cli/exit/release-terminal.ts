import { closeSync } from 'node:fs';
import process from 'node:process';
import { isatty } from 'node:tty';

/**
 * Lets go of a terminal that was closed, as the last thing that is done: Node restores a terminal's modes when it ends,
 * and aborts where that can not be.
 */
export function releaseClosedTerminal(): void {
	for (const { isTTY, fd } of [process.stdin, process.stdout, process.stderr]) {
		if (isTTY && !isatty(fd)) {
			closeSync(fd);
		}
	}
}
