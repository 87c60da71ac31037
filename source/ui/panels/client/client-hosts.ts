import fuzzysort from 'fuzzysort';
import type { Host } from '../../../lab/snapshot/host.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { AddressError, formatAddress, parseAddress } from '../../../wire/address.ts';
import type { ScreenState } from '../../state.ts';

/** A host that was found, and which characters of its label were. */
export interface FoundHost {
	readonly host: Host;
	readonly matched: ReadonlySet<number>;
}

const nothing: ReadonlySet<number> = new Set();

/** The address that a fetch goes to: what was picked, or the first proxy, so that a cache is there to be seen. */
export function chosenAddress({ client }: ScreenState, { hosts }: Snapshot): string | undefined {
	const usable = hosts.filter(({ status }) => status === 'listening');
	const proxy = usable.find(({ server }) => server?.startsWith('proxy/'));
	return client.address ?? (proxy ?? usable[0] ?? hosts[0])?.address;
}

/** The addresses that a fetch goes to: the marked ones, or the one that was picked. */
export function chosenAddresses(state: ScreenState, snapshot: Snapshot): readonly string[] {
	const address = chosenAddress(state, snapshot);
	return state.client.marked.length > 0 ? state.client.marked : address === undefined ? [] : [address];
}

/** The name of a host: the id of the server where that is one of ours, else its address. */
export function hostLabel(address: string, { hosts }: Snapshot): string {
	return hosts.find(host => host.address === address)?.label ?? address;
}

/** Several hosts by their number and what they are: `8 poets`, `3 proxies`, `5 hosts`. */
export function hostsWords(addresses: readonly string[], snapshot: Snapshot): string {
	const kinds = new Set(addresses.map(address => hostLabel(address, snapshot).split('/')[0]));
	const [kind = ''] = kinds;
	const word = kinds.size === 1 ? (kindWords[kind] ?? 'hosts') : 'hosts';
	return `${addresses.length} ${word}`;
}

const kindWords: { readonly [kind: string]: string } = { poetry: 'poets', proxy: 'proxies' };

/** The host of that address, where the lab knows it. */
export function chosenHost(state: ScreenState, snapshot: Snapshot): Host | undefined {
	const address = chosenAddress(state, snapshot);
	return snapshot.hosts.find(host => host.address === address);
}

/** The address of a new host, as it was typed; or the reason why it is none. */
export type TypedHost = { readonly address: string } | { readonly error: string };

const howToAdd = 'to add one, write host:port, like 127.0.0.1:10000';

/** Reads what was typed as a new host. A text that may only be a part of a name is told as one that was not found. */
export function readTypedHost(query: string): TypedHost {
	try {
		return { address: formatAddress(parseAddress(query)) };
	} catch (error) {
		if (!(error instanceof AddressError)) {
			throw error;
		}
		return { error: /[:[]/.test(query) ? error.message : `no host here has that in its name; ${howToAdd}` };
	}
}

/** The address of the next host, or the one before; round at the ends. */
export function stepHost(state: ScreenState, snapshot: Snapshot, by: number): string | undefined {
	const { hosts } = snapshot;
	const now = hosts.findIndex(({ address }) => address === chosenAddress(state, snapshot));
	return hosts[(now + by + hosts.length) % hosts.length]?.address ?? state.client.address;
}

/** All hosts of the kind that a query names, `poets` or `proxies`; undefined where it names none. */
export function hostsOfKind(hosts: readonly Host[], query: string): readonly Host[] | undefined {
	const wanted = query.trim().toLowerCase();
	const kind = Object.keys(kindWords).find(one => kindWords[one] === wanted);
	return kind === undefined ? undefined : hosts.filter(({ label }) => label.startsWith(`${kind}/`));
}

/** The hosts that a query finds, the best first; all of them in their order for an empty one. */
export function findHosts(hosts: readonly Host[], query: string): readonly FoundHost[] {
	const wanted = query.trim();
	if (wanted === '') {
		return hosts.map(host => ({ host, matched: nothing }));
	}
	const ofKind = hostsOfKind(hosts, wanted);
	if (ofKind !== undefined) {
		return ofKind.map(host => ({ host, matched: nothing }));
	}
	const exact = hosts.find(({ address, forOthers }) => address === wanted || forOthers === wanted);
	if (exact !== undefined) {
		return [{ host: exact, matched: nothing }];
	}
	// An address is either known or new: half a port is not a way of looking for one.
	if (/:\d*$/.test(wanted) && !hosts.some(({ address, forOthers = address }) => forOthers.startsWith(wanted))) {
		return [];
	}
	return fuzzysort
		.go(wanted, hosts, { keys: ['label', ({ address, forOthers }) => forOthers ?? address], threshold: 0.2, limit: 0 })
		.map(result => ({ host: result.obj, matched: new Set(result[0]?.indexes ?? []) }));
}
