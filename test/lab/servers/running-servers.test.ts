import { expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { createTelemetry } from '../../../source/lab/create-telemetry.ts';
import { LabFaults } from '../../../source/lab/servers/lab-faults.ts';
import type { PlannedPort } from '../../../source/lab/servers/plan-ports.ts';
import { RunningServers } from '../../../source/lab/servers/running-servers.ts';
import { startPoetryServer } from '../../../source/services/poetry-server.ts';

function created() {
	const events: LabEvent[] = [];
	const telemetry = createTelemetry(event => void events.push(event));
	const servers = new RunningServers('127.0.0.1', new LabFaults(1, telemetry), telemetry);
	const add = (name: string, port: PlannedPort) => {
		const server = `poetry/${name}`;
		const options = { server, host: '127.0.0.1', poem: Buffer.from('A poem.\n') };
		return servers.add({
			server,
			kind: 'poetry',
			port,
			facts: () => ({}),
			start: at => startPoetryServer({ ...options, port: at }, telemetry),
		});
	};
	return { servers, events, add };
}

test('a port that one of our own servers has is told with its name, and not as another program’s', async () => {
	const { servers, events, add } = created();
	await add('first', { port: 0, asked: false });
	const { port } = servers.addressOf('poetry/first');
	await add('second', { port, asked: true });
	expect(events.at(-1)).toMatchObject({
		type: 'server-failed',
		server: 'poetry/second',
		why: `cannot listen on 127.0.0.1:${port}: poetry/first has that port`,
	});
	await servers.close();
});

test('a default port that another of ours is to have is not tried, and told as taken', async () => {
	const { servers, events, add } = created();
	await add('first', { port: 10_999, asked: false, isOurs: true });
	expect(events.at(-1)).toMatchObject({ type: 'server-listening', insteadOfPort: 10_999 });
	expect(servers.addressOf('poetry/first').port).not.toBe(10_999);
	await servers.close();
});
