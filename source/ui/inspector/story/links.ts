import type { ConnectionId, DialId, LabEvent, ServerId, ServerKind } from '../../../events/events.ts';
import type { ServerState } from '../../../lab/lab.ts';
import { formatAddress } from '../../../wire/address.ts';
import { type Dialling, isDialling, isFetching, isOpening, type Opening } from './beginnings.ts';

/** One connection as both of its ends tell of it; an end that is not ours tells nothing. */
export interface Link {
	/** The end that dialled, where that is ours. */
	readonly dial: Dialling | undefined;
	/** The end that accepted, where that is ours. */
	readonly opened: Opening | undefined;
	/** What both ends told, in order. */
	readonly events: readonly LabEvent[];
}

/** Every connection that these events tell of, in the order in which they began. */
export function linksOf(events: readonly LabEvent[], servers: readonly ServerState[]): readonly Link[] {
	const told = gather(events);
	const unclaimed = new Set(events.filter(isOpening));
	const paired = events.filter(isDialling).map((dial): Link => {
		const opened = otherEnd(dial, told.byDial.get(dial.dial) ?? [], unclaimed, servers);
		if (opened !== undefined) {
			unclaimed.delete(opened);
		}
		return { dial, opened, events: told.of(dial, opened) };
	});
	const strangers = Array.from(
		unclaimed,
		(opened): Link => ({ dial: undefined, opened, events: told.of(undefined, opened) }),
	);
	return [...paired, ...strangers].sort((a, b) => told.placeOf(a.events[0]) - told.placeOf(b.events[0]));
}

/** The server of ours that listens at this address, or did. */
export function serverAt(
	servers: readonly ServerState[],
	{ host, port }: { readonly host: string; readonly port: number },
): ServerState | undefined {
	return servers.find(
		server =>
			server.port === port &&
			(server.host === host ||
				everyAddress.has(server.host) ||
				(thisMachine.has(host) && thisMachine.has(server.host))),
	);
}

/** A server's kind; of one that is not known any more, as its id says. */
export function kindOf(id: ServerId, servers: readonly ServerState[]): ServerKind {
	const known = servers.find(server => server.id === id)?.kind;
	return known ?? (id === 'transform' ? 'transform' : id.startsWith('proxy/') ? 'proxy' : 'poetry');
}

/** The address of whoever is at the other end of a server's connection. */
export function peerAddress({ peerHost, peerPort }: Opening): string {
	return formatAddress({ host: peerHost.replace(/^::ffff:/, ''), port: peerPort });
}

const everyAddress = new Set(['0.0.0.0', '::']);
const thisMachine = new Set(['127.0.0.1', 'localhost', '::1']);

/** Each end's events, gone through once. */
function gather(events: readonly LabEvent[]) {
	const byDial = new Map<DialId, LabEvent[]>();
	const byConnection = new Map<ConnectionId, LabEvent[]>();
	const places = new Map<LabEvent, number>();
	for (const [place, event] of events.entries()) {
		places.set(event, place);
		if ('dial' in event) {
			add(byDial, event.dial, event);
		} else if ('connection' in event && event.connection !== undefined && !isFetching(event)) {
			// A proxy's fetch names the connection that asked for it, but does not happen on it.
			add(byConnection, event.connection, event);
		}
	}
	const placeOf = (event: LabEvent | undefined) => (event && places.get(event)) ?? Number.POSITIVE_INFINITY;
	const of = (dial: Dialling | undefined, opened: Opening | undefined): readonly LabEvent[] =>
		[...((dial && byDial.get(dial.dial)) ?? []), ...((opened && byConnection.get(opened.connection)) ?? [])].sort(
			(a, b) => placeOf(a) - placeOf(b),
		);
	return { byDial, placeOf, of };
}

function add<Key>(lists: Map<Key, LabEvent[]>, key: Key, event: LabEvent): void {
	const list = lists.get(key);
	if (list === undefined) {
		lists.set(key, [event]);
	} else {
		list.push(event);
	}
}

function localPortOf(dial: Dialling): number | undefined {
	return dial.type === 'dial-found-open' ? dial.localPort : undefined;
}

/** The two ends of one connection share a port. A port is used again after a while, so the nearest in time is meant. */
function otherEnd(
	dial: Dialling,
	told: readonly LabEvent[],
	candidates: ReadonlySet<Opening>,
	servers: readonly ServerState[],
): Opening | undefined {
	const port = localPortOf(dial) ?? told.find(event => event.type === 'dial-connected')?.localPort;
	const server = serverAt(servers, dial)?.id;
	const distance = ({ time }: Opening) => Math.abs(time - dial.time);
	return [...candidates]
		.filter(opened => opened.peerPort === port && (server === undefined || opened.server === server))
		.sort((a, b) => distance(a) - distance(b))[0];
}
