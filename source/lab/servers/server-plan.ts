import type { ServerId, ServerKind, ServerListening } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { type ConnectionBounds, defaultBounds } from '../../net/bounds.ts';
import { startCachingProxy } from '../../services/caching-proxy.ts';
import type { Flights } from '../../services/flights.ts';
import type { PoemCache } from '../../services/poem-cache.ts';
import { startPoetryServer } from '../../services/poetry-server.ts';
import type { RunningServer } from '../../services/running-server.ts';
import { startTransformServer } from '../../services/transform-server.ts';
import type { Transform } from '../../transforms/transforms.ts';
import { type Address, formatAddress } from '../../wire/address.ts';
import { type LabOptions, slowPace } from '../lab-options.ts';
import type { LabFaults } from './lab-faults.ts';
import { PlanError } from './plan-error.ts';
import { type PlannedPort, planPorts } from './plan-ports.ts';
import type { Poem } from './poems.ts';

/** A server that the lab can start, stop and start again. */
export interface PlannedServer {
	readonly server: ServerId;
	readonly kind: ServerKind;
	readonly port: PlannedPort;
	/** What a person is told about it, besides its address. */
	readonly facts: () => Pick<ServerListening, 'title' | 'bytes' | 'slow' | 'upstream'>;
	readonly start: (port: number) => Promise<RunningServer>;
}

/** What the servers are made from. */
export interface ServerDependencies {
	readonly options: LabOptions;
	readonly poems: readonly Poem[];
	readonly transforms: ReadonlyMap<string, Transform>;
	readonly cache: PoemCache;
	readonly telemetry: Telemetry;
	readonly faults: LabFaults;
	readonly flights: Flights;
	/** Whether this proxy's clients share a fetch now. */
	readonly collapsing: (proxy: ServerId) => boolean;
	/** Where the poetry server of this poem listens, or would. */
	readonly addressOf: (server: ServerId) => Address;
}

/**
 * Every server of the lab in the order in which they start: a proxy comes after its upstream. Throws a
 * {@link PlanError} where two would have the same name, or the ports that were asked for can not be.
 */
export function planServers(dependencies: ServerDependencies): readonly PlannedServer[] {
	const { options, poems } = dependencies;
	const proxied = poems.map(({ name }) => ({ name, upstream: () => dependencies.addressOf(`poetry/${name}`) }));
	const elsewhere = options.upstreams.map(upstream => ({ name: formatAddress(upstream), upstream: () => upstream }));
	checkNames(proxied, elsewhere);
	const proxies = [...proxied, ...elsewhere];
	const ports = planPorts(options, { poetry: poems.length, proxy: proxies.length });
	return [
		...poems.map((poem, index) => poetryServer(dependencies, poem, ports.poetry[index] ?? anyPort)),
		transformServer(dependencies, ports.transform[0] ?? anyPort),
		...proxies.map(({ name, upstream }, index) =>
			cachingProxy(dependencies, name, upstream, ports.proxy[index] ?? anyPort),
		),
	];
}

const anyPort: PlannedPort = { port: 0, asked: false };

interface Named {
	readonly name: string;
}

/** A server's name is all that tells it from the others. */
function checkNames(poems: readonly Named[], upstreams: readonly Named[]): void {
	const names = new Set<string>();
	for (const { name } of poems) {
		if (names.has(name)) {
			throw new PlanError('same-name', `Two poems have the name “${name}”: rename the file of one.`);
		}
		names.add(name);
	}
	for (const { name } of upstreams) {
		if (names.has(name)) {
			const isPoem = poems.some(poem => poem.name === name);
			throw new PlanError(
				'same-name',
				isPoem
					? `--upstream ${name}: the proxy of the poem ${name}.txt has the same name; rename that file.`
					: `--upstream ${name} is given twice.`,
			);
		}
		names.add(name);
	}
}

/** One more poem's servers, on any free ports: its poetry server, and the proxy before it. */
export function planPoem(dependencies: ServerDependencies, poem: Poem): readonly PlannedServer[] {
	const poet = poetryServer(dependencies, poem, anyPort);
	return [poet, cachingProxy(dependencies, poem.name, () => dependencies.addressOf(poet.server), anyPort)];
}

/** What bounds a server's connections, where that was asked for. */
function bounded({ bounds }: LabOptions): { readonly bounds?: Partial<ConnectionBounds> } {
	return bounds === undefined ? {} : { bounds };
}

/** Who sends too much is refused in order as long as the rest is not several times too much. */
function requestBounds({ bounds: { maxRequestBytes, ...bounds } = {} }: LabOptions) {
	if (maxRequestBytes === undefined) {
		return {};
	}
	const maxUnsolicitedBytes = Math.max(defaultBounds.maxUnsolicitedBytes, maxRequestBytes * 4);
	return { maxRequestBytes, bounds: { maxUnsolicitedBytes, ...bounds } };
}

function proxyBounds({ bounds: { maxPoemBytes, halfCloseGraceMs } = {} }: LabOptions) {
	return {
		...(maxPoemBytes !== undefined && { maxPoemBytes }),
		...(halfCloseGraceMs !== undefined && { halfCloseGraceMs }),
	};
}

function poetryServer(
	{ options, telemetry, faults: labFaults }: ServerDependencies,
	poem: Poem,
	port: PlannedPort,
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
				telemetry,
			),
	};
}

function transformServer(
	{ options, transforms, telemetry, faults: labFaults }: ServerDependencies,
	port: PlannedPort,
): PlannedServer {
	const faults = labFaults.of('transform', 'transform');
	return {
		server: 'transform',
		kind: 'transform',
		port,
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
					...requestBounds(options),
				},
				telemetry,
			),
	};
}

function cachingProxy(
	{ options, cache, telemetry, faults: labFaults, collapsing, flights }: ServerDependencies,
	name: string,
	upstream: () => Address,
	port: PlannedPort,
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
					...proxyBounds(options),
					cache,
					faults,
					collapsing: () => collapsing(server),
					flights,
				},
				telemetry,
			),
	};
}
