import type { ServerId, ServerKind, ServerListening } from '../events/events.ts';
import type { Instruments } from '../events/instruments.ts';
import { startCachingProxy } from '../services/caching-proxy.ts';
import type { PoemCache } from '../services/poem-cache.ts';
import { startPoetryServer } from '../services/poetry-server.ts';
import type { RunningServer } from '../services/running-server.ts';
import { startTransformServer } from '../services/transform-server.ts';
import type { Transform } from '../transforms/transforms.ts';
import { type Address, formatAddress } from '../wire/address.ts';
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

function portAt({ port, asked }: PortChoice, index: number): PortChoice {
	return { port: port === 0 ? 0 : port + index, asked };
}

function poetryServer({ options, instruments }: Materials, poem: Poem, port: PortChoice): PlannedServer {
	const server = `poetry/${poem.name}`;
	const slow = options.slowPoems.includes(poem.name);
	return {
		server,
		kind: 'poetry',
		port,
		facts: () => ({ title: poem.title, bytes: poem.bytes.length, ...(slow && { slow }) }),
		start: at =>
			startPoetryServer(
				{ server, host: options.iface, port: at, poem: poem.bytes, ...(slow && { slow: slowPace }) },
				instruments,
			),
	};
}

function transformServer({ options, transforms, instruments }: Materials): PlannedServer {
	return {
		server: 'transform',
		kind: 'transform',
		port: options.transformPort,
		facts: () => ({}),
		start: at => startTransformServer({ server: 'transform', host: options.iface, port: at, transforms }, instruments),
	};
}

function cachingProxy(
	{ options, cache, instruments }: Materials,
	name: string,
	upstream: () => Address,
	port: PortChoice,
): PlannedServer {
	const server = `proxy/${name}`;
	return {
		server,
		kind: 'proxy',
		port,
		facts: () => ({ upstream: formatAddress(upstream()) }),
		start: at => startCachingProxy({ server, host: options.iface, port: at, upstream: upstream(), cache }, instruments),
	};
}
