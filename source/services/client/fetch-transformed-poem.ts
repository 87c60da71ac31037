import type { BatchId, FailureCode, FetchId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import type { Address } from '../../wire/address.ts';
import { checkTransformName } from '../../wire/transform-request.ts';
import { type FetchError, toFetchError } from './fetch-error.ts';
import { fetchPoem } from './fetch-poem.ts';
import { type TransformServer, transformPoem } from './transform-poem.ts';

export interface FetchTransformedPoemOptions {
	readonly address: Address;
	/** The transform server. */
	readonly via: TransformServer;
	/** Transforms by name, applied in order. */
	readonly transforms: readonly string[];
	/** Cancels the fetch, wherever it is. */
	readonly signal?: AbortSignal;
	/** The longest that the poem may take, and then each transform. */
	readonly timeoutMs?: number;
	/** The longest silence. */
	readonly idleTimeoutMs?: number;
	/** The fetch's id where the caller took one already; else a new one. */
	readonly fetch?: FetchId;
	/** The batch that it is part of. */
	readonly batch?: BatchId;
}

/** A transform that failed, and left the poem as it was before it. */
export interface TransformFailure {
	readonly transform: string;
	readonly code: FailureCode;
	readonly why: string;
}

export interface TransformedPoem {
	readonly fetch: FetchId;
	/** Its bytes, in order: a long poem is held once, as it came. */
	readonly pieces: readonly Uint8Array[];
	readonly bytes: number;
	readonly failures: readonly TransformFailure[];
}

/**
 * The poem with its transforms, or, where a transform fails, without that one. Rejects with `FetchError` where there is
 * no poem, or where the fetch was cancelled; with `RangeError` before anything, where a name cannot be sent.
 */
export async function fetchTransformedPoem(
	options: FetchTransformedPoemOptions,
	telemetry: Telemetry,
): Promise<TransformedPoem> {
	const { address, transforms, fetch = telemetry.nextId(), batch } = options;
	const { emit, now } = telemetry;
	transforms.forEach(checkTransformName);
	const startedAt = now();
	emit({
		type: 'fetch-started',
		time: startedAt,
		fetch,
		...address,
		transforms,
		...(batch !== undefined && { batch }),
	});
	try {
		const original = await fetchPoem(address, { ...options, fetch }, telemetry);
		const receivedAt = now();
		emit({
			type: 'poem-received',
			time: receivedAt,
			fetch,
			bytes: lengthOf(original),
			durationMs: receivedAt - startedAt,
		});
		const { pieces, failures } = await applyTransforms(original, fetch, options, telemetry);
		const time = now();
		const bytes = lengthOf(pieces);
		const outcome = { time, fetch, bytes, durationMs: time - startedAt };
		emit(
			failures.length === 0
				? { type: 'fetch-succeeded', ...outcome }
				: { type: 'fetch-fell-back', ...outcome, why: failures.map(f => `${f.transform}: ${f.why}`).join('; ') },
		);
		return { fetch, pieces, bytes, failures };
	} catch (cause) {
		const error = toFetchError(cause);
		const time = now();
		emit({ type: 'fetch-failed', time, fetch, code: error.code, why: error.message, durationMs: time - startedAt });
		throw error;
	}
}

/** Each transform takes the poem that the one before it left. */
async function applyTransforms(
	original: readonly Uint8Array[],
	fetch: FetchId,
	options: FetchTransformedPoemOptions,
	telemetry: Telemetry,
): Promise<Pick<TransformedPoem, 'pieces' | 'failures'>> {
	if (options.transforms.length === 0) {
		return { pieces: original, failures: [] };
	}
	let poem: Buffer = Buffer.concat(original);
	const failures: TransformFailure[] = [];
	for (const [step, transform] of options.transforms.entries()) {
		try {
			poem = await applyTransform(poem, transform, { fetch, step }, options, telemetry);
		} catch (error) {
			// The fall-back: the poem stays as it was. Being cancelled is no failure of the transform.
			const { code, message: why } = toFetchError(error);
			if (code === 'cancelled') {
				throw error;
			}
			failures.push({ transform, code, why });
		}
	}
	return { pieces: [poem], failures };
}

/** One transform, told from its start to its outcome. */
async function applyTransform(
	poem: Buffer,
	transform: string,
	{ fetch, step }: { readonly fetch: FetchId; readonly step: number },
	{ via, signal, timeoutMs, idleTimeoutMs }: FetchTransformedPoemOptions,
	telemetry: Telemetry,
): Promise<Buffer> {
	const { emit, now } = telemetry;
	const startedAt = now();
	const told = { fetch, transform, step };
	emit({ type: 'fetch-transform-started', time: startedAt, ...told });
	try {
		const limits = { signal, timeoutMs, idleTimeoutMs };
		const made = await transformPoem(poem, via, { ...limits, transform, fetch }, telemetry);
		const time = now();
		const result = { bytes: made.length, poem: made, durationMs: time - startedAt };
		emit({ type: 'fetch-transform-succeeded', time, ...told, ...result });
		return made;
	} catch (cause) {
		const error: FetchError = toFetchError(cause);
		const time = now();
		const failure = { code: error.code, why: error.message, durationMs: time - startedAt };
		emit({ type: 'fetch-transform-failed', time, ...told, ...failure });
		throw error;
	}
}

function lengthOf(pieces: readonly Uint8Array[]): number {
	return pieces.reduce((sum, { length }) => sum + length, 0);
}
