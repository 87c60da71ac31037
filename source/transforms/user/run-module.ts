import process from 'node:process';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import type { FromModule, ProcessSettings, ToModule } from './messages.ts';

/**
 * The program of the process in which one module of a user's own transforms runs. A thread of the lab would not be enough:
 * V8 ends the whole process when it can not get one large piece of memory.
 */
const settings = (isMainThread ? JSON.parse(process.argv[2] ?? '{}') : workerData) as ProcessSettings;

// The module may change what is global: what is needed afterwards is taken now.
const nextTurn = globalThis.setImmediate;
const exit = process.exit.bind(process);
const send = process.send?.bind(process);

/** The time between two looks of the second thread at the parent and the memory, in milliseconds. */
const watchEveryMs = 100;

if (isMainThread) {
	await runModule();
} else {
	setInterval(watch, watchEveryMs);
}

/** Ends the process, however busy its module is, when the lab is gone or too much memory is taken. */
function watch(): void {
	if (process.ppid !== settings.parent || process.memoryUsage.rss() > settings.maxBytes) {
		process.kill(process.pid, 'SIGKILL');
	}
}

async function runModule(): Promise<void> {
	new Worker(new URL(import.meta.url), { workerData: settings, stdout: true, stderr: true }).unref();
	// The lab ends this process; a key that goes to all of the terminal's processes is the lab's to answer.
	for (const signal of ['SIGINT', 'SIGQUIT', 'SIGHUP']) {
		process.on(signal, () => {});
	}
	process.once('disconnect', () => exit());
	process.on('uncaughtException', error => {
		say({ type: 'leaked', why: wordsOf(error) }, () => exit(1));
	});
	let transform: ((poem: string) => unknown) | undefined;
	// This listener also keeps the process alive when its module waits for nothing.
	process.on('message', ({ id, poem }: ToModule) => {
		if (transform !== undefined) {
			void answer(transform, id, poem);
		}
	});
	try {
		// The module must not send messages to the lab.
		delete process.send;
		say({ type: 'started' });
		const module: Record<string, unknown> = await import(settings.module);
		const functions = [...new Set(Object.values(module).filter(isFunction))];
		transform = functions[0];
		const { summary } = module;
		say({
			type: 'loaded',
			functions: functions.length,
			...(typeof summary === 'string' && { summary: firstLine(summary) }),
		});
	} catch (error) {
		say({ type: 'not-loaded', why: wordsOf(error, String) });
	}
}

/** Calls the module's function once, and says what came of it; never rejects. */
async function answer(transform: (poem: string) => unknown, id: number, poem: string): Promise<void> {
	// Before the call, which may be the last thing that this process does.
	say({ type: 'began', id });
	try {
		const text = await transform(poem);
		// An error that it threw outside of its promise is known one turn later, and counts.
		await new Promise(resolve => nextTurn(resolve));
		if (typeof text !== 'string') {
			say({ type: 'failed', id, code: 'not-text', why: `gave ${text === null ? 'null' : typeof text}, not text` });
		} else if (Buffer.byteLength(text) > settings.maxTextBytes) {
			const why = `gave ${Buffer.byteLength(text)} bytes, more than the ${settings.maxTextBytes} that a reply may have`;
			say({ type: 'failed', id, code: 'not-text', why });
		} else {
			say({ type: 'gave', id, text });
		}
	} catch (error) {
		say({ type: 'failed', id, code: 'threw', why: `threw: ${wordsOf(error)}` });
	}
}

function say(message: FromModule, then: () => void = () => {}): void {
	send?.(message, undefined, undefined, then);
}

/** The message of an error, in one line of bounded length. Anything can be thrown, even a value that has no text. */
function wordsOf(
	error: unknown,
	words = (thrown: unknown) => (thrown instanceof Error ? thrown.message : String(thrown)),
) {
	try {
		return firstLine(words(error));
	} catch {
		return 'something that is no error';
	}
}

const maxLineLength = 300;

function firstLine(text: string): string {
	return (text.split('\n', 1)[0] ?? '').slice(0, maxLineLength);
}

function isFunction(value: unknown): value is (poem: string) => unknown {
	return typeof value === 'function';
}
