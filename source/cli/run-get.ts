import { defaultPorts } from '../lab/lab-options.ts';
import { exitCodes, stopSignals } from './exit-codes.ts';
import { parseHost, parseMilliseconds, transformNames } from './flags.ts';
import { get } from './get.ts';
import { UsageError } from './usage-error.ts';

/** The flags of `get` as the command line gave them. */
export interface GetFlags {
	readonly transform?: readonly string[] | undefined;
	readonly via?: string | undefined;
	readonly timeout?: string | undefined;
	readonly strict: boolean;
	readonly json: boolean;
}

/** Runs `get` with this process's output and signals; gives the exit code. Throws a {@link UsageError}. */
export async function runGet(hosts: readonly string[], flags: GetFlags): Promise<number> {
	if (hosts.length === 0) {
		throw new UsageError('get needs a host, such as 127.0.0.1:12000.');
	}
	const cancelled = new AbortController();
	const request = {
		hosts: hosts.map(host => parseHost('get', host)),
		transforms: transformNames(flags.transform ?? []),
		via: parseHost('--via', flags.via ?? `127.0.0.1:${defaultPorts.transform}`),
		...(flags.timeout !== undefined && { timeoutMs: parseMilliseconds('timeout', flags.timeout) }),
		strict: flags.strict,
		json: flags.json,
		signal: cancelled.signal,
	};
	let signalled: number | undefined;
	for (const [signal, code] of Object.entries(stopSignals)) {
		process.once(signal, () => {
			signalled = code;
			cancelled.abort();
		});
	}
	const words = (line: string) => process.stderr.write(`poetry-lab: ${line}\n`);
	try {
		const code = await get(request, { poem: bytes => write(process.stdout, bytes), words });
		return signalled ?? code;
	} catch (error) {
		if (!isSystemError(error)) {
			throw error;
		}
		words(`the poem could not be written: ${error.message}`);
		return exitCodes.failed;
	}
}

/** Whether the system could not do what it was asked to, such as write to a full disk. */
function isSystemError(error: unknown): error is NodeJS.ErrnoException {
	return error instanceof Error && 'syscall' in error;
}

/** Resolves when the stream took the bytes; a reader that went away ends the program quietly, as in any pipe. */
function write(stream: NodeJS.WriteStream, bytes: Uint8Array | string): Promise<void> {
	return new Promise((resolve, reject) => {
		stream.once('error', (error: NodeJS.ErrnoException) => (error.code === 'EPIPE' ? resolve() : reject(error)));
		stream.write(bytes, error => {
			if (!error) {
				resolve();
			}
		});
	});
}
