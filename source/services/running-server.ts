import type { ServerId } from '../events/events.ts';
import type { Listener } from '../net/listen/listen.ts';

/** A server that accepts connections. */
export interface RunningServer {
	readonly server: ServerId;
	readonly host: string;
	/** The port it really has, where port 0 was asked for. */
	readonly port: number;
	/** Stops accepting, so that the system refuses whoever dials; what is open goes on. */
	suspend(): void;
	/** Accepts again, on the same port; rejects with `NetError` where that is taken meanwhile. */
	resume(): Promise<void>;
	/** Stops accepting and closes what is open; fulfilled once the port is free and every socket is closed. */
	close(): Promise<void>;
}

/** The server behind a listener. */
export function runningServer(server: ServerId, listener: Listener): RunningServer {
	const { host, port } = listener;
	return {
		server,
		host,
		port,
		suspend: () => listener.suspend(),
		resume: () => listener.resume(),
		close: () => listener.close(),
	};
}
