import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Dice } from '../dice.ts';

/** A poetry server with one poem, which it sends in any pieces, and sometimes not to its end. */
export interface SoakUpstream {
	readonly host: string;
	readonly port: number;
	readonly poem: Buffer;
	/** The number of connections so far, and of those that it broke off. */
	readonly connections: number;
	readonly broken: number;
	close(): void;
}

/**
 * A server whose poem, pace and failures come from this seed; some break nothing off. Its loopback address comes from it
 * too: a class knows an upstream by that, and ports are used again.
 */
export async function openSoakUpstream(seed: number): Promise<SoakUpstream> {
	const dice = new Dice(seed, 'upstream');
	const host = `127.${1 + ((seed >> 16) & 127)}.${(seed >> 8) & 255}.${seed & 255}`;
	const poem = dice.bytes(dice.size(1, 100_000));
	const breaks = dice.chance(0.5) ? 0 : 0.3;
	const counts = { connections: 0, broken: 0 };
	const sockets = new Set<Socket>();
	const server = createServer({ allowHalfOpen: true }, socket => {
		counts.connections += 1;
		sockets.add(socket.on('error', () => {}));
		const breaksAt = dice.chance(breaks) ? dice.whole(0, poem.length) : undefined;
		void recite(socket, breaksAt);
	});
	const recite = async (socket: Socket, breaksAt: number | undefined) => {
		const end = breaksAt ?? poem.length;
		for (let at = 0; at < end && !socket.destroyed; ) {
			const next = Math.min(end, at + dice.size(1, poem.length));
			socket.write(poem.subarray(at, next));
			at = next;
			await sleep(dice.size(1, 120));
		}
		if (breaksAt === undefined) {
			socket.end();
		} else {
			counts.broken += 1;
			socket.resetAndDestroy();
		}
	};
	server.listen(0, host);
	await once(server, 'listening');
	return {
		host,
		port: (server.address() as AddressInfo).port,
		poem,
		get connections() {
			return counts.connections;
		},
		get broken() {
			return counts.broken;
		},
		close() {
			server.close();
			for (const socket of sockets) {
				socket.destroy();
			}
		},
	};
}
