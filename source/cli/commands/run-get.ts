import { abortOnSignal } from '../exit/abort-on-signal.ts';
import { fetchOptions } from '../flags/fetch-options.ts';
import { numbersOf, parseHost } from '../flags/flag-values.ts';
import type { FlagsOf } from '../flags/flags.ts';
import { UsageError } from '../flags/usage-error.ts';
import { createFetchProgress } from '../output/fetch-progress.ts';
import { printNotice } from '../output/print-notice.ts';
import { writeOut } from '../output/write-out.ts';
import { get } from './get.ts';

/** Runs `get` with this process's output and signals; gives the exit code. Throws a {@link UsageError}. */
export async function runGet(hosts: readonly string[], flags: FlagsOf<'get'>): Promise<number> {
	if (hosts.length === 0) {
		throw new UsageError('get needs a host, such as 127.0.0.1:12000.');
	}
	const stopping = abortOnSignal();
	const request = {
		hosts: hosts.map(host => parseHost('get', host)),
		...fetchOptions(flags),
		atOnce: hosts.length,
		...numbersOf(flags, { atOnce: ['atOnce', 'count'] }),
		strict: flags.strict === true,
		json: flags.json === true,
		signal: stopping.signal,
	};
	const code = await get(request, {
		poem: bytes => writeOut('the poem', bytes),
		words: printNotice,
		progress: now => createFetchProgress(process.stderr, now),
	});
	return stopping.code() ?? code;
}
