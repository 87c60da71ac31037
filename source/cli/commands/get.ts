import { createTelemetry } from '../../lab/create-telemetry.ts';
import { FetchError } from '../../services/fetch-error.ts';
import { fetchTransformedPoem, type TransformFailure } from '../../services/fetch-transformed-poem.ts';
import { type Address, formatAddress } from '../../wire/address.ts';
import { visibleJson } from '../../wire/visible-text.ts';
import { exitCodes } from '../exit/exit-codes.ts';

/** What is asked of `get`. */
export interface GetRequest {
	readonly hosts: readonly Address[];
	/** Transforms by name, applied in order. */
	readonly transforms: readonly string[];
	/** The transform server. */
	readonly via: Address;
	/** The longest that the poem, and each transform, may take as a whole. */
	readonly timeoutMs?: number;
	/** Whether a transform that fails is told by the exit code. */
	readonly strict: boolean;
	readonly json: boolean;
	readonly signal: AbortSignal;
}

/** Where the poem and the words go. */
export interface GetOutput {
	/** Resolves when the bytes are out, or nobody reads them any more. */
	readonly poem: (bytes: Uint8Array | string) => Promise<void>;
	/** What it quotes of strangers is not made visible yet. */
	readonly words: (line: string) => void;
}

/** The longest silence of a server before it counts as timed out, where `--timeout` says nothing. */
const idleTimeoutMs = 30_000;

type Outcome =
	| {
			readonly got: true;
			readonly host: Address;
			readonly pieces: readonly Uint8Array[];
			readonly bytes: number;
			readonly failures: readonly TransformFailure[];
			readonly durationMs: number;
	  }
	| { readonly got: false; readonly host: Address; readonly error: FetchError };

/** Fetches every poem at the same time and writes them in the order asked for; gives the exit code. */
export async function get(request: GetRequest, output: GetOutput): Promise<number> {
	const fetches = request.hosts.map(host => fetchFrom(host, request));
	let code: number = exitCodes.done;
	for (const fetch of fetches) {
		const outcome = await fetch;
		if (request.json) {
			await output.poem(`${visibleJson(described(outcome))}\n`);
		} else if (outcome.got) {
			for (const piece of outcome.pieces) {
				await output.poem(piece);
			}
		}
		for (const line of words(outcome)) {
			output.words(line);
		}
		if (!outcome.got) {
			code = exitCodes.failed;
		} else if (outcome.failures.length > 0 && request.strict && code === exitCodes.done) {
			code = exitCodes.fellBack;
		}
	}
	return code;
}

async function fetchFrom(host: Address, request: GetRequest): Promise<Outcome> {
	const { via, transforms, signal, timeoutMs } = request;
	const startedAt = performance.now();
	try {
		const options = {
			address: host,
			via,
			transforms,
			signal,
			idleTimeoutMs,
			...(timeoutMs !== undefined && { timeoutMs }),
		};
		const { pieces, bytes, failures } = await fetchTransformedPoem(
			options,
			createTelemetry(() => {}),
		);
		return { got: true, host, pieces, bytes, failures, durationMs: performance.now() - startedAt };
	} catch (error) {
		if (!(error instanceof FetchError)) {
			throw error;
		}
		return { got: false, host, error };
	}
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
	if (!outcome.got) {
		const { code, message: why } = outcome.error;
		return { type: 'fetch-failed', host, port, code, why };
	}
	const { pieces, bytes, failures, durationMs } = outcome;
	return {
		type: failures.length > 0 ? 'fetch-fell-back' : 'fetch-succeeded',
		host,
		port,
		bytes,
		durationMs: Math.round(durationMs * 1000) / 1000,
		...(failures.length > 0 && { failures }),
		...poemAsText(Buffer.concat(pieces)),
	};
}

/** The poem as a string; in base64 where its bytes are no UTF-8. */
function poemAsText(poem: Buffer): { poem: string } | { poemBase64: string } {
	try {
		return { poem: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(poem) };
	} catch {
		return { poemBase64: poem.toString('base64') };
	}
}
