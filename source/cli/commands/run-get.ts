import { serverKinds } from '../../lab/server-kinds.ts';
import { abortOnSignal } from '../exit/abort-on-signal.ts';
import { parseCount, parseHost, parseMilliseconds, transformNames } from '../flags/flag-values.ts';
import { UsageError } from '../flags/usage-error.ts';
import { createFetchProgress } from '../output/fetch-progress.ts';
import { printNotice } from '../output/print-notice.ts';
import { writeOut } from '../output/write-out.ts';
import { get } from './get.ts';

/** The flags of `get` as the command line gave them. */
export interface GetFlags {
	readonly transform?: readonly string[] | undefined;
	readonly via?: string | undefined;
	readonly timeout?: string | undefined;
	readonly atOnce?: string | undefined;
	readonly strict: boolean;
	readonly json: boolean;
}

/** Runs `get` with this process's output and signals; gives the exit code. Throws a {@link UsageError}. */
export async function runGet(hosts: readonly string[], flags: GetFlags): Promise<number> {
	if (hosts.length === 0) {
		throw new UsageError('get needs a host, such as 127.0.0.1:12000.');
	}
	const stopping = abortOnSignal();
	const request = {
		hosts: hosts.map(host => parseHost('get', host)),
		transforms: transformNames(flags.transform ?? []),
		via: parseHost('--via', flags.via ?? `127.0.0.1:${serverKinds.transform.firstPort}`),
		...(flags.timeout !== undefined && { timeoutMs: parseMilliseconds('timeout', flags.timeout) }),
		atOnce: flags.atOnce === undefined ? hosts.length : parseCount('atOnce', flags.atOnce),
		strict: flags.strict,
		json: flags.json,
		signal: stopping.signal,
	};
	const code = await get(request, {
		poem: bytes => writeOut('the poem', bytes),
		words: printNotice,
		progress: now => createFetchProgress(process.stderr, now),
	});
	return stopping.code() ?? code;
}
