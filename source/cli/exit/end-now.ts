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

/** Lets a small program end this one, by the signal of that code, where its exit takes longer than a moment. */
function guardExit(code: number): void {
	const [signal = 'SIGKILL'] = Object.entries(stopSignals).find(([, ofSignal]) => ofSignal === code) ?? [];
	const kill = (name: string) => `kill -${name.slice('SIG'.length)} ${process.pid}`;
	if (process.platform !== 'win32') {
		const script = `sleep 0.2; ${kill(signal)} && sleep 0.1 && ${kill('SIGKILL')}`;
		const guard = spawn('/bin/sh', ['-c', script], { detached: true, stdio: 'ignore' });
		guard.on('error', () => process.kill(process.pid, 'SIGKILL'));
		guard.unref();
	}
}
