import type { LabEvent } from '../../events/events.ts';
import { createTelemetry } from '../../lab/clock/create-telemetry.ts';
import { sendCrowd } from '../../services/crowd/crowd.ts';
import { visibleJson } from '../../wire/visible-text.ts';
import { abortOnSignal } from '../exit/abort-on-signal.ts';
import { exitCodes } from '../exit/exit-codes.ts';
import { fetchOptions } from '../flags/fetch-options.ts';
import { numbersOf, parseHost, parseNumber } from '../flags/flag-values.ts';
import type { FlagsOf } from '../flags/flags.ts';
import { UsageError } from '../flags/usage-error.ts';
import { formatCrowdProgress, formatTotals } from '../output/format-crowd.ts';
import { printNotice } from '../output/print-notice.ts';
import { writeOut } from '../output/write-out.ts';

/** Sends a crowd, shows its progress, and writes its totals; gives the exit code. Throws a {@link UsageError}. */
export async function runCrowd(hosts: readonly string[], flags: FlagsOf<'crowd'>): Promise<number> {
	const [host, ...others] = hosts;
	if (host === undefined || others.length > 0) {
		throw new UsageError('crowd needs one host, such as 127.0.0.1:12000.');
	}
	if (flags.clients === undefined) {
		throw new UsageError('crowd needs --clients, such as --clients 200.');
	}
	const clients = parseNumber('clients', flags.clients, 'clients');
	const stopping = abortOnSignal();
	const address = parseHost('crowd', host);
	const rate = numbersOf(flags, { ratePerSecond: ['rate', 'rate'] });
	const options = { ...fetchOptions(flags), address, clients, ...rate, signal: stopping.signal };
	const progress = progressLine(process.stderr, clients);
	const result = await sendCrowd(options, createTelemetry(progress.take));
	progress.clear();
	if (result.how === 'refused') {
		printNotice(result.why ?? 'the crowd was refused');
	}
	const durationMs = Math.round(result.durationMs * 1000) / 1000;
	const totals = flags.json
		? visibleJson({ type: 'crowd-ended', ...address, clients, ...rate, ...result, durationMs })
		: formatTotals(result, clients);
	await writeOut('what became of the crowd', `${totals}\n`);
	const isWhole = result.failures.length === 0 && result.ended === clients;
	return stopping.code() ?? (isWhole ? exitCodes.done : exitCodes.failed);
}

/** A line on a terminal that shows how far the crowd has come, and goes away again; elsewhere nothing. */
function progressLine(stderr: NodeJS.WriteStream, clients: number) {
	const clear = '\r\u001b[2K';
	let shown = false;
	return {
		take(event: LabEvent) {
			if (stderr.isTTY && event.type === 'crowd-progressed') {
				shown = true;
				stderr.write(`${clear}${formatCrowdProgress(event, clients)}`);
			}
		},
		clear() {
			if (shown) {
				stderr.write(clear);
			}
		},
	};
}
