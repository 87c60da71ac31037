import type { FetchId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { type BatchFetch, type BatchRequest, fetchBatch } from '../../services/client/fetch-batch.ts';
import { fetchTransformedPoem } from '../../services/client/fetch-transformed-poem.ts';
import type { TransformServer } from '../../services/client/transform-poem.ts';
import type { Address } from '../../wire/address.ts';
import { bounds } from '../snapshot.ts';
import { KeptPoems } from './kept-poems.ts';
import type { WholePoem } from './save-poem.ts';

/** The longest silence, in milliseconds, before a poem or a transform of the client has timed out. */
export const clientIdleTimeoutMs = 10_000;

/** The most bytes of whole poems that are kept beside the newest one, to be saved or copied. */
const keptPoemBytes = 16_777_216;

/** A poem to fetch, and its transforms, in order. */
export interface ClientRequest {
	readonly address: Address;
	readonly transforms: readonly string[];
	/** The longest silence in milliseconds; {@link clientIdleTimeoutMs} where none is given. */
	readonly idleTimeoutMs?: number;
	/** The longest that the poem, and then each transform, may take, in milliseconds. */
	readonly timeoutMs?: number;
}

/** The lab's own poetry client. Events tell the results of its fetches. */
export interface Client {
	/** Starts a fetch; those under way go on. Where too many are under way, it is refused, and an event says so. */
	fetch(request: ClientRequest): void;
	/** The same for several hosts, at most so many at once; 0 is all of them. */
	fetchBatch(request: Pick<BatchRequest, 'hosts' | 'transforms' | 'atOnce' | 'promise'>): void;
	/** Cancels this fetch; without an id, all of them. */
	cancel(fetch?: FetchId): void;
	/** All bytes of a fetch's poem, once it is whole. The newest is kept, and some before it. */
	poem(fetch: FetchId | undefined): WholePoem | undefined;
}

/** A client that sends its transforms to the server at `via`, as it is when they are asked for. */
export function createClient(via: () => TransformServer, telemetry: Telemetry): Client {
	const underWay = new Map<FetchId, BatchFetch>();
	const whole = new KeptPoems(keptPoemBytes);

	const follow = (started: BatchFetch): void => {
		const { fetch, outcome } = started;
		underWay.set(fetch, started);
		outcome
			.then(
				done => whole.keep(fetch, done),
				// How it failed is told by the events; here is nobody to tell it to.
				() => {},
			)
			.finally(() => underWay.delete(fetch));
	};
	const hasRoomFor = (asked: number): boolean => {
		const hasRoom = underWay.size + asked <= bounds.fetchesUnderWay;
		if (!hasRoom) {
			const bound = bounds.fetchesUnderWay;
			telemetry.emit({ type: 'fetches-refused', time: telemetry.now(), asked, underWay: underWay.size, bound });
		}
		return hasRoom;
	};

	return {
		fetch({ address, transforms, idleTimeoutMs = clientIdleTimeoutMs, timeoutMs }) {
			if (!hasRoomFor(1)) {
				return;
			}
			const controller = new AbortController();
			const fetch = telemetry.nextId();
			const limits = { idleTimeoutMs, ...(timeoutMs !== undefined && { timeoutMs }) };
			const options = { address, via: via(), transforms, ...limits };
			const outcome = fetchTransformedPoem({ ...options, fetch, signal: controller.signal }, telemetry);
			follow({ fetch, address, outcome, cancel: () => controller.abort() });
		},
		fetchBatch({ hosts, transforms, atOnce, promise }) {
			if (hosts.length > 0 && hasRoomFor(hosts.length)) {
				const most = atOnce === 0 ? hosts.length : atOnce;
				const options = { hosts, transforms, atOnce: most, promise, via: via(), idleTimeoutMs: clientIdleTimeoutMs };
				fetchBatch(options, telemetry).forEach(follow);
			}
		},
		cancel(fetch) {
			for (const [id, one] of underWay) {
				if (fetch === undefined || fetch === id) {
					one.cancel();
				}
			}
		},
		poem: fetch => (fetch === undefined ? undefined : whole.get(fetch)),
	};
}
