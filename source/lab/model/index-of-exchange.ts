import type { ConnectionId } from '../../events/events.ts';
import type { Exchange } from '../snapshot.ts';

/** Where the exchange with this id stands, or -1: exchanges are in the order of their ids. */
export function indexOfExchange(exchanges: readonly Exchange[], id: ConnectionId): number {
	let low = 0;
	let high = exchanges.length - 1;
	while (low <= high) {
		const middle = (low + high) >> 1;
		const found = exchanges[middle]?.id ?? 0;
		if (found === id) {
			return middle;
		}
		if (found < id) {
			low = middle + 1;
		} else {
			high = middle - 1;
		}
	}
	return -1;
}
