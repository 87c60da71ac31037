import { isDeepStrictEqual } from 'node:util';
import { formatAddress } from '../../wire/address.ts';
import { kindNames, serverKinds } from '../server-kinds.ts';
import type { Host } from '../snapshot/host.ts';
import { addressForOthers, ownAddress } from '../snapshot/server-address.ts';
import type { ServerState } from '../snapshot/server-state.ts';
import { bounds, type Exchange, type Snapshot } from '../snapshot.ts';
import { histogramOf } from './latencies.ts';
import { type LabState, noState } from './state.ts';

/** The snapshot of a state. Parts of the snapshot before that have not changed keep their identity. */
export function snapshotOf(state: LabState, changed: ChangedParts, before?: Snapshot): Snapshot {
	const keepOr = <Part extends keyof ChangedParts>(part: Part, make: () => Snapshot[Part]): Snapshot[Part] =>
		before && !changed[part] ? before[part] : make();
	const servers = keepOr('servers', () => inOrder(state.servers.values()));
	return {
		servers,
		open: keepOr('open', () => oldest(state.open.values())),
		exchanges: keepOr('exchanges', () => [...state.exchanges]),
		droppedExchanges: state.droppedExchanges,
		totals: keepOr('totals', () => ({ ...state.totals })),
		hosts: keepIfEqual(before?.hosts, [...ownHosts(servers), ...addedHosts(state, servers)]),
		transforms: state.transforms,
		...(state.transformServer !== undefined && { transformServer: state.transformServer }),
		fetches: keepOr('fetches', () => [...state.fetches.values()]),
		fetch: state.fetch,
		batches: state.batches,
		crowd: state.crowd,
		seed: state.seed,
		notices: state.notices,
		perSecond: keepOr('perSecond', () => [...state.perSecond]),
		histogram: keepOr('histogram', () => histogramOf(state.latencies)),
		clockShiftMs: state.clockShiftMs,
		lagMs: 0,
		ready: state.ready,
		...(state.class && { class: state.class }),
		...(state.recording && { recording: state.recording }),
	};
}

/** The new snapshot, or the one before where nothing has changed. */
export function keepSnapshot(before: Snapshot, after: Snapshot): Snapshot {
	const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as ReadonlySet<keyof Snapshot>;
	return [...keys].every(key => before[key] === after[key]) ? before : after;
}

/** For each part that is changed in place: whether it has changed. Only the code that changes it can tell. */
export type ChangedParts = Record<
	'servers' | 'open' | 'exchanges' | 'totals' | 'fetches' | 'perSecond' | 'histogram',
	boolean
>;

/** Nothing has changed. */
export function noChange(): ChangedParts {
	return {
		servers: false,
		open: false,
		exchanges: false,
		totals: false,
		fetches: false,
		perSecond: false,
		histogram: false,
	};
}

/** The snapshot of a lab in which nothing has happened yet. */
export const emptySnapshot: Snapshot = snapshotOf(noState, noChange());

function inOrder(servers: Iterable<ServerState>): readonly ServerState[] {
	return [...servers].sort((a, b) => kindNames.indexOf(a.kind) - kindNames.indexOf(b.kind));
}

function oldest(open: Iterable<Exchange>): readonly Exchange[] {
	const shown: Exchange[] = [];
	for (const exchange of open) {
		shown.push(exchange);
		if (shown.length === bounds.openShown) {
			break;
		}
	}
	return shown;
}

function ownHosts(servers: readonly ServerState[]): Host[] {
	return servers
		.filter(({ kind }) => serverKinds[kind].hasPoem)
		.map(server => {
			const address = formatAddress(ownAddress(server));
			const forOthers = formatAddress(addressForOthers(server));
			return {
				address,
				...(forOthers !== address && { forOthers }),
				label: server.id,
				server: server.id,
				status: server.status,
			};
		});
}

function addedHosts(state: LabState, servers: readonly ServerState[]): Host[] {
	const ours = new Set(servers.flatMap(server => [ownAddress(server), addressForOthers(server)].map(formatAddress)));
	return state.addedHosts
		.filter(address => !ours.has(address))
		.map(address => ({ address, label: address, status: 'unknown' }));
}

function keepIfEqual(known: readonly Host[] | undefined, hosts: readonly Host[]): readonly Host[] {
	const same = known?.length === hosts.length && known.every((host, i) => isDeepStrictEqual(host, hosts[i]));
	return same ? known : hosts;
}
