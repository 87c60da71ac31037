import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { readSystemFile } from '../../files/system-file.ts';
import { maxHeapMb, maxProcessMb, maxTextBytes } from './limits.ts';
import type { FromModule, ProcessSettings, ToModule } from './messages.ts';

/** The time, in milliseconds, in which the last messages of a process may come after its end. */
const lastWordsMs = 100;

/** A process in which one module runs. */
export interface ModuleProcess {
	/** Its process id; undefined where it could not be started. */
	readonly pid: number | undefined;
	send(message: ToModule): void;
	/** Ends it at once, whatever it does. */
	kill(): void;
	/** Lets the lab's process end although this one still runs. */
	unref(): void;
}

/** Takes the messages and the end of a process. */
export interface ProcessListener {
	said(message: FromModule): void;
	/** It has ended; no message comes after this. `how` says how, in words. */
	ended(how: string): void;
}

/** Starts a process that loads a module, by its file URL. */
export function startModuleProcess(module: string, listener: ProcessListener): ModuleProcess {
	const settings: ProcessSettings = { module, parent: process.pid, maxBytes: maxProcessMb * 2 ** 20, maxTextBytes };
	const child = fork(script(), [JSON.stringify(settings)], {
		// The output of a module is dropped, and it can not read what is typed.
		stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
		execArgv: [`--max-old-space-size=${maxHeapMb}`],
		// It keeps every text as it is, and costs a fifth of Node's other one.
		serialization: 'json',
	});
	let isOver = false;
	const end = (how: string): void => {
		if (!isOver) {
			isOver = true;
			listener.ended(how);
		}
	};
	child.on('message', (message: unknown) => {
		if (!isOver && isFromModule(message)) {
			listener.said(message);
		}
	});
	child.once('error', error => end(`has no process: ${error.message}`));
	child.once('exit', (code, signal) => {
		const how = endWords(code, signal);
		// Its last messages come through a pipe, perhaps after the news of its end.
		if (child.connected) {
			child.once('disconnect', () => end(how));
			setTimeout(end, lastWordsMs, how);
		} else {
			setImmediate(end, how);
		}
	});
	return {
		pid: child.pid,
		// A message that can not be sent needs no error: the end of the process is told.
		send: message => void child.send(message, () => {}),
		kill: () => void child.kill('SIGKILL'),
		unref() {
			child.unref();
			child.channel?.unref();
		},
	};
}

/** The milliseconds that a process has waited for a core so far, as Linux tells it; 0 elsewhere. */
export function waitedForCore(pid: number | undefined): number {
	const [, nanoseconds = 0] = readSystemFile(`/proc/${pid}/schedstat`).split(' ');
	return Number(nanoseconds) / 1_000_000;
}

/** True where it may be a message of ours: a module can send others on purpose, and they are ignored. */
function isFromModule(message: unknown): message is FromModule {
	return typeof message === 'object' && message !== null && 'type' in message;
}

function endWords(code: number | null, signal: NodeJS.Signals | null): string {
	if (signal === null) {
		return `ended its process, with ${code}`;
	}
	// V8 aborts where memory is not to be had; the second thread, and some systems, kill who takes too much.
	return ['SIGABRT', 'SIGTRAP', 'SIGILL', 'SIGSEGV', 'SIGKILL'].includes(signal)
		? `lost its process (${signal}), most likely because it took more than ${maxHeapMb} MB of memory`
		: `lost its process (${signal})`;
}

/** The path of the program of such a process: beside this bundle, or in dist/ where this is the source. */
function script(): string {
	const candidates = ['./run-module.js', '../../../dist/run-module.js'].map(path =>
		fileURLToPath(new URL(path, import.meta.url)),
	);
	return candidates.find(path => existsSync(path)) ?? '';
}
