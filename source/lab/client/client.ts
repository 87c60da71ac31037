import type { Telemetry } from '../../events/telemetry.ts';
import { fetchTransformedPoem } from '../../services/fetch-transformed-poem.ts';
import type { Address } from '../../wire/address.ts';
import type { WholePoem } from './save-poem.ts';

/** The longest silence that the client bears before it calls a poem or a transform timed out. */
export const clientIdleTimeoutMs = 10_000;

/** The lab's own poetry client: one fetch at a time. */
export interface Client {
	/** Starts a fetch; one that is under way is cancelled. Its outcome is told by events. */
	fetch(address: Address, transforms: readonly string[]): void;
	cancel(): void;
	/** The newest fetch's poem in all its bytes, once it is whole. */
	poem(): WholePoem | undefined;
}

/** A client that sends its transforms to the server at `via`, as it is when they are asked for. */
export function createClient(via: () => Address, telemetry: Telemetry): Client {
	let current = new AbortController();
	let whole: WholePoem | undefined;
	return {
		fetch(address, transforms) {
			current.abort();
			current = new AbortController();
			const { signal } = current;
			const options = { address, via: via(), transforms, signal, idleTimeoutMs: clientIdleTimeoutMs };
			whole = undefined;
			fetchTransformedPoem(options, telemetry).then(
				done => {
					whole = signal === current.signal ? done : whole;
				},
				// How it failed is told by the events; here is nobody to tell it to.
				() => {},
			);
		},
		cancel: () => current.abort(),
		poem: () => whole,
	};
}
