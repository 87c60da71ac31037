import type { EventOf } from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import type { BatchState } from '../../batch-state.ts';
import { bounds, type FetchState } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';

/** Applies an event of several fetches that the client was asked for together. */
export function applyBatchEvent(
	model: LabModel,
	event: EventOf<'batch-started' | 'batch-ended' | 'fetches-refused'>,
): void {
	switch (event.type) {
		case 'batch-started':
			begun(model, event, event.time);
			break;
		case 'batch-ended': {
			const { type: _, time: __, batch, ...end } = event;
			model.now.batches = model.now.batches.map(known => (known.id === batch ? { ...known, end } : known));
			break;
		}
		case 'fetches-refused': {
			const { asked, underWay, bound } = event;
			model.notice(`${asked} fetches were not begun: ${underWay} are under way, and ${bound} may be.`);
			break;
		}
	}
}

/** A batch that was under way when a recording began: of its fetches that had ended, only what they came to is known. */
export function batchFound(model: LabModel, event: EventOf<'batch-found-running'>): void {
	begun(model, event, event.time - event.ageMs);
	for (const [index, { bytes, ...known }] of event.fetches.entries()) {
		model.fetches.change(event.firstFetch + index, { ...known, poemBytes: bytes });
	}
}

/** The batch with its fetches, all of which wait for their turn. */
function begun(model: LabModel, event: EventOf<'batch-started' | 'batch-found-running'>, startedAt: number): void {
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
