import { connect, type Socket } from 'node:net';
import type { Address } from '../../wire/address.ts';

/**
 * All sockets read into this buffer, and what comes is to be copied from it at once: so none costs memory before anything
 * has come. It is large, so that a large poem comes in few pieces.
 */
const buffer = Buffer.allocUnsafeSlow(524_288);

/** A socket that connects to an IP address, and stays open on our side when the peer ends; `take` is given what comes. */
export function openSocket({ host, port }: Address, take: (buffer: Uint8Array, length: number) => void): Socket {
	const callback = (length: number, filled: Uint8Array) => {
		take(filled, length);
		return true;
	};
	return connect({ host, port, allowHalfOpen: true, onread: { buffer, callback } });
}
