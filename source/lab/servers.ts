import type { ServerId } from '../events/events.ts';
import type { Instruments } from '../events/instruments.ts';
import { NetError } from '../net/net-error.ts';
import { createPoemCache, type PoemCache } from '../services/poem-cache.ts';
import type { RunningServer } from '../services/running-server.ts';
import { loadTransforms } from '../transforms/load-transforms.ts';
import { transforms as ownTransforms, type Transform } from '../transforms/transforms.ts';
import type { Address } from '../wire/address.ts';
import { cacheBounds, type LabOptions } from './lab-options.ts';
import { readPoems } from './poems.ts';
import { type PlannedServer, planServers } from './server-plan.ts';

/** The lab's servers, in this thread. Everything they do is told by events. */
export interface Servers {
	/** Starts one that was stopped or has failed, on the port it had. */
	start(server: ServerId): Promise<void>;
	/** Stops one; its connections end with it. */
	stop(server: ServerId): Promise<void>;
	/** Where a server listens, or would. */
	addressOf(server: ServerId): Address;
	purgeCache(): void;
	/** Stops all of them, and resolves when their ports are free. */
	close(): Promise<void>;
}

/**
 * Starts every server of the lab. One that can not listen is told as failed, and the others run.
 * Throws a PoemsError or a TransformsError where there is nothing to serve.
 */
export async function startServers(options: LabOptions, instruments: Instruments): Promise<Servers> {
	const { emit, now } = instruments;
	const poems = await readPoems(options.poemsDir);
	const transforms = await gatherTransforms(options, instruments);
	const cache: PoemCache = createPoemCache({
		...cacheBounds,
		...(options.ttlMs !== undefined && { ttlMs: options.ttlMs }),
		now,
		onEvict: upstream =>
			emit({ type: 'poem-evicted', time: now(), upstream, cacheEntries: cache.entries, cacheBytes: cache.bytes }),
	});
	const running = new Map<ServerId, RunningServer>();
	const addresses = new Map<ServerId, Address>();
	const addressOf = (server: ServerId): Address => addresses.get(server) ?? { host: options.iface, port: 0 };
	const plan = planServers({ options, poems, transforms, cache, instruments, addressOf });
	const planned = new Map(plan.map(one => [one.server, one]));

	const start = async (one: PlannedServer): Promise<void> => {
		if (running.has(one.server)) {
			return;
		}
		const port = addresses.get(one.server)?.port ?? one.port.port;
		const again = addresses.has(one.server);
		try {
			const server = await startAt(one, port, again || one.port.asked);
			running.set(one.server, server);
			addresses.set(one.server, { host: server.host, port: server.port });
			emit({
				type: 'server-listening',
				time: now(),
				server: one.server,
				kind: one.kind,
				host: server.host,
				port: server.port,
				...one.facts(),
				...(port !== 0 && server.port !== port && { insteadOfPort: port }),
			});
		} catch (error) {
			if (!(error instanceof NetError)) {
				throw error;
			}
			addresses.set(one.server, { host: options.iface, port });
			const { server, kind } = one;
			const { code, message: why } = error;
			emit({ type: 'server-failed', time: now(), server, kind, host: options.iface, port, code, why });
		}
	};
	const stop = async (server: ServerId): Promise<void> => {
		const one = running.get(server);
		if (!one) {
			return;
		}
		running.delete(server);
		await one.close();
		emit({ type: 'server-closed', time: now(), server });
	};

	// One start or stop at a time, so that each finds what the one before it left.
	let order: Promise<void> = Promise.resolve();
	const inOrder = (act: () => Promise<void>): Promise<void> => {
		order = order.then(act);
		return order;
	};

	for (const address of options.hosts) {
		emit({ type: 'host-added', time: now(), ...address });
	}
	for (const one of plan) {
		await start(one);
	}
	emit({ type: 'ready', time: now(), servers: running.size, failed: plan.length - running.size });

	return {
		start: server =>
			inOrder(async () => {
				const one = planned.get(server);
				if (one) {
					await start(one);
				}
			}),
		stop: server => inOrder(() => stop(server)),
		addressOf,
		purgeCache: () => emit({ type: 'cache-purged', time: now(), entries: cache.purge() }),
		close: () =>
			inOrder(async () => {
				await Promise.all([...running.keys()].map(stop));
			}),
	};
}

/** Listens on the port; a default one that is taken is replaced by a free one. */
async function startAt(one: PlannedServer, port: number, mustBeHad: boolean): Promise<RunningServer> {
	try {
		return await one.start(port);
	} catch (error) {
		if (mustBeHad || !(error instanceof NetError) || error.code !== 'EADDRINUSE') {
			throw error;
		}
		return one.start(0);
	}
}

async function gatherTransforms(
	{ transformsDir }: LabOptions,
	{ emit, now }: Instruments,
): Promise<ReadonlyMap<string, Transform>> {
	const theirs = transformsDir === undefined ? { transforms: [], problems: [] } : await loadTransforms(transformsDir);
	const all = [...ownTransforms, ...theirs.transforms];
	const known = new Map(all.map(transform => [transform.name, transform]));
	emit({
		type: 'transforms-loaded',
		time: now(),
		transforms: [...known.values()].map(({ name, summary }) => ({ name, summary })),
		problems: theirs.problems,
	});
	return known;
}
