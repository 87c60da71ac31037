import { createTimeoutChecks, type TimeLimited, type TimeoutChecks } from '../timeout-checks.ts';

/** Outgoing connections whose limits of time are checked together; `shortestMs` is the shortest of these limits. */
export class OutgoingGroup {
	readonly #connections = new Set<TimeLimited>();
	readonly #checks: TimeoutChecks;

	constructor(shortestMs: number, clock: () => number) {
		this.#checks = createTimeoutChecks(this.#connections, { shortestMs, clock });
	}

	add(connection: TimeLimited): void {
		this.#connections.add(connection);
		this.#checks.start();
	}

	delete(connection: TimeLimited): void {
		this.#connections.delete(connection);
		if (this.#connections.size === 0) {
			this.#checks.stop();
		}
	}
}
