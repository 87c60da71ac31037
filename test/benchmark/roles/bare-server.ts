import { readFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { portsFrom } from '../ports.ts';

/** What the bare server is started with. */
export interface BareServerOptions {
	readonly poemFile: string;
	readonly firstPort: number;
	readonly upstreamPort: number;
	readonly caches: boolean;
}

/** The yardstick: what our servers do on the wire, in the fewest lines of `node:net`, and nothing besides. */
export function runBareServer({ poemFile, firstPort, upstreamPort, caches }: BareServerOptions): void {
	const poem = readFileSync(poemFile);
	const ports = portsFrom(firstPort);
	let sent = 0;
	listen(ports.poem, socket => {
		sent += 1;
		socket.end(poem);
	});
	listen(ports.ownProxy, socket => socket.end(String(sent)));
	listen(ports.transform, answerNetstring);
	let cached: Buffer | undefined;
	listen(ports.proxy, socket => {
		if (cached !== undefined) {
			socket.end(cached);
			return;
		}
		fetchFrom(upstreamPort, fetched => {
			cached = caches ? fetched : undefined;
			socket.end(fetched);
		});
	});
}

function listen(port: number, serve: (socket: Socket) => void): void {
	const server = createServer(socket => {
		// Without it the first reset ends the program.
		socket.on('error', () => {});
		serve(socket);
	});
	server.listen(port, '127.0.0.1');
}

function answerNetstring(socket: Socket): void {
	let request = Buffer.alloc(0);
	socket.on('data', chunk => {
		request = request.length === 0 ? chunk : Buffer.concat([request, chunk]);
		const colon = request.indexOf(':');
		const length = Number(request.toString('latin1', 0, colon));
		if (colon > 0 && request.length > colon + 1 + length) {
			const dot = request.indexOf('.', colon);
			const reply = Buffer.from(request.toString('utf8', dot + 1, colon + 1 + length).toLowerCase());
			socket.end(Buffer.concat([Buffer.from(`${reply.length}:`), reply, Buffer.from(',')]));
		}
	});
}

function fetchFrom(port: number, take: (poem: Buffer) => void): void {
	const chunks: Buffer[] = [];
	const socket = connect(port, '127.0.0.1');
	socket.on('error', () => {});
	socket.on('data', chunk => chunks.push(chunk));
	socket.on('end', () => take(Buffer.concat(chunks)));
}
