import type { Telemetry } from '../../events/telemetry.ts';
import type { TransformServer } from '../../services/client/transform-poem.ts';
import { sendCrowd } from '../../services/crowd/crowd.ts';
import type { Address } from '../../wire/address.ts';
import { clientIdleTimeoutMs } from './client.ts';

/** The options of a crowd. */
export interface CrowdRequest {
	readonly address: Address;
	readonly transforms: readonly string[];
	readonly clients: number;
	readonly ratePerSecond?: number | undefined;
	/** The number of file descriptors of this program that one client takes. */
	readonly descriptorsPerClient: number;
}

/** The lab's crowds: one at a time. */
export interface Crowds {
	/** Starts a crowd; one that is under way is cancelled. Events tell its result. */
	start(request: CrowdRequest): void;
	/** Cancels the crowd that is under way; fulfilled when its last client has ended. */
	cancel(): Promise<void>;
}

/** Crowds that send their transforms to the server at `via`, as it is when they start. */
export function createCrowds(via: () => TransformServer, telemetry: Telemetry): Crowds {
	let current = new AbortController();
	let done: Promise<unknown> = Promise.resolve();
	const cancel = async () => {
		current.abort();
		await done;
	};
	return {
		start(request) {
			const before = cancel();
			current = new AbortController();
			const options = { ...request, via: via(), signal: current.signal, idleTimeoutMs: clientIdleTimeoutMs };
			done = before.then(() => sendCrowd(options, telemetry));
		},
		cancel,
	};
}
