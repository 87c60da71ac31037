import { connect } from 'node:net';

/** What one client of a schedule saw: the bytes, and whether they ended in order; it may have left before that. */
export interface Seen {
	readonly bytes: Buffer;
	readonly end: 'in order' | 'reset' | 'left';
}

export interface SoakClient {
	readonly seen: Promise<Seen>;
	leave(): void;
}

/** A client that reads a poem from this port to its end. */
export function openClient(port: number): SoakClient {
	const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
	const chunks: Buffer[] = [];
	let leave = () => {};
	const seen = new Promise<Seen>(resolve => {
		const settle = (end: Seen['end']) => {
			resolve({ bytes: Buffer.concat(chunks), end });
			socket.destroy();
		};
		leave = () => settle('left');
		socket.on('data', chunk => chunks.push(chunk));
		// A reset that comes together with bytes is told as an end; writing nothing then fails.
		socket.on('end', () => socket.write('', error => settle(error ? 'reset' : 'in order')));
		socket.on('error', () => settle('reset'));
	});
	return { seen, leave: () => leave() };
}
