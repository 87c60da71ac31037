import type { ConnectionId } from '../../events/events.ts';
import { firstIndexWhere } from '../../wire/first-index-where.ts';
import type { Exchange } from '../snapshot.ts';

/** Where the exchange with this id stands, or -1: exchanges are in the order of their ids. */
export function indexOfExchange(exchanges: readonly Exchange[], id: ConnectionId): number {
	const index = firstIndexWhere(exchanges.length, at => (exchanges[at]?.id ?? 0) >= id);
	return exchanges[index]?.id === id ? index : -1;
}
