import type { ConnectionId, FailureCode, LabEvent, ServerId, ServerKind } from '../../../events/events.ts';
import { kindInId, ofEachKind, serverKinds } from '../../../lab/server-kinds.ts';
import type { ServerState } from '../../../lab/snapshot/server-state.ts';
import { formatAddress } from '../../../wire/address.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { type Dialling, type Link, type Opening, serverListeningAt } from './links.ts';

/** One connection between two parties. */
export interface Leg extends Link {
	/** Its place among the legs of its trace, from 0. */
	readonly index: number;
	/** The keys of the parties: who dialled, and who was dialled. */
	readonly from: string;
	readonly to: string;
	readonly purpose: 'poem' | 'transform';
	/** The transform that it asks for: its name, and its place among the fetch's transforms. */
	readonly step: { readonly transform: string; readonly step: number } | undefined;
	/** The failure as its dialling end saw it; undefined where that end saw none, or is not ours. */
	readonly failure: FailureCode | undefined;
}

/**
 * Somebody who took part. A stranger is a client that is not ours, an `elsewhere` a server that is not; the class is the
 * labs that share an engine.
 */
export interface Party {
	readonly key: string;
	readonly kind: 'client' | 'stranger' | 'elsewhere' | 'class' | ServerKind;
	/** Safe to show. */
	readonly name: string;
}

/** The link with its parties and its failure. */
export function legOf(link: Link, index: number, events: readonly LabEvent[], servers: readonly ServerState[]): Leg {
	const { dial, opened } = link;
	const from = dial === undefined ? (opened === undefined ? '' : peerAddress(opened)) : dialler(dial);
	const to =
		opened?.server ?? (dial === undefined ? '' : (serverListeningAt(servers, dial)?.id ?? formatAddress(dial)));
	const isTransform = dial === undefined ? kindOf(to, servers) === 'transform' : dial.purpose === 'transform';
	const step = dial !== undefined && isTransform ? stepOf(dial, events) : undefined;
	const failure = failureOf(link, step, events);
	return { ...link, index, from, to, purpose: isTransform ? 'transform' : 'poem', step, failure };
}

const { poetry, transform } = serverKinds;
const lanes = {
	...ofEachKind(kind => serverKinds[kind].lane),
	client: 0,
	stranger: 0,
	elsewhere: poetry.lane,
	/** Between the proxies, which ask it first, and their upstreams. */
	class: (serverKinds.proxy.lane + poetry.lane) / 2,
};

/** The names of strangers that the class knows, by their connections. */
export type PeerNames = ReadonlyMap<ConnectionId, string>;

/** The key of the class, which is a party without a connection that is shown. */
export const classKey = 'the class';

/** Everybody on these legs, in the order of their lanes: who asks, proxies, poetry servers, transform servers. */
export function partiesOf(
	legs: readonly Leg[],
	servers: readonly ServerState[],
	withClass: boolean,
	peerNames: PeerNames,
): readonly Party[] {
	const parties = new Map<string, Party & { readonly lane: number }>();
	const names = new Map<string, string>();
	const add = (key: string, kind: Party['kind'], lane: number = lanes[kind]): void => {
		if (!parties.has(key)) {
			parties.set(key, { key, kind, lane, name: visibleLine(names.get(key) ?? key) });
		}
	};
	for (const { from, to, dial, opened, purpose } of legs) {
		const name = dial === undefined && opened !== undefined ? peerNames.get(opened.connection) : undefined;
		if (name !== undefined) {
			names.set(from, name);
		}
		add(from, dial === undefined ? 'stranger' : dial.server === undefined ? 'client' : 'proxy');
		if (opened !== undefined || servers.some(({ id }) => id === to)) {
			add(to, kindOf(to, servers));
		} else {
			add(to, 'elsewhere', purpose === 'transform' ? transform.lane : poetry.lane);
		}
	}
	if (withClass) {
		add(classKey, 'class');
	}
	return [...parties.values()].sort((a, b) => a.lane - b.lane);
}

/** True for a connection of the client's own fetch. Of a crowd's client no fetch is told: only its connections are. */
export function isClientFetch({ dial }: Link): boolean {
	return dial !== undefined && dial.server === undefined && dial.crowd === undefined;
}

/** The key of the party that dialled. */
export function dialler({ server, crowd }: Dialling): string {
	return server ?? (crowd === undefined ? 'client' : 'one of a crowd');
}

/** The address of whoever is at the other end of a server's connection. */
export function peerAddress({ peerHost, peerPort }: Opening): string {
	return formatAddress({ host: peerHost.replace(/^::ffff:/, ''), port: peerPort });
}

/** A server's kind; of one that is not known any more, as its id says. */
function kindOf(id: ServerId, servers: readonly ServerState[]): ServerKind {
	const known = servers.find(server => server.id === id)?.kind;
	return known ?? kindInId(id) ?? 'poetry';
}

function stepOf({ fetch, time }: Dialling, events: readonly LabEvent[]): Leg['step'] {
	const own = events.filter(event => 'fetch' in event && event.fetch === fetch);
	const started = own.filter(event => event.type === 'fetch-transform-started').findLast(event => event.time <= time);
	if (started !== undefined) {
		return started;
	}
	// The recording began while it ran.
	const steps = own.find(event => event.type === 'fetch-found-running')?.steps ?? [];
	const step = steps.findIndex(({ status }) => status === 'running');
	const transform = steps[step]?.transform;
	return transform === undefined ? undefined : { transform, step };
}

function failureOf(
	{ dial, dialClosed }: Link,
	step: Leg['step'],
	events: readonly LabEvent[],
): FailureCode | undefined {
	if (dial === undefined || dialClosed === undefined || dialClosed.failure !== undefined) {
		return dialClosed?.failure;
	}
	if (dial.purpose === 'poem') {
		return dialClosed.bytesIn === 0 ? 'empty' : undefined;
	}
	return events
		.filter(event => event.type === 'fetch-transform-failed')
		.find(event => event.fetch === dial.fetch && event.step === step?.step)?.code;
}
