import type { ConnectionFoundOpen, CrowdFoundRunning, DialFoundOpen, FetchFoundRunning } from '../../events/events.ts';
import { formatAddress } from '../../wire/address.ts';
import { bounds } from '../lab.ts';
import { countsOf } from './apply-crowd-event.ts';
import type { Draft } from './draft.ts';
import { pairKey } from './join.ts';
import { serverAt } from './server-at.ts';

type FoundEvent = ConnectionFoundOpen | DialFoundOpen | FetchFoundRunning | CrowdFoundRunning;

/** What was under way when a recording began. It is there, and goes on; but what it had done before is not counted. */
export function applyFoundEvent(draft: Draft, event: FoundEvent): void {
	switch (event.type) {
		case 'connection-found-open':
			connectionFound(draft, event);
			break;
		case 'dial-found-open':
			dialFound(draft, event);
			break;
		case 'fetch-found-running':
			fetchFound(draft, event);
			break;
		case 'crowd-found-running':
			crowdFound(draft, event);
			break;
	}
}

function connectionFound(draft: Draft, event: ConnectionFoundOpen): void {
	const { type: _, time, connection, ageMs, server, cancelled, ...known } = event;
	const kind = draft.now.servers.get(server)?.kind ?? 'poetry';
	const { clockShiftMs } = draft.now;
	draft.addExchange({
		id: connection,
		server,
		kind,
		openedAt: time - ageMs,
		...(clockShiftMs !== 0 && { clockShiftMs }),
		...(cancelled === true && { cancelled }),
		...known,
	});
	draft.totals.open += 1;
	draft.changeServer(server, ({ open }) => ({ open: open + 1 }));
	const key = pairKey(server, event.peerPort);
	const id = draft.now.dialPorts.get(key);
	const dial = id === undefined ? undefined : draft.now.dials.get(id);
	if (id !== undefined && dial !== undefined) {
		draft.dials.set(id, { ...dial, connection });
	} else if (draft.now.dials.size > 0 && known.servesFetch === undefined) {
		draft.unjoined.set(key, connection);
	}
	if (kind !== 'transform' && known.servesFetch !== undefined && known.servesFetch === draft.now.fetch?.id) {
		draft.changeFetch({
			connection,
			server,
			...(known.cache !== undefined && { cache: known.cache }),
		});
	}
}

function dialFound(draft: Draft, event: DialFoundOpen): void {
	const { time, dial, fetch, purpose, host, port, ageMs, localPort, server, crowd } = event;
	const to = serverAt(draft.now, host, port)?.id;
	const by = server ?? (crowd === undefined ? 'client' : 'crowd');
	const ofCrowd = crowd === undefined ? {} : { crowd };
	draft.dials.set(dial, { fetch, purpose, by, to, localPort, host, port, startedAt: time - ageMs, ...ofCrowd });
	if (to !== undefined && localPort !== undefined) {
		draft.dialPorts.set(pairKey(to, localPort), dial);
	}
	if (purpose === 'poem' && localPort !== undefined && draft.now.fetch?.id === fetch) {
		draft.changeFetch({ connected: true });
	}
}

function fetchFound(draft: Draft, event: FetchFoundRunning): void {
	// A proxy's fetches show in its exchanges.
	if (event.server !== undefined) {
		return;
	}
	const { fetch: id, time, ageMs, poem, bytes, steps, firstByteMs, poemMs } = event;
	draft.setFetch({
		id,
		address: formatAddress(event),
		status: 'running',
		startedAt: time - ageMs,
		poem: new Uint8Array(poem.subarray(0, bounds.poemBytes)),
		poemBytes: bytes,
		steps,
		...(firstByteMs !== undefined && { firstByteMs }),
		...(poemMs !== undefined && { poemMs, connected: true }),
	});
}

function crowdFound(draft: Draft, event: CrowdFoundRunning): void {
	const { crowd: id, time, ageMs, transforms, clients, ratePerSecond, cache } = event;
	const server = serverAt(draft.now, event.host, event.port)?.id;
	draft.set('crowd', {
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
	});
}
