import type { Exchange } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { nameIn } from '../../text/ways.ts';
import { textWidth } from '../../text/width.ts';

/** Who an exchange's peer is: one of ours by name, or its port, or its address where it is not on this machine. */
export function peerLabel({ peer, peerHost, peerPort }: Exchange): string {
	if (peer !== undefined) {
		return visibleLine(peer);
	}
	const local = peerHost === '127.0.0.1' || peerHost === '::1' || peerHost === '::ffff:127.0.0.1';
	return local
		? `:${peerPort}`
		: visibleLine(peerHost.includes(':') ? `[${peerHost}]:${peerPort}` : `${peerHost}:${peerPort}`);
}

/** The label, or of one of ours whose name does not fit its kind alone, which still tells it from strangers. */
export function fittingPeerLabel(exchange: Exchange, width: number): string {
	const label = peerLabel(exchange);
	if (textWidth(label) <= width) {
		return label;
	}
	return exchange.peer === undefined ? nameIn(label, width) : (label.split('/')[0] ?? label);
}
