import type { EventOf } from '../../../events/events.ts';
import { formatAddress } from '../../../wire/address.ts';
import { bounds, type Exchange } from '../../snapshot.ts';
import type { LabModel } from '../lab-model.ts';
import { serverAt } from '../server-at.ts';
import { batchFound } from './apply-batch-event.ts';
import { countsOf } from './apply-crowd-event.ts';
import { pairKey, tieFetch } from './join.ts';

type FoundEvent = EventOf<
	'connection-found-open' | 'dial-found-open' | 'fetch-found-running' | 'batch-found-running' | 'crowd-found-running'
>;

/** Applies an event about something that was under way when a recording began. It goes on; what it did before is not counted. */
export function applyFoundEvent(model: LabModel, event: FoundEvent): void {
	switch (event.type) {
		case 'connection-found-open':
			connectionFound(model, event);
			break;
		case 'dial-found-open':
			dialFound(model, event);
			break;
		case 'fetch-found-running':
			fetchFound(model, event);
			break;
		case 'batch-found-running':
			batchFound(model, event);
			break;
		case 'crowd-found-running':
			crowdFound(model, event);
			break;
	}
}

function connectionFound(model: LabModel, event: EventOf<'connection-found-open'>): void {
	const { type: _, time, connection, ageMs, server, cancelled, ...known } = event;
	const kind = model.now.servers.get(server)?.kind ?? 'poetry';
	const { clockShiftMs } = model.now;
	const exchange: Exchange = {
		id: connection,
		server,
		kind,
		openedAt: time - ageMs,
		...(clockShiftMs !== 0 && { clockShiftMs }),
		...(cancelled === true && { cancelled }),
		...known,
	};
	model.addExchange(exchange);
	model.count('open');
	model.changeServer(server, changed => {
		changed.open += 1;
	});
	const key = pairKey(server, event.peerPort);
	const id = model.now.dialPorts.get(key);
	const dial = id === undefined ? undefined : model.now.dials.get(id);
	if (id !== undefined && dial !== undefined) {
		model.now.dials.set(id, { ...dial, connection });
	} else if (model.now.dials.size > 0 && known.servesFetch === undefined) {
		model.now.unjoined.set(key, connection);
	}
	if (kind !== 'transform' && known.servesFetch !== undefined) {
		tieFetch(model, known.servesFetch, exchange);
	}
}

function dialFound(model: LabModel, event: EventOf<'dial-found-open'>): void {
	const { time, dial, fetch, purpose, host, port, ageMs, localPort, server, crowd } = event;
	const to = serverAt(model.now, host, port)?.id;
	const by = server ?? (crowd === undefined ? 'client' : 'crowd');
	const ofCrowd = crowd === undefined ? {} : { crowd };
	model.now.dials.set(dial, { fetch, purpose, by, to, localPort, host, port, startedAt: time - ageMs, ...ofCrowd });
	if (to !== undefined && localPort !== undefined) {
		model.now.dialPorts.set(pairKey(to, localPort), dial);
	}
	if (purpose === 'poem' && localPort !== undefined) {
		model.fetches.change(fetch, { connected: true });
	}
}

function fetchFound(model: LabModel, event: EventOf<'fetch-found-running'>): void {
	// A proxy's fetches show in its exchanges.
	if (event.server !== undefined) {
		return;
	}
	const { fetch: id, time, ageMs, poem, bytes, steps, firstByteMs, poemMs, batch } = event;
	model.fetches.set({
		id,
		address: formatAddress(event),
		status: 'running',
		startedAt: time - ageMs,
		poem: new Uint8Array(poem.subarray(0, bounds.poemBytes)),
		poemBytes: bytes,
		steps,
		...(batch !== undefined && { batch }),
		...(firstByteMs !== undefined && { firstByteMs }),
		...(poemMs !== undefined && { poemMs, connected: true }),
	});
}

function crowdFound(model: LabModel, event: EventOf<'crowd-found-running'>): void {
	const { crowd: id, time, ageMs, transforms, clients, ratePerSecond, cache } = event;
	const server = serverAt(model.now, event.host, event.port)?.id;
	model.now.crowd = {
		id,
		address: formatAddress(event),
		...(server !== undefined && { server }),
		transforms,
		clients,
		...(ratePerSecond !== undefined && { ratePerSecond }),
		status: 'running',
		startedAt: time - ageMs,
		...(cache !== undefined && { cache }),
		...countsOf(event),
	};
}
