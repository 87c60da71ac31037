import type { EventOf, TransformStep } from '../../../events/events.ts';
import type { fetchEvents } from '../../../events/subjects/fetches.ts';
import { formatAddress } from '../../../wire/address.ts';
import { bounds } from '../../snapshot.ts';
import type { Appliers } from '../appliers.ts';
import type { LabModel } from '../lab-model.ts';
import { namedServer } from '../server-at.ts';

/** Applies the events of the client's own fetches. A proxy's fetches show in its exchanges and are not followed here. */
export const applyFetchEvent: Appliers<typeof fetchEvents> = {
	'fetch-started': (model, event) => {
		if (event.server !== undefined) {
			return;
		}
		model.count('fetches');
		model.fetches.set({
			id: event.fetch,
			...(event.batch !== undefined && { batch: event.batch }),
			address: formatAddress(event),
			...namedServer(model, event),
			status: 'running',
			startedAt: event.time,
			poem: new Uint8Array(0),
			poemBytes: 0,
			steps: event.transforms.map(transform => ({ transform, status: 'pending' })),
		});
	},

	'poem-received': (model, event) => model.fetches.change(event.fetch, { poemMs: event.durationMs }),

	'fetch-transform-started': (model, event) => changeStep(model, event, { status: 'running' }),

	'fetch-transform-succeeded': (model, event) => {
		changeStep(model, event, { status: 'succeeded', durationMs: event.durationMs });
		model.fetches.change(event.fetch, {
			poem: new Uint8Array(event.poem.subarray(0, bounds.poemBytes)),
			poemBytes: event.bytes,
		});
	},

	'fetch-transform-failed': (model, event) =>
		changeStep(model, event, { status: 'failed', code: event.code, why: event.why, durationMs: event.durationMs }),

	'fetch-succeeded': (model, event) =>
		model.fetches.change(event.fetch, { status: 'succeeded', durationMs: event.durationMs }),

	'fetch-fell-back': (model, event) => {
		model.count('fellBack', event.server === undefined ? 1 : 0);
		model.fetches.change(event.fetch, { status: 'fell-back', why: event.why, durationMs: event.durationMs });
	},

	'fetch-failed': (model, event) => {
		const { server, fetch, code, why, durationMs } = event;
		if (server !== undefined) {
			return;
		}
		const isCancelled = code === 'cancelled';
		model.count('fetchesFailed', isCancelled ? 0 : 1);
		// One that reached a server of ours is counted there.
		const known = model.fetches.find(fetch);
		if (known !== undefined && known.connection === undefined) {
			model.count(isCancelled ? 'cancelled' : 'failed');
		}
		model.fetches.change(event.fetch, { status: isCancelled ? 'cancelled' : 'failed', code, why, durationMs });
	},
};

function changeStep(
	model: LabModel,
	event: EventOf<`fetch-transform-${'started' | 'succeeded' | 'failed'}`>,
	what: Partial<TransformStep>,
): void {
	const { steps = [] } = model.fetches.find(event.fetch) ?? {};
	model.fetches.change(event.fetch, {
		steps: steps.map((known, at) => (at === event.step ? { ...known, ...what } : known)),
	});
}
