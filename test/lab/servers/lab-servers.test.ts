import { expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { createTelemetry } from '../../../source/lab/clock/create-telemetry.ts';
import { LabServers } from '../../../source/lab/servers/lab-servers.ts';
import type { PlannedPort } from '../../../source/lab/servers/plan-ports.ts';
import { startPoetryServer } from '../../../source/services/poetry-server.ts';
import { Flights } from '../../../source/services/proxy/flights.ts';
import { createPoemCache } from '../../../source/services/proxy/poem-cache.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';

function created() {
	const events: LabEvent[] = [];
	const telemetry = createTelemetry(event => void events.push(event));
	const servers = new LabServers({
		options: labOnFreePorts,
		poems: [{ name: 'short', title: 'Short', bytes: Buffer.from('A poem.\n') }],
		transforms: new Map(),
		endTransforms: () => {},
		cache: createPoemCache({ maxEntries: 1, maxBytes: 100, now: telemetry.now }),
		flights: new Flights(),
		seed: 1,
		telemetry,
	});
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

test('a server that was added for a lesson obeys as the others do, and is added once', async () => {
	const { servers, events } = created();
	const name = await servers.addLongPoem();
	await servers.addLongPoem();
	expect(events.map(({ type }) => type)).toEqual(['server-listening', 'server-listening']);

	servers.setCollapsing(`proxy/${name}`, false);
	servers.setCollapsing(`proxy/${name}`, false);
	servers.setCollapsing(`poetry/${name}`, false);
	await servers.setFault(`poetry/${name}`, 'hang', {});
	await servers.stop(`proxy/${name}`);
	await servers.addLongPoem();
	await servers.close();
	expect(events.slice(2).map(({ type }) => type)).toEqual([
		'collapsing-set',
		'fault-set',
		'server-closed',
		'server-listening',
		'server-closed',
		'server-closed',
	]);
});
