import type { LabEvent } from '../../source/events/events.ts';
import type { Snapshot } from '../../source/lab/snapshot.ts';
import { ClientCounts } from './client-counts.ts';
import { failedOf, LabCounts, unequal } from './lab-counts.ts';
import type { Sight } from './sight.ts';
import { TwoEnds } from './two-ends.ts';

/** Keeps double books of a lab: what its events tell, and what its clients saw. */
export class Ledger {
	readonly ends = new TwoEnds();
	readonly servers = new LabCounts();
	readonly clients = new ClientCounts();

	/** Takes every event of the lab, in their order. */
	take(event: LabEvent): void {
		if (event.type === 'server-listening') {
			this.ends.listens(event.server, event.port);
		} else if (event.type === 'connection-opened') {
			this.ends.opened(event);
		} else if (event.type === 'fault-struck') {
			this.ends.struck(event);
		} else if (event.type === 'connection-closed') {
			this.ends.closed(event);
		}
		this.servers.take(event);
		const sight = this.clients.take(event);
		if (sight !== undefined) {
			this.ends.saw(sight);
		}
	}

	/** Takes what a bare client saw. */
	saw(sight: Sight): void {
		this.ends.saw(sight);
	}

	/** What does not add up, in words, once everybody has gone. */
	complaints(snapshot: Snapshot): readonly string[] {
		return [
			...this.ends.complaints(),
			...this.servers.complaints(snapshot),
			...this.clients.complaints(snapshot),
			...this.#totals(snapshot),
		];
	}

	#totals({ totals, servers }: Snapshot): readonly string[] {
		const told = [...this.servers.servers.values()];
		const sum = (of: (counts: (typeof told)[number]) => number) => told.reduce((all, one) => all + of(one), 0);
		// A fetch of the client's that reached no server is a failure that no server can tell of.
		const unreached = totals.failed - servers.reduce((all, { failed }) => all + failed, 0);
		const cancelledUnreached = totals.cancelled - servers.reduce((all, { cancelled }) => all + cancelled, 0);
		return [
			...unequal('totals', [
				['open', totals.open, 0],
				['served', totals.served, sum(({ how }) => how.ended)],
				['hits', totals.hits, sum(({ hits }) => hits)],
				['misses', totals.misses, sum(({ misses }) => misses)],
				['collapsed', totals.collapsed, sum(({ collapsed }) => collapsed)],
				['stale', totals.stale, sum(({ stale }) => stale)],
				[
					'failed or cancelled on servers',
					totals.failed - unreached + totals.cancelled - cancelledUnreached,
					sum(failedOf),
				],
			]),
			...(unreached >= 0 && unreached <= this.clients.failed
				? []
				: [`totals: ${unreached} failed without a server, of ${this.clients.failed} failed fetches`]),
			...(cancelledUnreached >= 0 && cancelledUnreached <= this.clients.cancelled
				? []
				: [`totals: ${cancelledUnreached} cancelled without a server, of ${this.clients.cancelled}`]),
		];
	}
}
