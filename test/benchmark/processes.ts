import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A process that was started, however that was done. */
export interface Started {
	readonly pid: number | undefined;
	readonly exited: Promise<unknown>;
	stop(): void;
}

/** Starts a process that keeps to these cores, with nothing on its standard input and its output thrown away. */
export function startProcess(cores: string | undefined, command: string, args: readonly string[]): Started {
	const child = spawn(...keptTo(cores, command, args), { stdio: 'ignore' });
	const exited = new Promise<void>(resolve => {
		child.once('exit', () => resolve());
		child.once('error', () => resolve());
	});
	return endingWithUs({ pid: child.pid, exited, stop: () => void child.kill('SIGKILL') });
}

/** What is to be started so that it keeps to these cores. */
export function keptTo(
	cores: string | undefined,
	command: string,
	args: readonly string[],
): [command: string, args: string[]] {
	return cores === undefined ? [command, [...args]] : ['taskset', ['-c', cores, command, ...args]];
}

/** The process, which is stopped with this one at the latest: nothing may go on that nobody measures. */
export function endingWithUs(started: Started): Started {
	process.once('exit', started.stop);
	void started.exited.then(() => process.off('exit', started.stop));
	return started;
}

/** Every place on the path where a program of this name is. */
export function onPath(name: string): readonly string[] {
	const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin'];
	return folders.map(folder => join(folder, name)).filter(path => existsSync(path));
}
