import type { ConnectionId, ConnectionOpened, DialConnected, DialId, ServerId } from '../../events/events.ts';
import { countForCrowd } from './apply-crowd-event.ts';
import type { Draft } from './draft.ts';
import type { DialState } from './state.ts';

/** The two ends of one connection within the lab share this: the server, and the port of the end that dialled. */
export function pairKey(server: ServerId, dialPort: number): string {
	return `${server} ${dialPort}`;
}

/** Ties a new exchange to the dial at its other end; the dial may not have told its port yet. */
export function joinConnection(draft: Draft, { server, connection, peerPort }: ConnectionOpened): void {
	const { dials, dialPorts } = draft.now;
	const key = pairKey(server, peerPort);
	const id = dialPorts.get(key) ?? 0;
	const dial = dials.get(id);
	if (dial !== undefined) {
		join(draft, connection, id, dial);
	} else if (dials.size > 0) {
		draft.unjoined.set(key, connection);
	}
}

/** Ties a dial that has just told its port to the exchange at its other end; that may not have been seen yet. */
export function joinDial(draft: Draft, { dial: id, localPort }: DialConnected): void {
	const dial = draft.now.dials.get(id);
	if (!dial) {
		return;
	}
	draft.dials.set(id, { ...dial, localPort });
	if (dial.purpose === 'poem' && draft.now.fetch?.id === dial.fetch) {
		draft.changeFetch({ connected: true });
	}
	if (dial.to === undefined) {
		return;
	}
	const key = pairKey(dial.to, localPort);
	draft.dialPorts.set(key, id);
	const connection = draft.now.unjoined.get(key);
	if (connection === undefined) {
		return;
	}
	draft.unjoined.delete(key);
	join(draft, connection, id, { ...dial, localPort });
}

function join(draft: Draft, connection: ConnectionId, id: DialId, dial: DialState): void {
	draft.dials.set(id, { ...dial, connection });
	const exchange = draft.changeExchange(connection, { peer: dial.by, servesFetch: dial.fetch });
	if (exchange?.peer === 'crowd' && exchange.cache !== undefined) {
		countForCrowd(draft, exchange, exchange.cache);
	}
	if (!exchange || dial.purpose !== 'poem' || draft.now.fetch?.id !== dial.fetch) {
		return;
	}
	draft.changeFetch({
		connection,
		server: exchange.server,
		...(exchange.cache !== undefined && { cache: exchange.cache }),
	});
}
