import type { Exchange } from '../../../lab/snapshot.ts';
import { bareHost, formatAddress } from '../../../wire/address.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { clipMiddle } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';

type Peer = Pick<Exchange, 'peer' | 'peerHost' | 'peerPort' | 'peerName'>;

/**
 * Who an exchange's peer is: one of ours by its kind and name, a lab of the class by its name, one on this machine by its
 * port, and any other by its address.
 */
export function peerLabel({ peer, peerHost, peerPort, peerName }: Peer): string {
	const address = isHere(peerHost) ? `:${peerPort}` : formatAddress({ host: bareHost(peerHost), port: peerPort });
	return visibleLine(peer ?? peerName ?? address);
}

/** All by which a filter finds the peer: its label, and the address of one that has a name. */
export function peerWords(peer: Peer): string {
	const { peer: ours, peerHost, peerPort, peerName } = peer;
	const label = peerLabel(peer);
	return ours === undefined && peerName !== undefined ? `${label}\n${peerLabel({ peerHost, peerPort })}` : label;
}

/**
 * The label in so many columns: where it has no room, one of ours is told by its kind, which still tells it from
 * strangers, and a stranger by its host, cut in its middle.
 */
export function fittingPeerLabel(peer: Peer, width: number): string {
	const label = peerLabel(peer);
	if (textWidth(label) <= width) {
		return label;
	}
	if (peer.peer !== undefined) {
		return label.split('/')[0] ?? label;
	}
	return peer.peerName === undefined ? clipMiddle(visibleLine(bareHost(peer.peerHost)), width) : label;
}

/** The widths of the labels of strangers elsewhere: of the longest host or name, and of the longest whole label. */
export function strangerWidths(exchanges: readonly Peer[]): { readonly host: number; readonly label: number } {
	let [host, label] = [0, 0];
	for (const exchange of exchanges) {
		const { peer, peerHost, peerName } = exchange;
		if (peer === undefined && (peerName !== undefined || !isHere(peerHost))) {
			host = Math.max(host, textWidth(visibleLine(peerName ?? bareHost(peerHost))));
			label = Math.max(label, textWidth(peerLabel(exchange)));
		}
	}
	return { host, label };
}

function isHere(peerHost: string): boolean {
	const host = bareHost(peerHost);
	return host === '127.0.0.1' || host === '::1';
}
