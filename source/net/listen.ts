import { createServer, type Server } from 'node:net';
import type { ServerId } from '../events/events.ts';
import type { Instruments } from '../events/instruments.ts';
import { formatAddress } from '../wire/address.ts';
import { type ConnectionBounds, defaultBounds } from './bounds.ts';
import type { Connection, Receiver } from './connection.ts';
import { ConnectionLog, peerOf } from './connection-log.ts';
import { NetError } from './net-error.ts';
import { type Shared, SocketConnection } from './socket-connection.ts';

export interface ListenOptions {
	readonly server: ServerId;
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	readonly bounds?: Partial<ConnectionBounds> | undefined;
	/** How many bytes each peer will be sent, where that is known. */
	readonly expectedBytes?: number;
	/** True where a peer must send something first: then `requestTimeoutMs` bounds it. */
	readonly expectsRequest?: boolean;
	/**
	 * How long a peer that has closed its side may go without being sent anything before it is taken to have left: on the
	 * wire the two are the same. For ever where none is given.
	 */
	readonly halfCloseGraceMs?: number;
}

/** A server that accepts connections. */
export interface Listener {
	readonly host: string;
	readonly port: number;
	/** Stops accepting and closes what is open; fulfilled once the port is free and every socket is closed. */
	close(): Promise<void>;
}

/** Is given each connection, and gives what takes its bytes; must not throw. */
export type Serve = (connection: Connection) => Receiver | undefined;

/** Listens, and tells of every connection once that it opened and once that it closed; rejects with `NetError`. */
export async function listen(options: ListenOptions, serve: Serve, instruments: Instruments): Promise<Listener> {
	const { server, host, expectedBytes, expectsRequest = false } = options;
	const shared: Shared = {
		bounds: { ...defaultBounds, ...options.bounds },
		expectsRequest,
		halfCloseGraceMs: options.halfCloseGraceMs ?? Number.POSITIVE_INFINITY,
		connections: new Set(),
	};
	const sweeper = createSweeper(shared, instruments.now);
	// Half-open, since a peer that has said all it wants to say still waits for its poem.
	const acceptor = createServer({ allowHalfOpen: true }, socket => {
		const log = new ConnectionLog(server, instruments);
		log.tellOpened(...peerOf(socket), expectedBytes);
		const connection = new SocketConnection(socket, log, shared);
		connection.watch();
		shared.connections.add(connection);
		if (shared.connections.size > shared.bounds.maxConnections) {
			connection.turnAway();
			return;
		}
		sweeper.start();
		connection.attach(serve(connection));
	});
	const boundPort = await bind(acceptor, options);
	acceptor.on('error', () => tellNotAccepted(server, instruments));
	let closed: Promise<void> | undefined;
	return {
		host,
		port: boundPort,
		close() {
			closed ??= stop(acceptor, shared);
			sweeper.stop();
			return closed;
		},
	};
}

/** Fulfilled when the port is free and every socket is closed: the acceptor does not wait for those that are reset. */
async function stop(acceptor: Server, { connections }: Shared): Promise<void> {
	const freed = new Promise<void>(resolve => {
		acceptor.close(() => resolve());
	});
	await Promise.all([freed, ...[...connections].map(connection => connection.stop())]);
}

/** A connection that the system could not give us, mostly for want of file descriptors. */
function tellNotAccepted(server: ServerId, instruments: Instruments): void {
	const log = new ConnectionLog(server, instruments);
	log.tellOpened('', 0);
	log.tellClosed('over-bound', 'connections');
}

/** The port that it listens on. */
function bind(acceptor: Server, { server, host, port }: ListenOptions): Promise<number> {
	return new Promise((resolve, reject) => {
		acceptor.once('error', (error: NodeJS.ErrnoException) => {
			const code = error.code ?? 'UNKNOWN';
			reject(
				new NetError(code, `${server} cannot listen on ${formatAddress({ host, port })}: ${remedy(code)}`, {
					cause: error,
				}),
			);
		});
		acceptor.listen({ host, port }, () => {
			acceptor.removeAllListeners('error');
			const address = acceptor.address();
			resolve(typeof address === 'object' && address !== null ? address.port : port);
		});
	});
}

function remedy(code: string): string {
	switch (code) {
		case 'EADDRINUSE':
			return 'another program has that port; stop it, or choose another port';
		case 'EACCES':
			return 'ports below 1024 need special rights; choose a higher one';
		case 'EADDRNOTAVAIL':
			return 'this machine does not have that address; 127.0.0.1 and 0.0.0.0 always work';
		case 'ENOTFOUND':
		case 'EAI_AGAIN':
			return 'no such host; write an address of this machine, such as 127.0.0.1';
		default:
			return `the system says ${code}`;
	}
}

/** One timer for all connections of a listener, that runs only while some are open and keeps no program alive. */
function createSweeper({ bounds, connections, expectsRequest, halfCloseGraceMs }: Shared, clock: () => number) {
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
			timer ??= setInterval(sweep, everyMs).unref();
		},
		stop,
	};
}
