import type { Shared, SocketConnection } from './socket-connection.ts';

/** The parts of a listener that the checks need. */
interface Checked extends Pick<Shared, 'bounds' | 'expectsRequest' | 'halfCloseGraceMs'> {
	readonly connections: ReadonlySet<Pick<SocketConnection, 'checkTimeouts'>>;
}

/** Checks from time to time whether connections of a listener have gone over a bound of time. */
export interface TimeoutChecks {
	/** There is a connection to check. */
	start(): void;
	stop(): void;
}

/** One timer for all connections of a listener, that runs only while some are open and keeps no program alive. */
export function createTimeoutChecks(
	{ bounds, connections, expectsRequest, halfCloseGraceMs }: Checked,
	clock: () => number,
): TimeoutChecks {
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
	const checkAll = () => {
		if (connections.size === 0) {
			stop();
			return;
		}
		const now = clock();
		for (const connection of connections) {
			connection.checkTimeouts(now);
		}
	};
	return {
		start() {
			// A turn later: what peers did while the loop was held up is taken in first.
			timer ??= setInterval(() => setImmediate(checkAll), everyMs).unref();
		},
		stop,
	};
}
