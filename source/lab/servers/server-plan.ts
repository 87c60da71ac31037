import type { EventOf, ServerId, ServerKind } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import type { ServerFaults } from '../../net/server-faults.ts';
import { startCachingProxy } from '../../services/caching-proxy.ts';
import type { Flights } from '../../services/flights.ts';
import type { PoemCache } from '../../services/poem-cache.ts';
import { startPoetryServer } from '../../services/poetry-server.ts';
import type { RunningServer } from '../../services/running-server.ts';
import { startTransformServer } from '../../services/transform-server.ts';
import type { Transform } from '../../transforms/transforms.ts';
import { type Address, formatAddress } from '../../wire/address.ts';
import { type LabOptions, slowPace } from '../lab-options.ts';
import { PlanError } from './plan-error.ts';
import { type PlannedPort, planPorts } from './plan-ports.ts';
import type { Poem } from './poems.ts';

/** A server that the lab can start, stop and start again. */
export interface PlannedServer {
	readonly server: ServerId;
	readonly kind: ServerKind;
	readonly port: PlannedPort;
	/** Its part of `server-listening`, besides its address. */
	readonly facts: (
		controls: ServerControls,
	) => Pick<EventOf<'server-listening'>, 'title' | 'bytes' | 'slow' | 'upstream'>;
	/** Listens on this port, 0: any free one. Rejects with `NetError`. */
	readonly start: (port: number, controls: ServerControls) => Promise<RunningServer>;
}

/** The parts of a server that may change while the lab runs. */
export interface ServerControls {
	readonly faults: ServerFaults;
	/** Whether the clients of this proxy share a fetch now. */
	readonly collapsing: () => boolean;
	/** Where another server of the lab listens, or would. */
	readonly addressOf: (server: ServerId) => Address;
}

/** All that the servers of a lab are made from. */
export interface ServerDependencies {
	/** Its `iface` is an address, no name. */
	readonly options: LabOptions;
	readonly poems: readonly Poem[];
	readonly transforms: ReadonlyMap<string, Transform>;
	/** Ends the processes of the user's own transforms. */
	readonly endTransforms: () => void;
	readonly cache: PoemCache;
	readonly flights: Flights;
	/** The seed of all random choices that faults make. */
	readonly seed: number;
	readonly telemetry: Telemetry;
}

/**
 * Every server of the lab in the order in which they start: a proxy comes after its upstream. Throws a
 * {@link PlanError} where two would have the same name, or the ports that were asked for can not be.
 */
export function planServers(dependencies: ServerDependencies): readonly PlannedServer[] {
	const { options, poems } = dependencies;
	const proxied = poems.map(({ name }) => ({ name, upstream: upstreamOf(name) }));
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
	return [
		poetryServer(dependencies, poem, anyPort),
		cachingProxy(dependencies, poem.name, upstreamOf(poem.name), anyPort),
	];
}

/** Where a proxy finds its poem, as of now. */
type Upstream = (controls: ServerControls) => Address;

/** The poetry server of this poem, wherever it listens. */
function upstreamOf(poem: string): Upstream {
	return ({ addressOf }) => addressOf(`poetry/${poem}`);
}

/** The options that servers of every kind have. Of the bounds that were asked for, each kind reads those that it has. */
function commonOptions(server: ServerId, port: number, { iface, bounds = {} }: LabOptions, { faults }: ServerControls) {
	return { ...bounds, server, host: iface, port, faults, bounds };
}

function poetryServer({ options, telemetry }: ServerDependencies, poem: Poem, port: PlannedPort): PlannedServer {
	const server = `poetry/${poem.name}`;
	const slow = options.slowPoems.includes(poem.name);
	return {
		server,
		kind: 'poetry',
		port,
		facts: () => ({ title: poem.title, bytes: poem.bytes.length, ...(slow && { slow }) }),
		start: (at, controls) =>
			startPoetryServer(
				{
					...commonOptions(server, at, options, controls),
					poem: poem.bytes,
					...(slow && { slow: slowPace }),
				},
				telemetry,
			),
	};
}

function transformServer({ options, transforms, telemetry }: ServerDependencies, port: PlannedPort): PlannedServer {
	const server = 'transform';
	return {
		server,
		kind: 'transform',
		port,
		facts: () => ({}),
		start: (at, controls) =>
			startTransformServer({ ...commonOptions(server, at, options, controls), transforms }, telemetry),
	};
}

function cachingProxy(
	{ options, cache, flights, telemetry }: ServerDependencies,
	name: string,
	upstream: Upstream,
	port: PlannedPort,
): PlannedServer {
	const server = `proxy/${name}`;
	return {
		server,
		kind: 'proxy',
		port,
		facts: controls => ({ upstream: formatAddress(upstream(controls)) }),
		start: (at, controls) =>
			startCachingProxy(
				{
					...commonOptions(server, at, options, controls),
					upstream: upstream(controls),
					collapsing: controls.collapsing,
					cache,
					flights,
				},
				telemetry,
			),
	};
}
