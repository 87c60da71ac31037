import type { CacheOutcome, CrowdCache, CrowdCounts, DialId, EventOf } from '../../../events/events.ts';
import type { crowdEvents } from '../../../events/subjects/crowds.ts';
import { formatAddress } from '../../../wire/address.ts';
import type { CrowdState } from '../../snapshot/crowd-state.ts';
import type { Exchange } from '../../snapshot.ts';
import type { Appliers } from '../appliers.ts';
import type { LabModel } from '../lab-model.ts';
import { serverAt } from '../server-at.ts';

/** Applies the events of the newest crowd. */
export const applyCrowdEvent: Appliers<typeof crowdEvents> = {
	'crowd-started': (model, event) => {
		const { crowd: id, transforms, clients, ratePerSecond, time } = event;
		const server = serverAt(model.now, event.host, event.port);
		model.now.crowd = {
			id,
			address: formatAddress(event),
			...(server !== undefined && { server: server.id }),
			transforms,
			clients,
			...(ratePerSecond !== undefined && { ratePerSecond }),
			status: 'running',
			startedAt: time,
			...(server?.kind === 'proxy' && { cache: noOutcomes }),
			...noCounts,
		};
	},

	'crowd-progressed': (model, event) => changeCrowd(model, event, {}),

	'crowd-ended': (model, event) => {
		const { how: status, why, durationMs } = event;
		changeCrowd(model, event, { status, durationMs, ...(why !== undefined && { why }) });
	},
};

const noOutcomes: CrowdCache = { hits: 0, misses: 0, collapsed: 0, stale: 0, upstreamConnections: 0 };

const noCounts: CrowdCounts = {
	begun: 0,
	ended: 0,
	whole: 0,
	fellBack: 0,
	failures: [],
	differentPoems: 0,
	bytes: 0,
	latencies: [],
};

function changeCrowd(
	model: LabModel,
	event: EventOf<'crowd-progressed' | 'crowd-ended'>,
	change: Partial<CrowdState>,
): void {
	const { crowd } = model.now;
	if (crowd?.id === event.crowd) {
		model.now.crowd = { ...crowd, ...countsOf(event), ...change };
	}
}

const counter = { hit: 'hits', miss: 'misses', collapsed: 'collapsed', stale: 'stale' } as const;

/** Counts a cache outcome of a client of the crowd, once both the client and the outcome are known. */
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
