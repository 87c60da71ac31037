import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { LabServer } from '../../../source/lab/servers/lab-server.ts';
import { startPoetryServer } from '../../../source/services/poetry-server.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';
import { listenTo } from '../../fixtures/raw-peers.ts';
import { createRecorder } from '../../fixtures/recorder.ts';

const poem = Buffer.from('A poem.\n');

/** A poetry server of a lab that has no other one, on a port that was asked for. */
async function onPort(port = 0) {
	const telemetry = createRecorder();
	const options = { server: 'poetry/a', host: '127.0.0.1', poem };
	const one: LabServer = new LabServer(
		{
			server: 'poetry/a',
			kind: 'poetry',
			port: { port, asked: true },
			facts: () => ({}),
			start: (at, { faults }) => startPoetryServer({ ...options, port: at, faults }, telemetry),
		},
		{
			options: labOnFreePorts,
			seed: 1,
			telemetry,
			addressOf: () => one.address ?? { host: '127.0.0.1', port },
			listenerOn: () => undefined,
		},
	);
	await one.start();
	onTestFinished(() => one.stop());
	const types = () => telemetry.events.map(({ type }) => type).filter(type => type.startsWith('server-'));
	return { one, types, visit: () => listenTo(one.address?.port ?? 0) };
}

test('a fault that is set while it is stopped holds once it runs again, on the port that it had', async () => {
	const { one, types, visit } = await onPort();
	const { address } = one;
	await one.stop();
	one.setFault('truncate', { after: 3 });
	one.setFault('down', {});
	await one.start();
	expect([one.address, one.faultsOn, types()]).toEqual([
		address,
		['truncate', 'down'],
		['server-listening', 'server-closed', 'server-listening'],
	]);
	expect(await visit()).toEqual({ bytes: Buffer.alloc(0), end: 'reset' });
	await one.clearFault('down');
	expect(await visit()).toEqual({ bytes: poem.subarray(0, 3), end: 'in order' });
	await one.clearFault('truncate');
	expect(await visit()).toEqual({ bytes: poem, end: 'in order' });
});

test('one that can not have its port knows why, until it can', async () => {
	const port = await closedPort();
	const taken = createServer().listen(port, '127.0.0.1');
	await once(taken, 'listening');
	const { one, types } = await onPort(port);
	expect([one.isRunning, one.failure]).toEqual([false, expect.stringContaining(`cannot listen on 127.0.0.1:${port}`)]);
	taken.close();
	await once(taken, 'close');
	await one.start();
	expect([one.isRunning, one.failure, types()]).toEqual([true, undefined, ['server-failed', 'server-listening']]);
});
