import type { Cores } from './machine.ts';
import { freePorts, listens, type Ports, portsFrom } from './ports.ts';
import type { Started } from './processes.ts';

/** What every peer is to serve. */
export interface Setup {
	readonly cores: Cores;
	/** A folder to write in that is gone afterwards. */
	readonly folder: string;
	/** The folder in which the poem is the only one. */
	readonly poemsDir: string;
	readonly poemFile: string;
	/** Where proxies fetch their poem. */
	readonly upstreamPort: number;
	/** False where every client of the proxy is to miss, with a fetch of its own. */
	readonly caches: boolean;
}

/** One server to compare, or a word on why there is none. */
export type Peer = RunningPeer | MissingPeer;

/** A server in a process of its own. */
export interface RunningPeer {
	readonly name: string;
	readonly pid: number;
	readonly ports: Ports;
	stop(): Promise<void>;
}

export interface MissingPeer {
	readonly name: string;
	readonly missing: string;
}

/** A kind of server that can be started. */
export interface PeerKind {
	readonly name: string;
	/** What it can do; all of it where nothing is said. */
	readonly only?: readonly (keyof Ports)[];
	/** Why it can not be had here, if it can not. */
	readonly missing?: () => string | undefined;
	/** Starts it with its ports from this one on; it need not listen yet. */
	readonly start: (setup: Setup, firstPort: number) => Started | Promise<Started>;
}

const everything = ['poem', 'transform', 'proxy'] as const;

/** Starts a peer and waits until it listens; whatever is wrong is a word in the table and no error. */
export async function startPeer({ name, only = everything, missing, start }: PeerKind, setup: Setup): Promise<Peer> {
	const why = missing?.();
	if (why !== undefined) {
		return { name, missing: why };
	}
	const firstPort = await freePorts();
	let started: Started;
	try {
		started = await start(setup, firstPort);
	} catch (error) {
		return { name, missing: `did not start: ${error instanceof Error ? error.message : error}` };
	}
	const { pid, exited } = started;
	const ports = portsFrom(firstPort);
	const stop = async () => {
		started.stop();
		await exited;
	};
	const listening = Promise.all(only.map(use => listens(ports[use]))).then(all => all.every(Boolean));
	const isUp = await Promise.race([listening, exited.then(() => false)]);
	if (!isUp || pid === undefined) {
		await stop();
		return { name, missing: 'did not start' };
	}
	return { name, pid, ports, stop };
}

/** Stops those that run. */
export async function stopPeers(peers: readonly Peer[]): Promise<void> {
	await Promise.all(peers.map(peer => ('stop' in peer ? peer.stop() : undefined)));
}
