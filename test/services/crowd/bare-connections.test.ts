import { expect, test } from 'vitest';
import { createBareConnections } from '../../../source/services/crowd/bare-connections.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { bareServer } from '../../fixtures/raw-peers.ts';
import { createRecorder } from '../../fixtures/recorder.ts';

const host = '127.0.0.1';

test('what is typed is sent as it is, and what comes back is read', async () => {
	const recorder = createRecorder();
	const { port } = await bareServer(socket => socket.once('data', data => socket.end(`you said ${data}`)));
	createBareConnections(recorder).open({ address: { host, port }, text: '5:hello,', reads: true });
	const closed = await recorder.seen('dial-closed');
	expect(closed).toMatchObject({ bytesIn: 'you said 5:hello,'.length, bytesOut: 8 });
	expect(closed.failure).toBeUndefined();
});

test('one that does not read makes a long answer wait, until it is told to read on', async () => {
	const recorder = createRecorder();
	const whole = 20_000_000;
	const { port } = await bareServer(socket => socket.end(Buffer.alloc(whole)));
	const connections = createBareConnections(recorder);
	connections.open({ address: { host, port }, reads: false });
	const read = () => recorder.of('dial-received').reduce((sum, { data }) => sum + data.length, 0);
	await recorder.seen('dial-received', () => read() >= 1_000_000);
	expect(recorder.of('dial-closed')).toEqual([]);
	connections.readOn();
	expect(await recorder.seen('dial-closed')).toMatchObject({ bytesIn: whole });
});

test('all of them are closed at once, also one that never read', async () => {
	const recorder = createRecorder();
	const { port } = await bareServer(socket => void socket.write('more to come'));
	const connections = createBareConnections(recorder);
	connections.open({ address: { host, port }, reads: true });
	connections.open({ address: { host, port }, reads: false });
	await recorder.seen('dial-received', () => true, 2);
	connections.closeAll();
	expect(await recorder.seen('dial-closed', ({ failure }) => failure === 'cancelled', 2)).toBeDefined();
});

test('that nobody listens is told by the dial, and by nothing else', async () => {
	const recorder = createRecorder();
	createBareConnections(recorder).open({ address: { host, port: await closedPort() }, reads: true });
	expect(await recorder.seen('dial-closed')).toMatchObject({ failure: 'refused' });
});
