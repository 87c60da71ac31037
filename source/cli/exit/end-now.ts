import { spawn } from 'node:child_process';
import process from 'node:process';
import { stopSignals } from './exit-codes.ts';

/**
 * Ends the program with this code, and waits for nothing: not for a terminal or a reader that takes nothing more, and not
 * for what Node itself waits for at its exit, such as a file on a disk that does not answer. There only a signal helps, and
 * once the exit has begun only another program can send one.
 */
export function endNow(code: number): never {
	for (const { stream, write } of [process.stdout, process.stderr].map(stream => ({ stream, write: () => true }))) {
		stream.write = write;
	}
	// Ink restores the terminal's modes as soon as the terminal has taken all; Node restores them without that.
	process.stdin.setRawMode = () => process.stdin;
	for (const signal of Object.keys(stopSignals)) {
		process.removeAllListeners(signal);
	}
	guardExit(code);
	process.exit(code);
}

/**
 * Lets a small program end this one where its exit takes too long: by the signal of that code, which then says the same,
 * or else, later, by one that can not, since a busy machine may take its time. It ends with this program at the latest.
 */
function guardExit(code: number): void {
	const signal = Object.entries(stopSignals).find(([, ofSignal]) => ofSignal === code)?.[0];
	const kill = (name: string) => `kill -${name.slice('SIG'.length)} ${process.pid}`;
	if (process.platform !== 'win32') {
		const ending = signal === undefined ? 'sleep 2' : `sleep 0.2; ${kill(signal)}; sleep 0.1`;
		// Its input ends when this program does.
		const script = `{ ${ending}; ${kill('SIGKILL')}; } & cat >/dev/null; kill $!`;
		const guard = spawn('/bin/sh', ['-c', script], { detached: true, stdio: ['pipe', 'ignore', 'ignore'] });
		guard.on('error', () => process.kill(process.pid, 'SIGKILL'));
		guard.unref();
	}
}
