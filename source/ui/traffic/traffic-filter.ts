import type { Exchange } from '../../lab/lab.ts';
import { exchangeOutcome, outcomeText, visibleLine } from '../outcome.ts';

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

const searched = new WeakMap<Exchange, string>();

/** The exchanges in which every word of the filter is found: in the server, the outcome, the transform or the peer. */
export function filterExchanges(exchanges: readonly Exchange[], filter: string): readonly Exchange[] {
	const words = filter
		.toLowerCase()
		.split(/\s+/)
		.filter(word => word !== '');
	if (words.length === 0) {
		return exchanges;
	}
	return exchanges.filter(exchange => {
		const text = searchedText(exchange);
		return words.every(word => text.includes(word));
	});
}

function searchedText(exchange: Exchange): string {
	const known = searched.get(exchange);
	if (known !== undefined) {
		return known;
	}
	const text = [exchange.server, outcomeText(exchangeOutcome(exchange)), exchange.transform ?? '', peerLabel(exchange)]
		.join('\n')
		.toLowerCase();
	searched.set(exchange, text);
	return text;
}
