import type { BatchPromise, FetchId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import type { Address } from '../../wire/address.ts';
import { checkTransformName } from '../../wire/transform-request.ts';
import { runAtOnce } from './at-once.ts';
import { FetchError } from './fetch-error.ts';
import {
	type FetchTransformedPoemOptions,
	fetchTransformedPoem,
	type TransformedPoem,
} from './fetch-transformed-poem.ts';

/** Which poems are fetched together, and how many of them at once. */
export interface BatchRequest extends Omit<FetchTransformedPoemOptions, 'address' | 'signal' | 'fetch' | 'batch'> {
	readonly hosts: readonly Address[];
	/** The most fetches that are under way at once. */
	readonly atOnce: number;
	/** The promise with which the whole is waited on: it is told, and changes nothing about the fetches. */
	readonly promise: BatchPromise;
}

/** One fetch of a batch. */
export interface BatchFetch {
	readonly fetch: FetchId;
	readonly address: Address;
	/** Rejects with `FetchError`, as that of {@link fetchTransformedPoem} does. */
	readonly outcome: Promise<TransformedPoem>;
	/** Cancels it, also while it waits for its turn. */
	cancel(): void;
}

/**
 * Fetches from every host, at most so many at once; gives the fetches in the order of the hosts. One that fails or is
 * cancelled leaves the others alone. What becomes of them is told by events, also of those that never began. Throws
 * `RangeError` before anything, where a transform's name cannot be sent.
 */
export function fetchBatch(
	{ hosts, atOnce, promise, ...options }: BatchRequest,
	telemetry: Telemetry,
): readonly BatchFetch[] {
	const { emit, now, nextId } = telemetry;
	options.transforms.forEach(checkTransformName);
	const batch = nextId();
	const fetches = hosts.map(address => ({ address, fetch: nextId(), controller: new AbortController() }));
	const startedAt = now();
	const { transforms } = options;
	const firstFetch = fetches[0]?.fetch ?? 0;
	emit({ type: 'batch-started', time: startedAt, batch, firstFetch, hosts, transforms, atOnce, promise });

	const counts = { poems: 0, failed: 0, cancelled: 0 };
	let sumMs = 0;
	const ended = (how: keyof typeof counts, beganAt = now()): void => {
		const time = now();
		counts[how] += 1;
		sumMs += time - beganAt;
		if (counts.poems + counts.failed + counts.cancelled === fetches.length) {
			emit({ type: 'batch-ended', time, batch, ...counts, durationMs: time - startedAt, sumMs });
		}
	};
	const begun = new Set<FetchId>();
	const outcomes = runAtOnce(fetches, atOnce, async ({ address, fetch, controller: { signal } }) => {
		if (signal.aborted) {
			throw new FetchError('cancelled', cancelledWaiting);
		}
		begun.add(fetch);
		const beganAt = now();
		try {
			const poem = await fetchTransformedPoem({ ...options, address, fetch, batch, signal }, telemetry);
			ended('poems', beganAt);
			return poem;
		} catch (error) {
			ended(error instanceof FetchError && error.code === 'cancelled' ? 'cancelled' : 'failed', beganAt);
			throw error;
		}
	});
	const cancel = (fetch: FetchId, controller: AbortController): void => {
		if (controller.signal.aborted) {
			return;
		}
		controller.abort();
		if (!begun.has(fetch)) {
			emit({ type: 'fetch-failed', time: now(), fetch, code: 'cancelled', why: cancelledWaiting, durationMs: 0 });
			ended('cancelled');
		}
	};
	return fetches.flatMap(({ fetch, address, controller }, index) => {
		const outcome = outcomes[index];
		return outcome === undefined ? [] : [{ fetch, address, outcome, cancel: () => cancel(fetch, controller) }];
	});
}

const cancelledWaiting = 'cancelled before it began';
