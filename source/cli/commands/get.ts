import type { FetchId, LabEvent } from '../../events/events.ts';
import { createTelemetry } from '../../lab/clock/create-telemetry.ts';
import { type BatchFetch, fetchBatch } from '../../services/client/fetch-batch.ts';
import { FetchError } from '../../services/client/fetch-error.ts';
import type { TransformFailure } from '../../services/client/fetch-transformed-poem.ts';
import { type Address, formatAddress } from '../../wire/address.ts';
import { visibleJson } from '../../wire/visible-text.ts';
import { exitCodes } from '../exit/exit-codes.ts';
import type { FetchOptions } from '../flags/fetch-options.ts';
import type { ProgressDisplay } from '../output/fetch-progress.ts';

/** The options of `get`. */
export interface GetRequest extends FetchOptions {
	readonly hosts: readonly Address[];
	/** The most poems that are under way at the same time. */
	readonly atOnce: number;
	/** The exit code is 4 where a transform failed. */
	readonly strict: boolean;
	readonly json: boolean;
	readonly signal: AbortSignal;
}

/** The outputs of `get`. */
export interface GetOutput {
	/** Takes a piece of a poem, or a line of JSON; resolves when it is written, or nobody reads any more. */
	readonly poem: (bytes: Uint8Array | string) => Promise<void>;
	/** Takes a line about a fetch. Strangers' text in it may still hold control characters. */
	readonly words: (line: string) => void;
	/** The progress of the fetches, by the time of their events. */
	readonly progress: (now: () => number) => ProgressDisplay;
}

/** When a fetch began, in milliseconds since all of them did, and how long it took. */
interface Times {
	readonly startedMs: number;
	readonly firstByteMs?: number;
	readonly durationMs: number;
}

type Outcome = { readonly host: Address; readonly times: Times } & (
	| {
			readonly got: true;
			readonly pieces: readonly Uint8Array[];
			readonly bytes: number;
			readonly failures: readonly TransformFailure[];
	  }
	| { readonly got: false; readonly error: FetchError }
);

/** Fetches the poems, so many at once, and writes them in the order asked for; gives the exit code. */
export async function get(request: GetRequest, output: GetOutput): Promise<number> {
	const { strict, signal, ...options } = request;
	const clock = createTimes();
	const telemetry = createTelemetry(event => {
		clock.take(event);
		progress.take(event);
	});
	const progress = output.progress(telemetry.now);
	const fetches = fetchBatch({ ...options, promise: 'all-settled' }, telemetry);
	signal.addEventListener('abort', () => {
		for (const fetch of fetches) {
			fetch.cancel();
		}
	});
	let code: number = exitCodes.done;
	// Each is waited on from now on, though they are written one after the other: one that fails early is not forgotten.
	const outcomes = fetches.map(fetch => outcomeOf(fetch, clock.of));
	for (const asked of outcomes) {
		const outcome = await asked;
		progress.pause();
		if (await write(outcome, request, output)) {
			progress.resume();
		}
		if (!outcome.got) {
			code = exitCodes.failed;
		} else if (outcome.failures.length > 0 && strict && code === exitCodes.done) {
			code = exitCodes.fellBack;
		}
	}
	progress.end();
	return code;
}

/** Writes the poem, or a line of JSON, and then the words about it. Gives whether stdout is at the beginning of a line now. */
async function write(outcome: Outcome, { json }: GetRequest, output: GetOutput): Promise<boolean> {
	if (json) {
		await output.poem(`${visibleJson(described(outcome))}\n`);
	} else if (outcome.got) {
		for (const piece of outcome.pieces) {
			await output.poem(piece);
		}
	}
	for (const line of words(outcome)) {
		output.words(line);
	}
	return json || !outcome.got || outcome.pieces.at(-1)?.at(-1) === newline;
}

const newline = 0x0a;

async function outcomeOf(
	{ fetch, address: host, outcome }: BatchFetch,
	timesOf: (fetch: FetchId) => Times,
): Promise<Outcome> {
	try {
		const { pieces, bytes, failures } = await outcome;
		return { got: true, host, pieces, bytes, failures, times: timesOf(fetch) };
	} catch (error) {
		if (!(error instanceof FetchError)) {
			throw error;
		}
		return { got: false, host, error, times: timesOf(fetch) };
	}
}

/** The times of each fetch, as the events tell them. */
function createTimes() {
	let startTime = 0;
	const times = new Map<FetchId, { startedMs: number; firstByteMs?: number; durationMs: number }>();
	return {
		take(event: LabEvent): void {
			const known = 'fetch' in event ? times.get(event.fetch) : undefined;
			const sinceStart = event.time - startTime;
			if (event.type === 'batch-started') {
				startTime = event.time;
			} else if (event.type === 'fetch-started') {
				times.set(event.fetch, { startedMs: sinceStart, durationMs: 0 });
			} else if (event.type === 'dial-received' && known !== undefined) {
				known.firstByteMs ??= sinceStart - known.startedMs;
			} else if (known !== undefined && 'durationMs' in event && event.type.startsWith('fetch-')) {
				known.durationMs = event.durationMs;
			}
		},
		of: (fetch: FetchId): Times => times.get(fetch) ?? { startedMs: 0, durationMs: 0 },
	};
}

function words(outcome: Outcome): string[] {
	const host = formatAddress(outcome.host);
	if (!outcome.got) {
		return [`${host}: ${outcome.error.message}`];
	}
	return outcome.failures.map(({ transform, why }) => `${host}: fell back, ${transform} failed: ${why}`);
}

function described(outcome: Outcome): object {
	const { host, port } = outcome.host;
	const times = Object.fromEntries(Object.entries(outcome.times).map(([name, ms]) => [name, roundedMs(ms)]));
	if (!outcome.got) {
		const { code, message: why } = outcome.error;
		return { type: 'fetch-failed', host, port, code, why, ...times };
	}
	const { pieces, bytes, failures } = outcome;
	return {
		type: failures.length > 0 ? 'fetch-fell-back' : 'fetch-succeeded',
		host,
		port,
		bytes,
		...times,
		...(failures.length > 0 && { failures }),
		...poemAsText(Buffer.concat(pieces)),
	};
}

function roundedMs(ms: number): number {
	return Math.round(ms * 1000) / 1000;
}

/** The poem as a string; in base64 where its bytes are no UTF-8. */
function poemAsText(poem: Buffer): { poem: string } | { poemBase64: string } {
	try {
		return { poem: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(poem) };
	} catch {
		return { poemBase64: poem.toString('base64') };
	}
}
