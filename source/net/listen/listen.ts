import { createServer, type Server, type Socket } from 'node:net';
import type { ServerId } from '../../events/events.ts';
import type { Telemetry } from '../../events/telemetry.ts';
import { formatAddress } from '../../wire/address.ts';
import { type ConnectionBounds, defaultBounds } from '../bounds.ts';
import { descriptorLimit, descriptorOf } from '../descriptors.ts';
import { hostToListenOn } from '../look-up/listen-host.ts';
import { NetError } from '../net-error.ts';
import { Roster } from '../roster.ts';
import { createTimeoutChecks, type TimeoutChecks } from '../timeout-checks.ts';
import type { Connection, Receiver } from './connection.ts';
import { ConnectionLog, peerOf } from './connection-log.ts';
import type { ServerFaults } from './server-faults.ts';
import { type Shared, SocketConnection } from './socket-connection.ts';

export interface ListenOptions {
	readonly server: ServerId;
	readonly host: string;
	/** 0: any free port. */
	readonly port: number;
	readonly bounds?: Partial<ConnectionBounds> | undefined;
	/** The number of bytes that each peer will be sent, where that is known. */
	readonly expectedBytes?: number;
	/** True where a peer must send something first: then `requestTimeoutMs` bounds it. */
	readonly expectsRequest?: boolean;
	/**
	 * The longest, in milliseconds, that a peer which has closed its side may be sent nothing before it counts as gone: on the
	 * wire the two are the same. Its close then names the bound `half-close`. For ever where none is given.
	 */
	readonly halfCloseGraceMs?: number;
	/** The faults that may strike its connections. */
	readonly faults?: ServerFaults | undefined;
}

/** A server that accepts connections. */
export interface Listener {
	readonly host: string;
	readonly port: number;
	/** Stops accepting, so that the system refuses whoever dials; what is open goes on. */
	suspend(): void;
	/** Accepts again, on the same port; rejects with `NetError` where that is taken meanwhile. */
	resume(): Promise<void>;
	/** Stops accepting and closes what is open; fulfilled once the port is free and every socket is closed. */
	close(): Promise<void>;
}

/** Is given each connection, and gives what takes its bytes; must not throw. */
export type Serve = (connection: Connection) => Receiver | undefined;

/** Listens, and tells of every connection once that it opened and once that it closed; rejects with `NetError`. */
export async function listen(options: ListenOptions, serve: Serve, telemetry: Telemetry): Promise<Listener> {
	const { server, expectsRequest = false } = options;
	const host = await hostToListenOn(options.host);
	const shared: Shared = {
		bounds: { ...defaultBounds, ...options.bounds },
		expectsRequest,
		halfCloseGraceMs: options.halfCloseGraceMs ?? Number.POSITIVE_INFINITY,
		connections: new Roster(),
	};
	const timeoutChecks = createTimeoutChecks(shared.connections, {
		shortestMs: shortestLimitMs(shared),
		clock: telemetry.now,
	});
	options.faults?.watch(shared.connections);
	const lastDescriptor = (descriptorLimit() ?? Number.POSITIVE_INFINITY) - spareDescriptors;
	const accept = acceptance(options, { shared, timeoutChecks, serve, telemetry, lastDescriptor });
	const acceptOn = async (port: number) => {
		const acceptor = createServer({ allowHalfOpen: true }, accept);
		const boundPort = await bind(acceptor, { host, port });
		acceptor.on('error', () => tellNotAccepted(server, telemetry));
		return { acceptor, boundPort };
	};
	const first = await acceptOn(options.port);
	let acceptor: Server | undefined = first.acceptor;
	let closed: Promise<void> | undefined;
	return {
		host,
		port: first.boundPort,
		suspend() {
			acceptor?.close();
			acceptor = undefined;
		},
		async resume() {
			if (acceptor === undefined && closed === undefined) {
				acceptor = (await acceptOn(first.boundPort)).acceptor;
			}
		},
		close() {
			closed ??= stop(acceptor, shared);
			timeoutChecks.stop();
			return closed;
		},
	};
}

/** Accepts each new socket; half-open, since a peer that will send nothing more still waits for its poem. */
function acceptance(
	{ server, expectedBytes, faults }: ListenOptions,
	{ shared, timeoutChecks, serve, telemetry, lastDescriptor }: Accepting,
): (socket: Socket) => void {
	return socket => {
		const log = new ConnectionLog(server, telemetry);
		log.tellOpened(...peerOf(socket, telemetry), expectedBytes);
		const connection = new SocketConnection(socket, log, shared);
		shared.connections.add(connection);
		if (shared.connections.size > shared.bounds.maxConnections) {
			connection.turnAway('connections');
			return;
		}
		// The next one might not even be accepted, which nobody is told of.
		if ((descriptorOf(socket) ?? 0) >= lastDescriptor) {
			connection.turnAway('descriptors');
			return;
		}
		timeoutChecks.start();
		faults?.meet(connection);
		connection.attach(serve(connection));
	};
}

function shortestLimitMs({ bounds, expectsRequest, halfCloseGraceMs }: Shared): number {
	const requestMs = expectsRequest ? bounds.requestTimeoutMs : Number.POSITIVE_INFINITY;
	return Math.min(bounds.readTimeoutMs, halfCloseGraceMs, requestMs);
}

interface Accepting {
	readonly shared: Shared;
	readonly timeoutChecks: TimeoutChecks;
	readonly serve: Serve;
	readonly telemetry: Telemetry;
	/** A connection whose descriptor has this number, or a higher one, leaves too few of them. */
	readonly lastDescriptor: number;
}

/** Descriptors that are left for what else the program does. */
const spareDescriptors = 4;

/** Fulfilled when the port is free and every socket is closed: the acceptor does not wait for those that are reset. */
async function stop(acceptor: Server | undefined, { connections }: Shared): Promise<void> {
	const freed = new Promise<void>(resolve => {
		if (acceptor === undefined) {
			resolve();
		} else {
			acceptor.close(() => resolve());
		}
	});
	await Promise.all([freed, ...[...connections].map(connection => connection.stop())]);
}

/** A connection that the system could not give us, mostly for want of file descriptors. */
function tellNotAccepted(server: ServerId, telemetry: Telemetry): void {
	const log = new ConnectionLog(server, telemetry);
	log.tellOpened('', 0);
	log.tellClosed('over-bound', { bound: 'descriptors' });
}

/**
 * So many may wait to be accepted, or as many as the system allows (`somaxconn`), if that is fewer: whoever comes when the
 * queue is full tries again only after a second. Node itself asks for 511.
 */
const backlog = 4_096;

/** The port that it listens on. */
function bind(acceptor: Server, { host, port }: Pick<ListenOptions, 'host' | 'port'>): Promise<number> {
	return new Promise((resolve, reject) => {
		acceptor.once('error', (error: NodeJS.ErrnoException) => {
			const code = error.code ?? 'UNKNOWN';
			reject(
				new NetError(code, `cannot listen on ${formatAddress({ host, port })}: ${remedy(code)}`, {
					cause: error,
				}),
			);
		});
		acceptor.listen({ host, port, backlog }, () => {
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
		case 'EMFILE':
		case 'ENFILE':
			return 'no more files and connections may be open; raise the limit with ulimit -n';
		default:
			return `the system says ${code}`;
	}
}
