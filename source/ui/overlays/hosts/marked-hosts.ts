import type { Host } from '../../../lab/snapshot/host.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { hostsOfKind } from '../../panels/client/client-hosts.ts';
import type { OverlayOf } from '../../state.ts';

type HostPicker = OverlayOf<'host-picker'>;

/** The addresses that are marked: those that the person marked, or else all of the kind whose name was typed. */
export function markedIn(
	{ marked, hasToggled, query }: HostPicker,
	{ hosts }: Pick<Snapshot, 'hosts'>,
): readonly string[] {
	const ofKind = hasToggled ? undefined : hostsOfKind(hosts, query);
	return ofKind?.map(({ address }) => address) ?? marked;
}

/** True where enter takes all of these that are marked, rather than the host that the person is on alone. */
export function takesMarked(marked: readonly string[], { hasToggled }: HostPicker, { address }: Host): boolean {
	return marked.length > 0 && (hasToggled || marked.includes(address));
}

/** The marked addresses with these ones as well, or without them where all were marked; in the order of the hosts. */
export function toggled(
	marked: readonly string[],
	addresses: readonly string[],
	{ hosts }: Snapshot,
): readonly string[] {
	const others = new Set(marked);
	const areMarked = addresses.every(address => others.has(address));
	for (const address of addresses) {
		if (areMarked) {
			others.delete(address);
		} else {
			others.add(address);
		}
	}
	return hosts.filter(({ address }) => others.has(address)).map(({ address }) => address);
}
