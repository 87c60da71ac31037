import type { EventOf } from '../../../events/events.ts';
import type { batchEvents } from '../../../events/subjects/batches.ts';
import { formatAddress } from '../../../wire/address.ts';
import type { BatchState } from '../../snapshot/batch-state.ts';
import type { FetchState } from '../../snapshot/fetch-state.ts';
import { bounds } from '../../snapshot.ts';
import type { Appliers } from '../appliers.ts';
import type { LabModel } from '../lab-model.ts';

/** Applies the events of the batches: several fetches that the client was asked for together. */
export const applyBatchEvent: Appliers<typeof batchEvents> = {
	'batch-started': (model, event) => batchBegun(model, event, event.time),

	'batch-ended': (model, { type: _, time: __, batch, ...end }) => {
		model.now.batches = model.now.batches.map(known => (known.id === batch ? { ...known, end } : known));
	},

	'fetches-refused': (model, { asked, underWay, bound }) =>
		model.notice(`${asked} fetches were not begun: ${underWay} were under way, and ${bound} may be.`),
};

/** Adds a batch with its fetches, all of which wait for their turn. */
export function batchBegun(
	model: LabModel,
	event: EventOf<'batch-started' | 'batch-found-running'>,
	startedAt: number,
): void {
	const { batch: id, firstFetch, hosts, transforms, atOnce, promise } = event;
	const addresses = hosts.map(formatAddress);
	const begun: BatchState = { id, firstFetch, addresses, transforms, atOnce, promise, startedAt };
	model.now.batches = [...model.now.batches, begun].slice(-bounds.batches);
	const steps: FetchState['steps'] = transforms.map(transform => ({ transform, status: 'pending' }));
	for (const [index, address] of addresses.entries()) {
		const fetch = { id: firstFetch + index, address, batch: id, startedAt, steps };
		model.fetches.set({ ...fetch, status: 'waiting', poem: new Uint8Array(0), poemBytes: 0 });
	}
}
