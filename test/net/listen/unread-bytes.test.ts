import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { unreadBytes } from '../../../source/net/listen/unread-bytes.ts';
import { patiently } from '../../fixtures/patience.ts';

/** A connection over loopback whose client reads nothing; each end of it. */
async function connected(host: string): Promise<{ readonly server: Socket; readonly client: Socket }> {
	const listener = createServer().listen(0, host);
	await once(listener, 'listening');
	const { port } = listener.address() as { readonly port: number };
	const client = connect(port, host).pause();
	const [server] = (await once(listener, 'connection')) as [Socket];
	onTestFinished(() => {
		client.destroy();
		server.destroy();
		listener.close();
	});
	return { server, client };
}

let now = 0;
/** What the system says now: it is asked again at each time that is another one. */
function asked(socket: Socket): number | undefined {
	now += 1;
	return unreadBytes(socket, now);
}

test.skipIf(process.platform !== 'linux').each(['127.0.0.1', '::1'])(
	'the bytes that the system holds for a peer at %s are told, and are fewer once the peer has read some',
	async host => {
		const { server, client } = await connected(host);
		expect(asked(server)).toBe(0);
		server.write(Buffer.alloc(32 * 1_048_576));
		const held = await vi.waitFor(() => {
			const [first = 0, second = 0] = [asked(server), asked(server)];
			expect(first).toBeGreaterThan(0);
			expect(second).toBe(first);
			return first;
		}, patiently);
		expect(unreadBytes(server, now)).toBe(held);
		client.resume();
		await once(server, 'drain');
		await vi.waitFor(() => expect(asked(server)).toBe(0), patiently);
	},
);

test('a socket that is closed has none', async () => {
	const { server } = await connected('127.0.0.1');
	server.destroy();
	expect(asked(server)).toBeUndefined();
});
