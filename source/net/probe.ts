import type { Socket } from 'node:net';
import { platform } from 'node:os';

const nothing = new Uint8Array(0);

/**
 * Tells whether a peer that seems to have closed its side can still be written to: without an error, if so. A reset that
 * comes together with bytes is told by libuv as an end (it takes EPOLLHUP after a short read for one). Writing nothing
 * still works after the peer's orderly end, and fails after a reset.
 */
export function probe(socket: Socket, tell?: (error: NodeJS.ErrnoException | null | undefined) => void): void {
	socket.write(nothing, tell);
}

/** True where the peer had closed its side in order before it reset the rest. Only Linux tells so, with EPIPE in place of ECONNRESET. */
export function endedBeforeReset({ code }: NodeJS.ErrnoException): boolean {
	return code === 'EPIPE' && isLinux;
}

const isLinux = platform() === 'linux';
