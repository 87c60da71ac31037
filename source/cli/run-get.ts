import { defaultPorts } from '../lab/lab-options.ts';
import { stopSignals } from './exit-codes.ts';
import { parseHost, parseMilliseconds } from './flags.ts';
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
	const code = await get(request, {
		poem: bytes => write(process.stdout, bytes),
		words: line => process.stderr.write(`poetry-lab: ${line}\n`),
	});
	return signalled ?? code;
}

function transformNames(given: readonly string[]): readonly string[] {
	const names = given.flatMap(list => list.split(','));
	if (names.includes('')) {
		throw new UsageError('--transform takes names with a comma between them, such as shout,rot13.');
	}
	const dotted = names.find(name => name.includes('.'));
	if (dotted !== undefined) {
		throw new UsageError(`--transform ${dotted}: a name has no dot, which ends it on the wire.`);
	}
	return names;
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
