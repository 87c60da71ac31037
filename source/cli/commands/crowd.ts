import type { LabEvent } from '../../events/events.ts';
import { createTelemetry } from '../../lab/create-telemetry.ts';
import { serverKinds } from '../../lab/server-kinds.ts';
import { type CrowdResult, sendCrowd } from '../../services/crowd.ts';
import { visibleJson } from '../../wire/visible-text.ts';
import { abortOnSignal } from '../exit/abort-on-signal.ts';
import { exitCodes } from '../exit/exit-codes.ts';
import { type NumberRange, parseHost, parseMilliseconds, parseNumber, transformNames } from '../flags/flag-values.ts';
import { UsageError } from '../flags/usage-error.ts';
import { formatProgress, formatTotals } from '../output/format-crowd.ts';
import { printNotice } from '../output/print-notice.ts';
import { writeOut } from '../output/write-out.ts';

/** The flags of `crowd` as the command line gave them. */
export interface CrowdFlags {
	readonly clients?: string | undefined;
	readonly rate?: string | undefined;
	readonly transform?: readonly string[] | undefined;
	readonly via?: string | undefined;
	readonly timeout?: string | undefined;
	readonly json: boolean;
}

/** A crowd has at most about as many clients as there are local ports. */
const clientCounts: NumberRange = { of: 'a whole number', from: 1, to: 28_000, isWhole: true };
const rates: NumberRange = { of: 'clients a second,', from: 0.01, to: 100_000, isWhole: false };
/** The longest silence of a server before it counts as timed out. */
const idleTimeoutMs = 30_000;

/** Sends a crowd, shows how far it has come, and writes its totals; gives the exit code. Throws a {@link UsageError}. */
export async function runCrowd(hosts: readonly string[], flags: CrowdFlags): Promise<number> {
	const [host, ...others] = hosts;
	if (host === undefined || others.length > 0) {
		throw new UsageError('crowd needs one host, such as 127.0.0.1:12000.');
	}
	const clients = parseClients(flags.clients);
	const stopping = abortOnSignal();
	const options = {
		address: parseHost('crowd', host),
		via: parseHost('--via', flags.via ?? `127.0.0.1:${serverKinds.transform.firstPort}`),
		transforms: transformNames(flags.transform ?? []),
		clients,
		...(flags.rate !== undefined && { ratePerSecond: parseNumber('rate', flags.rate, rates) }),
		...(flags.timeout !== undefined && { timeoutMs: parseMilliseconds('timeout', flags.timeout) }),
		idleTimeoutMs,
		signal: stopping.signal,
	};
	const progress = progressLine(process.stderr, clients);
	const result = await sendCrowd(options, createTelemetry(progress.take));
	progress.clear();
	if (result.how === 'refused') {
		printNotice(result.why ?? 'the crowd was refused');
	}
	await writeOut(
		'what became of the crowd',
		`${flags.json ? visibleJson(described(result, options)) : formatTotals(result, clients)}\n`,
	);
	return stopping.code() ?? codeOf(result, clients);
}

function codeOf({ ended, failures }: CrowdResult, clients: number): number {
	return failures.length > 0 || ended < clients ? exitCodes.failed : exitCodes.done;
}

function described(
	result: CrowdResult,
	{
		address,
		clients,
		ratePerSecond,
	}: { readonly address: object; readonly clients: number; readonly ratePerSecond?: number },
): object {
	const { durationMs, ...counts } = result;
	const rate = ratePerSecond === undefined ? {} : { ratePerSecond };
	return {
		type: 'crowd-ended',
		...address,
		clients,
		...rate,
		...counts,
		durationMs: Math.round(durationMs * 1000) / 1000,
	};
}

/** A line on a terminal that shows how far the crowd has come, and goes away again; elsewhere nothing. */
function progressLine(stderr: NodeJS.WriteStream, clients: number) {
	const clear = '\r\u001b[2K';
	let shown = false;
	return {
		take(event: LabEvent) {
			if (stderr.isTTY && event.type === 'crowd-progressed') {
				shown = true;
				stderr.write(`${clear}${formatProgress(event, clients)}`);
			}
		},
		clear() {
			if (shown) {
				stderr.write(clear);
			}
		},
	};
}

function parseClients(value: string | undefined): number {
	if (value === undefined) {
		throw new UsageError('crowd needs --clients, such as --clients 200.');
	}
	return parseNumber('clients', value, clientCounts);
}
