import { type Listed, Roster } from '../roster.ts';
import { createTimeoutChecks, type TimeLimited, type TimeoutChecks } from '../timeout-checks.ts';

/** Outgoing connections whose limits of time are checked together; `shortestMs` is the shortest of these limits. */
export class OutgoingGroup {
	readonly #connections = new Roster<TimeLimited & Listed>();
	readonly #checks: TimeoutChecks;

	constructor(shortestMs: number, clock: () => number) {
		this.#checks = createTimeoutChecks(this.#connections, { shortestMs, clock });
	}

	add(connection: TimeLimited & Listed): void {
		this.#connections.add(connection);
		this.#checks.start();
	}

	delete(connection: TimeLimited & Listed): void {
		this.#connections.delete(connection);
		if (this.#connections.size === 0) {
			this.#checks.stop();
		}
	}
}
