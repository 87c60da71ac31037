import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { makePoem, poemBytes } from '../../setup.ts';

/** Many upstreams with one poem, each on a loopback address of its own: so each can be cold once. */
export interface Upstreams {
	readonly addresses: readonly string[];
	/** How many connections they have had. */
	readonly connections: number;
	close(): void;
}

const poem = Buffer.from(makePoem(poemBytes));

/** So many upstreams; each sends its poem only after so many milliseconds. */
export async function openUpstreams(count: number, delayMs = 0): Promise<Upstreams> {
	const counts = { connections: 0 };
	const servers: Server[] = [];
	const open = async (host: string, port: number) => {
		const server = createServer(socket => {
			counts.connections += 1;
			socket.on('error', () => {});
			if (delayMs === 0) {
				socket.end(poem);
			} else {
				setTimeout(() => socket.end(poem), delayMs);
			}
		});
		servers.push(server);
		server.listen({ host, port, backlog: 2_000 });
		await once(server, 'listening');
		const address = server.address();
		return typeof address === 'object' ? (address?.port ?? 0) : 0;
	};
	const hosts = Array.from({ length: count }, (_, at) => `127.0.${1 + Math.floor(at / 250)}.${1 + (at % 250)}`);
	let port = 0;
	for (const host of hosts) {
		port = await open(host, port);
	}
	return {
		addresses: hosts.map(host => `${host}:${port}`),
		get connections() {
			return counts.connections;
		},
		close() {
			for (const server of servers) {
				server.close();
			}
		},
	};
}

/** What one client saw: the times of its first byte and its end, by the clock of this process, and whether the poem was whole. */
export interface Fetched {
	readonly firstByteAt: number;
	readonly endedAt: number;
	readonly isWhole: boolean;
}

/** Fetches a poem from a port. */
export function fetchFrom(port: number): Promise<Fetched> {
	return new Promise(resolve => {
		const socket = connect({ port, host: '127.0.0.1' });
		let firstByteAt = Number.NaN;
		let bytes = 0;
		let isReset = false;
		socket.on('data', (chunk: Buffer) => {
			firstByteAt = bytes === 0 ? performance.now() : firstByteAt;
			bytes += chunk.length;
		});
		socket.on('error', () => {
			isReset = true;
		});
		socket.on('close', () =>
			resolve({ firstByteAt, endedAt: performance.now(), isWhole: !isReset && bytes === poem.length }),
		);
	});
}
