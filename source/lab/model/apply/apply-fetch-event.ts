import type { EventOf, TransformStep } from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import { bounds, type FetchState } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';

type FetchEvent = EventOf<
	| 'fetch-started'
	| 'poem-received'
	| 'fetch-transform-started'
	| 'fetch-transform-succeeded'
	| 'fetch-transform-failed'
	| 'fetch-succeeded'
	| 'fetch-fell-back'
	| 'fetch-failed'
>;

/** How the client's own fetches go on. A proxy's fetches show in its exchanges and are not followed here. */
export function applyFetchEvent(model: LabModel, event: FetchEvent): void {
	if (event.server !== undefined) {
		return;
	}
	if (event.type === 'fetch-started') {
		started(model, event);
		return;
	}
	count(model, event);
	const fetch = model.fetches.find(event.fetch);
	if (fetch !== undefined) {
		model.fetches.change(fetch.id, progress(fetch, event));
	}
}

function started(model: LabModel, event: EventOf<'fetch-started'>): void {
	model.count('fetches');
	model.fetches.set({
		id: event.fetch,
		...(event.batch !== undefined && { batch: event.batch }),
		address: formatAddress(event),
		status: 'running',
		startedAt: event.time,
		poem: new Uint8Array(0),
		poemBytes: 0,
		steps: event.transforms.map(transform => ({ transform, status: 'pending' })),
	});
}

function count(model: LabModel, event: FetchEvent): void {
	if (event.type === 'fetch-fell-back') {
		model.count('fellBack');
	}
	if (event.type !== 'fetch-failed') {
		return;
	}
	const isCancelled = event.code === 'cancelled';
	model.count('fetchesFailed', isCancelled ? 0 : 1);
	// One that reached a server of ours is counted there.
	const fetch = model.fetches.find(event.fetch);
	if (fetch !== undefined && fetch.connection === undefined) {
		model.count(isCancelled ? 'cancelled' : 'failed');
	}
}

function progress(fetch: FetchState, event: Exclude<FetchEvent, EventOf<'fetch-started'>>): Partial<FetchState> {
	switch (event.type) {
		case 'poem-received':
			return { poemMs: event.durationMs };
		case 'fetch-transform-started':
			return step(fetch, event.step, { status: 'running' });
		case 'fetch-transform-succeeded':
			return {
				...step(fetch, event.step, { status: 'succeeded', durationMs: event.durationMs }),
				poem: new Uint8Array(event.poem.subarray(0, bounds.poemBytes)),
				poemBytes: event.bytes,
			};
		case 'fetch-transform-failed':
			return step(fetch, event.step, { status: 'failed', why: event.why, durationMs: event.durationMs });
		case 'fetch-succeeded':
			return { status: 'succeeded', durationMs: event.durationMs };
		case 'fetch-fell-back':
			return { status: 'fell-back', why: event.why, durationMs: event.durationMs };
		case 'fetch-failed':
			return {
				status: event.code === 'cancelled' ? 'cancelled' : 'failed',
				code: event.code,
				why: event.why,
				durationMs: event.durationMs,
			};
	}
}

function step(fetch: FetchState, index: number, change: Partial<TransformStep>): Partial<FetchState> {
	return { steps: fetch.steps.map((known, at) => (at === index ? { ...known, ...change } : known)) };
}
