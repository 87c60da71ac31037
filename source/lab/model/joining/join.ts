import type { ConnectionId, DialId, EventOf, FetchId, ServerId } from '../../../events/events.ts';
import type { Exchange } from '../../snapshot.ts';
import { countForCrowd } from '../apply/crowds.ts';
import type { LabModel } from '../lab-model.ts';
import type { DialState } from '../state.ts';

/** A key that both ends of a connection within the lab share: the server, and the port of the end that dialled. */
export function pairKey(server: ServerId, dialPort: number): string {
	return `${server} ${dialPort}`;
}

/** Ties a new exchange to the dial at its other end; the dial may not have told its port yet. */
export function joinConnection(model: LabModel, { server, connection, peerPort }: EventOf<'connection-opened'>): void {
	const { dials, dialPorts } = model.now;
	// Without a dial there is nothing to tie it to; without a port, nothing to tie it by.
	if (dials.size === 0 || peerPort === 0) {
		return;
	}
	const key = pairKey(server, peerPort);
	const id = dialPorts.get(key) ?? 0;
	const dial = dials.get(id);
	if (dial !== undefined) {
		join(model, connection, id, dial);
	} else {
		model.now.unjoined.set(key, connection);
	}
}

/** Ties a dial that has just told its port to the exchange at its other end; that may not have been seen yet. */
export function joinDial(model: LabModel, { dial: id, localPort }: EventOf<'dial-connected'>): void {
	const dial = model.now.dials.get(id);
	if (!dial) {
		return;
	}
	model.now.dials.set(id, { ...dial, localPort });
	if (dial.purpose === 'poem') {
		model.fetches.change(dial.fetch, { connected: true });
	}
	if (dial.to === undefined || localPort === 0) {
		return;
	}
	const key = pairKey(dial.to, localPort);
	model.now.dialPorts.set(key, id);
	const connection = model.now.unjoined.get(key);
	if (connection === undefined) {
		return;
	}
	model.now.unjoined.delete(key);
	join(model, connection, id, { ...dial, localPort });
}

function join(model: LabModel, connection: ConnectionId, id: DialId, dial: DialState): void {
	model.now.dials.set(id, { ...dial, connection });
	const exchange = model.changeExchange(connection, { peer: dial.by, servesFetch: dial.fetch });
	if (exchange?.peer === 'crowd' && exchange.cache !== undefined) {
		countForCrowd(model, exchange, exchange.cache);
	}
	if (exchange && dial.purpose === 'poem') {
		tieFetch(model, dial.fetch, exchange);
	}
}

/** Sets on a fetch of the client's the exchange that serves its poem, and the cache outcome of that exchange. */
export function tieFetch(model: LabModel, fetch: FetchId, exchange: Exchange): void {
	const { id: connection, server, cache, cacheFrom, withLab } = exchange;
	model.fetches.change(fetch, {
		connection,
		server,
		...(cache !== undefined && { cache }),
		...(cacheFrom !== undefined && { cacheFrom }),
		...(withLab !== undefined && { withLab }),
	});
}
