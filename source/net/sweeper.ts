import type { Shared, SocketConnection } from './socket-connection.ts';

/** What a sweeper knows of a listener. */
interface Swept extends Pick<Shared, 'bounds' | 'expectsRequest' | 'halfCloseGraceMs'> {
	readonly connections: ReadonlySet<Pick<SocketConnection, 'sweep'>>;
}

/** Looks at every connection of a listener from time to time. */
export interface Sweeper {
	/** There is a connection to look at. */
	start(): void;
	stop(): void;
}

/** One timer for all connections of a listener, that runs only while some are open and keeps no program alive. */
export function createSweeper(
	{ bounds, connections, expectsRequest, halfCloseGraceMs }: Swept,
	clock: () => number,
): Sweeper {
	const shortest = Math.min(
		bounds.readTimeoutMs,
		halfCloseGraceMs,
		expectsRequest ? bounds.requestTimeoutMs : Number.POSITIVE_INFINITY,
	);
	const everyMs = Math.min(Math.max(shortest / 4, 5), 1_000);
	let timer: NodeJS.Timeout | undefined;
	const stop = () => {
		clearInterval(timer);
		timer = undefined;
	};
	const sweep = () => {
		if (connections.size === 0) {
			stop();
			return;
		}
		const now = clock();
		for (const connection of connections) {
			connection.sweep(now);
		}
	};
	return {
		start() {
			// A turn later: what peers did while the loop was held up is taken in first.
			timer ??= setInterval(() => setImmediate(sweep), everyMs).unref();
		},
		stop,
	};
}
