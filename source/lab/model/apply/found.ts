import type { foundEvents } from '../../../events/subjects/found.ts';
import { formatAddress } from '../../../wire/address.ts';
import { bounds, type Exchange } from '../../snapshot.ts';
import type { Appliers } from '../appliers.ts';
import { connectDialled, showDialled } from '../joining/dialled.ts';
import { pairKey, tieFetch } from '../joining/join.ts';
import { namedServer, serverAt } from '../server-at.ts';
import { batchBegun } from './batches.ts';
import { peerNameAt } from './class.ts';
import { countsOf } from './crowds.ts';

/** Applies the first events of a recording that began in the middle of a session: its unfinished work and its counts. */
export const applyFoundEvent: Appliers<typeof foundEvents> = {
	'connection-found-open': (model, event) => {
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
			...peerNameAt(model, known.peerHost),
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
	},

	'dial-found-open': (model, event) => {
		const { time, dial, fetch, purpose, host, port, ageMs, localPort, server, crowd } = event;
		const to = serverAt(model.now, host, port)?.id;
		const by = server ?? (crowd === undefined ? 'client' : 'crowd');
		const ofCrowd = crowd === undefined ? {} : { crowd };
		const known = { fetch, purpose, by, to, localPort, host, port, startedAt: time - ageMs, ...ofCrowd } as const;
		model.now.dials.set(dial, known);
		showDialled(model, dial, known);
		if (localPort !== undefined) {
			connectDialled(model, dial);
		}
		if (to !== undefined && localPort !== undefined) {
			model.now.dialPorts.set(pairKey(to, localPort), dial);
		}
		if (purpose === 'poem' && localPort !== undefined) {
			model.fetches.change(fetch, { connected: true });
		}
	},

	'fetch-found-running': (model, event) => {
		// A proxy's fetches show in its exchanges.
		if (event.server !== undefined) {
			return;
		}
		const { fetch: id, time, ageMs, poem, bytes, steps, firstByteMs, poemMs, batch } = event;
		model.fetches.set({
			id,
			address: formatAddress(event),
			...namedServer(model, event),
			status: 'running',
			startedAt: time - ageMs,
			poem: new Uint8Array(poem.subarray(0, bounds.poemBytes)),
			poemBytes: bytes,
			steps,
			...(batch !== undefined && { batch }),
			...(firstByteMs !== undefined && { firstByteMs }),
			...(poemMs !== undefined && { poemMs, connected: true }),
		});
	},

	'batch-found-running': (model, event) => {
		batchBegun(model, event, event.time - event.ageMs);
		for (const [index, { bytes, ...known }] of event.fetches.entries()) {
			model.fetches.change(event.firstFetch + index, { ...known, poemBytes: bytes });
		}
	},

	'crowd-found-running': (model, event) => {
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
	},

	'events-left-out': (model, { events }) => {
		model.now.eventsLeftOut = events;
	},

	'counts-found': (model, event) => model.takeCounts(event),

	'server-counts-found': (model, { type: _, time: __, server, ...counts }) =>
		model.changeServer(server, changed => {
			Object.assign(changed, counts);
		}),

	'latencies-found': (model, event) => model.takeLatencies(event),
};
