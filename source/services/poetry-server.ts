import type { ServerId } from '../events/events.ts';
import type { Telemetry } from '../events/telemetry.ts';
import type { ConnectionBounds } from '../net/bounds.ts';
import type { Connection } from '../net/listen/connection.ts';
import { listen } from '../net/listen/listen.ts';
import type { ServerFaults } from '../net/listen/server-faults.ts';
import { sleep } from '../net/sleep.ts';
import { type RunningServer, runningServer } from './running-server.ts';

/** The pace of a slow server: so many bytes, then a rest. */
export interface Slowness {
	readonly chunkBytes: number;
	readonly everyMs: number;
}

export interface PoetryServerOptions {
	readonly server: ServerId;
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	readonly poem: Uint8Array;
	readonly slow?: Slowness;
	readonly bounds?: Partial<ConnectionBounds>;
	readonly faults?: ServerFaults | undefined;
}

/** Sends its poem to whoever connects, then closes; rejects with `NetError` where it cannot listen. */
export async function startPoetryServer(options: PoetryServerOptions, telemetry: Telemetry): Promise<RunningServer> {
	const { server, host, port, poem, slow, bounds, faults } = options;
	const listener = await listen(
		{ server, host, port, bounds, faults, expectedBytes: poem.length },
		connection => {
			if (slow === undefined) {
				connection.end(poem);
			} else {
				void recite(connection, poem, slow);
			}
			return undefined;
		},
		telemetry,
	);
	return runningServer(server, listener);
}

/** Says the poem a few bytes at a time, resting in between; never rejects. */
async function recite(connection: Connection, poem: Uint8Array, { chunkBytes, everyMs }: Slowness): Promise<void> {
	for (let at = 0; at < poem.length; at += chunkBytes) {
		const chunk = poem.subarray(at, at + chunkBytes);
		if (at + chunkBytes >= poem.length) {
			connection.end(chunk);
			return;
		}
		if (!connection.send(chunk)) {
			await connection.drained();
		}
		await sleep(everyMs, connection.signal);
		if (!connection.open) {
			return;
		}
	}
	connection.end();
}
