import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { unreadBytes } from '../../../source/net/listen/unread-bytes.ts';
import { patienceMs, patiently } from '../../fixtures/patience.ts';

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

/** What the system told of a socket, once it has told anything. */
function told(socket: Socket): Promise<number> {
	return vi.waitFor(() => {
		const bytes = unreadBytes(socket, { maxAgeMs: patienceMs, everyMs: 20 });
		expect(bytes).toBeDefined();
		return bytes ?? 0;
	}, patiently);
}

test.skipIf(process.platform !== 'linux').each(['127.0.0.1', '::1'])(
	'the bytes that the system holds for a peer at %s are told, and are fewer once the peer has read some',
	async host => {
		const { server, client } = await connected(host);
		expect(await told(server)).toBe(0);
		server.write(Buffer.alloc(32 * 1_048_576));
		await vi.waitFor(async () => expect(await told(server)).toBeGreaterThan(0), patiently);
		client.resume();
		await once(server, 'drain');
		await vi.waitFor(async () => expect(await told(server)).toBe(0), patiently);
	},
);

test.skipIf(process.platform !== 'linux')('what the system told long ago is not told any more', async () => {
	const { server } = await connected('127.0.0.1');
	await told(server);
	expect(unreadBytes(server, { maxAgeMs: 0, everyMs: 20 })).toBeUndefined();
});

test('a socket that is closed has none', async () => {
	const { server } = await connected('127.0.0.1');
	server.destroy();
	expect(unreadBytes(server, { maxAgeMs: patienceMs, everyMs: 20 })).toBeUndefined();
});
