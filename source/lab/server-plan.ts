import type { ServerId, ServerKind, ServerListening } from '../events/events.ts';
import type { Instruments } from '../events/instruments.ts';
import type { ConnectionBounds } from '../net/bounds.ts';
import { startCachingProxy } from '../services/caching-proxy.ts';
import type { PoemCache } from '../services/poem-cache.ts';
import { startPoetryServer } from '../services/poetry-server.ts';
import type { RunningServer } from '../services/running-server.ts';
import { startTransformServer } from '../services/transform-server.ts';
import type { Transform } from '../transforms/transforms.ts';
import { type Address, formatAddress } from '../wire/address.ts';
import type { LabFaults } from './lab-faults.ts';
import { type LabOptions, type PortChoice, slowPace } from './lab-options.ts';
import type { Poem } from './poems.ts';

/** A server that the lab can start, stop and start again. */
export interface PlannedServer {
	readonly server: ServerId;
	readonly kind: ServerKind;
	readonly port: PortChoice;
	/** What a person is told about it, besides its address. */
	readonly facts: () => Pick<ServerListening, 'title' | 'bytes' | 'slow' | 'upstream'>;
	readonly start: (port: number) => Promise<RunningServer>;
}

/** What the servers are made from. */
export interface Materials {
	readonly options: LabOptions;
	readonly poems: readonly Poem[];
	readonly transforms: ReadonlyMap<string, Transform>;
	readonly cache: PoemCache;
	readonly instruments: Instruments;
	readonly faults: LabFaults;
	/** Whether this proxy's clients share a fetch now. */
	readonly collapsing: (proxy: ServerId) => boolean;
	/** Where the poetry server of this poem listens, or would. */
	readonly addressOf: (server: ServerId) => Address;
}

/** Every server of the lab in the order in which they start: a proxy comes after its upstream. */
export function planServers(materials: Materials): readonly PlannedServer[] {
	const { options, poems } = materials;
	const proxied = poems.map(({ name }) => ({ name, upstream: () => materials.addressOf(`poetry/${name}`) }));
	const elsewhere = options.upstreams.map(upstream => ({ name: formatAddress(upstream), upstream: () => upstream }));
	return [
		...poems.map((poem, index) => poetryServer(materials, poem, portAt(options.poetryPort, index))),
		transformServer(materials),
		...[...proxied, ...elsewhere].map(({ name, upstream }, index) =>
			cachingProxy(materials, name, upstream, portAt(options.proxyPort, index)),
		),
	];
}

/** One more poem's servers, on any free ports: its poetry server, and the proxy before it. */
export function planPoem(materials: Materials, poem: Poem): readonly PlannedServer[] {
	const anyPort: PortChoice = { port: 0, asked: false };
	const poet = poetryServer(materials, poem, anyPort);
	return [poet, cachingProxy(materials, poem.name, () => materials.addressOf(poet.server), anyPort)];
}

/** The ports that were asked for go beyond the last one there is; the message says what to write. */
export class PortsError extends Error {
	override readonly name = 'PortsError';
	readonly code = 'ports-beyond-last';
}

const lastPort = 65_535;

function portAt({ port, asked }: PortChoice, index: number): PortChoice {
	if (port + index > lastPort) {
		throw new PortsError(
			`The servers take one port after the other from ${port} on, and there is none after ${lastPort}: begin lower.`,
		);
	}
	return { port: port === 0 ? 0 : port + index, asked };
}

/** What bounds a server's connections, where that was asked for. */
function bounded({ bounds }: LabOptions): { readonly bounds?: Partial<ConnectionBounds> } {
	return bounds === undefined ? {} : { bounds };
}

function requestBound({ bounds: { maxRequestBytes } = {} }: LabOptions): { readonly maxRequestBytes?: number } {
	return maxRequestBytes === undefined ? {} : { maxRequestBytes };
}

function poemBound({ bounds: { maxPoemBytes } = {} }: LabOptions): { readonly maxPoemBytes?: number } {
	return maxPoemBytes === undefined ? {} : { maxPoemBytes };
}

function poetryServer(
	{ options, instruments, faults: labFaults }: Materials,
	poem: Poem,
	port: PortChoice,
): PlannedServer {
	const server = `poetry/${poem.name}`;
	const slow = options.slowPoems.includes(poem.name);
	const faults = labFaults.of(server, 'poetry');
	return {
		server,
		kind: 'poetry',
		port,
		facts: () => ({ title: poem.title, bytes: poem.bytes.length, ...(slow && { slow }) }),
		start: at =>
			startPoetryServer(
				{
					server,
					host: options.iface,
					port: at,
					poem: poem.bytes,
					faults,
					...bounded(options),
					...(slow && { slow: slowPace }),
				},
				instruments,
			),
	};
}

function transformServer({ options, transforms, instruments, faults: labFaults }: Materials): PlannedServer {
	const faults = labFaults.of('transform', 'transform');
	return {
		server: 'transform',
		kind: 'transform',
		port: options.transformPort,
		facts: () => ({}),
		start: at =>
			startTransformServer(
				{
					server: 'transform',
					host: options.iface,
					port: at,
					transforms,
					faults,
					...bounded(options),
					...requestBound(options),
				},
				instruments,
			),
	};
}

function cachingProxy(
	{ options, cache, instruments, faults: labFaults, collapsing }: Materials,
	name: string,
	upstream: () => Address,
	port: PortChoice,
): PlannedServer {
	const server = `proxy/${name}`;
	const faults = labFaults.of(server, 'proxy');
	return {
		server,
		kind: 'proxy',
		port,
		facts: () => ({ upstream: formatAddress(upstream()) }),
		start: at =>
			startCachingProxy(
				{
					server,
					host: options.iface,
					port: at,
					upstream: upstream(),
					...bounded(options),
					...poemBound(options),
					cache,
					faults,
					collapsing: () => collapsing(server),
				},
				instruments,
			),
	};
}
