import type { ServerId } from '../events/events.ts';
import type { Listener } from '../net/listen.ts';

/** A server that accepts connections. */
export interface RunningServer {
	readonly server: ServerId;
	readonly host: string;
	/** The port it really has, where port 0 was asked for. */
	readonly port: number;
	/** Stops accepting and closes what is open; fulfilled once the port is free and every socket is closed. */
	close(): Promise<void>;
}

/** The server behind a listener. */
export function runningServer(server: ServerId, listener: Listener): RunningServer {
	return { server, host: listener.host, port: listener.port, close: () => listener.close() };
}
