import type { CacheOutcome, CrowdCache, CrowdCounts, DialId, EventOf } from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import type { CrowdState } from '../../crowd-state.ts';
import type { Exchange } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';
import { serverAt } from '../server-at.ts';

type CrowdEvent = EventOf<'crowd-started' | 'crowd-progressed' | 'crowd-ended'>;

/** How a crowd goes on. */
export function applyCrowdEvent(model: LabModel, event: CrowdEvent): void {
	if (event.type === 'crowd-started') {
		model.now.crowd = started(model, event);
		return;
	}
	const { crowd } = model.now;
	if (crowd?.id !== event.crowd) {
		return;
	}
	if (event.type === 'crowd-progressed') {
		model.now.crowd = { ...crowd, ...countsOf(event) };
		return;
	}
	const { how: status, why, durationMs } = event;
	model.now.crowd = { ...crowd, ...countsOf(event), status, durationMs, ...(why !== undefined && { why }) };
}

const counter = { hit: 'hits', miss: 'misses', collapsed: 'collapsed', stale: 'stale' } as const;

/** Counts what a proxy of ours decided for a client of the crowd, once both are known. */
export function countForCrowd(model: LabModel, { server }: Exchange, outcome: CacheOutcome): void {
	countCache(model, server, counter[outcome]);
}

/** Counts a connection that the crowd's proxy has made to its upstream. */
export function countUpstream(model: LabModel, dial: DialId): void {
	countCache(model, model.now.dials.get(dial)?.by, 'upstreamConnections');
}

function countCache(model: LabModel, server: string | undefined, what: keyof CrowdCache): void {
	const { crowd } = model.now;
	if (crowd?.status === 'running' && crowd.cache !== undefined && crowd.server === server) {
		model.now.crowd = { ...crowd, cache: { ...crowd.cache, [what]: crowd.cache[what] + 1 } };
	}
}

function started(model: LabModel, event: EventOf<'crowd-started'>): CrowdState {
	const { crowd: id, transforms, clients, ratePerSecond, time } = event;
	const server = serverAt(model.now, event.host, event.port);
	return {
		id,
		address: formatAddress(event),
		...(server !== undefined && { server: server.id }),
		transforms,
		clients,
		...(ratePerSecond !== undefined && { ratePerSecond }),
		status: 'running',
		startedAt: time,
		...(server?.kind === 'proxy' && { cache: { hits: 0, misses: 0, collapsed: 0, stale: 0, upstreamConnections: 0 } }),
		begun: 0,
		ended: 0,
		whole: 0,
		fellBack: 0,
		failures: [],
		differentPoems: 0,
		bytes: 0,
		latencies: [],
	};
}

/** The counts of a crowd, out of an event. */
export function countsOf(event: CrowdCounts): CrowdCounts {
	const { begun, ended, whole, fellBack, failures, differentPoems, bytes, latencies, firstByteMs, wholeMs } = event;
	return {
		begun,
		ended,
		whole,
		fellBack,
		failures,
		differentPoems,
		bytes,
		latencies,
		...(firstByteMs !== undefined && { firstByteMs }),
		...(wholeMs !== undefined && { wholeMs }),
	};
}
