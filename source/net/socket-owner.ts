import type { Socket } from 'node:net';

/** Is told of all that happens on a socket. */
export interface SocketOwner {
	noteError(error: Error): void;
	/** The socket is closed, whatever the reason. */
	noteClosed(): void;
	/** It is connected, where that is awaited. */
	noteConnected?(): void;
	/** The peer will send nothing more. */
	noteEnded(): void;
	/** Bytes of the peer, where they are asked for by {@link readFor}. */
	noteReceived?(data: Buffer): void;
}

/** A socket with its owner, by which all sockets share their listeners: own ones would cost each socket half a kilobyte. */
interface OwnedSocket extends Socket {
	owner?: SocketOwner;
}

/** Tells the owner of the socket's errors and of its close. */
export function watchFor(owner: SocketOwner, socket: OwnedSocket): void {
	socket.owner = owner;
	socket.on('error', passError);
	socket.on('close', passClose);
}

/** Tells the owner of a socket that we open also when it is connected, and that the peer will send nothing more. */
export function watchDialFor(owner: SocketOwner, socket: OwnedSocket): void {
	watchFor(owner, socket);
	socket.on('connect', passConnected);
	socket.on('end', passEnd);
}

/** Reads the socket, and gives the owner all that comes, and the peer's end. */
export function readFor(owner: SocketOwner, socket: OwnedSocket): void {
	socket.owner = owner;
	socket.on('data', passData);
	socket.on('end', passEnd);
}

function passConnected(this: OwnedSocket): void {
	this.owner?.noteConnected?.();
}

function passError(this: OwnedSocket, error: Error): void {
	this.owner?.noteError(error);
}

function passClose(this: OwnedSocket): void {
	this.owner?.noteClosed();
}

function passEnd(this: OwnedSocket): void {
	this.owner?.noteEnded();
}

function passData(this: OwnedSocket, data: Buffer): void {
	this.owner?.noteReceived?.(data);
}
