import { formatAddress } from '../../wire/address.ts';
import { bounds, type Exchange, type Host, type ServerState, type Snapshot } from '../lab.ts';
import { histogramOf } from './histogram.ts';
import { initialState, type LabState } from './state.ts';

const rank = { poetry: 0, proxy: 1, transform: 2 } as const;

/** What the screen gets to see of a state. Parts that did not change since the previous pair keep their identity. */
export function snapshotOf(
	state: LabState,
	previous?: { readonly state: LabState; readonly snapshot: Snapshot },
): Snapshot {
	const before = previous?.state;
	const known = previous?.snapshot;
	const servers = known && before?.servers === state.servers ? known.servers : inOrder(state.servers.values());
	const hosts =
		known && before?.servers === state.servers && before.addedHosts === state.addedHosts
			? known.hosts
			: keepIfEqual(known?.hosts, [...ownHosts(servers), ...addedHosts(state, servers)]);
	return {
		servers,
		open: known && before?.open === state.open ? known.open : oldest(state.open.values()),
		exchanges: state.exchanges,
		droppedExchanges: state.droppedExchanges,
		totals: state.totals,
		hosts,
		transforms: state.transforms,
		fetch: state.fetch,
		crowd: state.crowd,
		seed: state.seed,
		notices: state.notices,
		perSecond: state.perSecond,
		histogram: known && before?.latencies === state.latencies ? known.histogram : histogramOf(state.latencies),
		clockShiftMs: state.clockShiftMs,
		lagMs: 0,
		ready: state.ready,
		...(state.recording && { recording: state.recording }),
	};
}

/** The snapshot of a lab in which nothing has happened yet. */
export const emptySnapshot: Snapshot = snapshotOf(initialState);

function inOrder(servers: Iterable<ServerState>): readonly ServerState[] {
	return [...servers].sort((a, b) => rank[a.kind] - rank[b.kind]);
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
		.filter(({ kind }) => kind !== 'transform')
		.map(server => ({ address: formatAddress(server), label: server.id, server: server.id, status: server.status }));
}

function addedHosts(state: LabState, servers: readonly ServerState[]): Host[] {
	const ours = new Set(servers.map(formatAddress));
	return state.addedHosts
		.filter(address => !ours.has(address))
		.map(address => ({ address, label: address, status: 'unknown' }));
}

function keepIfEqual(known: readonly Host[] | undefined, hosts: readonly Host[]): readonly Host[] {
	const same =
		known?.length === hosts.length &&
		known.every((host, i) => host.address === hosts[i]?.address && host.status === hosts[i]?.status);
	return same ? known : hosts;
}
