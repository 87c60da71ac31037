import { connect, createServer } from 'node:net';

/** Where a peer serves what: four ports in a row. */
export interface Ports {
	readonly poem: number;
	readonly transform: number;
	/** The proxy before its own poem, in peers of ours; the bare server tells here how many poems it has sent. */
	readonly ownProxy: number;
	/** The proxy before the upstream. */
	readonly proxy: number;
}

/** The ports of a peer, from its first one. */
export function portsFrom(first: number): Ports {
	return { poem: first, transform: first + 1, ownProxy: first + 2, proxy: first + 3 };
}

/** The first of four ports that are free, below those that the system gives to clients: none of theirs may come between. */
export async function freePorts(): Promise<number> {
	for (;;) {
		const first = 28_100 + Math.floor(Math.random() * 3_800);
		const free = await Promise.all(Object.values(portsFrom(first)).map(isFree));
		if (free.every(Boolean)) {
			return first;
		}
	}
}

function isFree(port: number): Promise<boolean> {
	return new Promise(resolve => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
	});
}

const patienceMs = 30_000;

/** Whether somebody listens on the port before patience runs out. */
export async function listens(port: number): Promise<boolean> {
	const giveUpAt = performance.now() + patienceMs;
	while (performance.now() < giveUpAt) {
		if (await accepts(port)) {
			return true;
		}
		await new Promise(resolve => setTimeout(resolve, 20));
	}
	return false;
}

function accepts(port: number): Promise<boolean> {
	return new Promise(resolve => {
		const socket = connect(port, '127.0.0.1');
		socket.once('connect', () => socket.destroy());
		socket.once('error', () => {});
		socket.once('close', hadError => resolve(!hadError));
	});
}
