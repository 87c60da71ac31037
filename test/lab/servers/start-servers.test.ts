import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { createTelemetry } from '../../../source/lab/clock/create-telemetry.ts';
import type { LabOptions } from '../../../source/lab/lab-options.ts';
import { startServers } from '../../../source/lab/servers/start-servers.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';

const options: LabOptions = { ...labOnFreePorts, slowPoems: ['tyger'], upstreams: [{ host: '127.0.0.1', port: 9 }] };

async function started(more: Partial<LabOptions> = {}, events: LabEvent[] = []) {
	const servers = await startServers(
		{ ...options, ...more },
		createTelemetry(event => void events.push(event)),
	);
	return { servers, events };
}

test('starts and stops asked for at once happen one after the other', async () => {
	const { servers, events } = await started();
	const before = events.length;
	await Promise.all([
		servers.stop('transform'),
		servers.start('transform'),
		servers.stop('transform'),
		servers.start('transform'),
	]);
	expect(events.slice(before).map(({ type }) => type)).toEqual([
		'server-closed',
		'server-listening',
		'server-closed',
		'server-listening',
	]);
	await servers.close();
});

test.each(['127.0.0.1', 'localhost'])(
	'a proxy that would be its own upstream, at %s, is told before any server listens, and no port is kept',
	async host => {
		const port = await closedPort();
		const directory = await mkdtemp(join(tmpdir(), 'one-poem-'));
		onTestFinished(() => rm(directory, { recursive: true }));
		await writeFile(join(directory, 'short.txt'), 'one line\n');
		const upstreams = [{ host, port }];
		const asked = {
			poemsDir: directory,
			slowPoems: [],
			ports: { ...labOnFreePorts.ports, proxy: { port: port - 1, asked: false } },
			upstreams,
		};
		const events: LabEvent[] = [];
		await expect(started(asked, events)).rejects.toThrow(`proxy/${host}:${port} would be its own upstream`);
		expect(events.filter(({ type }) => type === 'server-listening')).toEqual([]);
		const acceptor = createServer().listen(port, '127.0.0.1');
		await once(acceptor, 'listening');
		acceptor.close();
	},
);

test('starting one that runs, or stopping one that does not, changes nothing', async () => {
	const { servers, events } = await started();
	await servers.stop('transform');
	const before = events.length;
	await servers.stop('transform');
	await servers.start('poetry/tyger');
	await servers.stop('no-such-server');
	await servers.start('no-such-server');
	expect(events).toHaveLength(before);
	await servers.close();
});

test('each proxy is told with its upstream, and an upstream elsewhere gives one more proxy', async () => {
	const { servers, events } = await started();
	const listening = events.filter(event => event.type === 'server-listening');
	const upstreamOf = (id: string) => listening.find(({ server }) => server === id)?.upstream;
	expect(upstreamOf('proxy/tyger')).toBe(`127.0.0.1:${servers.addressOf('poetry/tyger').port}`);
	expect(upstreamOf('proxy/127.0.0.1:9')).toBe('127.0.0.1:9');
	expect(listening.find(({ server }) => server === 'poetry/tyger')).toMatchObject({ slow: true, title: 'The Tyger' });
	await servers.close();
});

test('ports that would go beyond the last one are refused with words that say where to begin', async () => {
	await expect(started({ ports: { ...labOnFreePorts.ports, poetry: { port: 65_534, asked: true } } })).rejects.toThrow(
		/from 65534 on.*65535: begin lower/,
	);
});

test('two servers of one name are refused, since a name is all that tells them apart', async () => {
	const upstream = { host: '127.0.0.1', port: 9 };
	await expect(started({ upstreams: [upstream, upstream] })).rejects.toThrow('--upstream 127.0.0.1:9 is given twice.');
});

test('a user’s transforms are known beside the bundled ones, and what does not load is told', async () => {
	const { servers, events } = await started({ transformsDir: fileURLToPath(new URL('.', import.meta.url)) });
	const loaded = events.find(event => event.type === 'transforms-loaded');
	expect(loaded?.transforms.map(({ name }) => name)).toContain('shout');
	expect(loaded?.problems.length).toBeGreaterThan(0);
	await servers.close();
});

test('the close stops every server, and is told', async () => {
	const { servers, events } = await started();
	await servers.close();
	const count = (type: LabEvent['type']) => events.filter(event => event.type === type).length;
	expect(count('server-closed')).toBe(count('server-listening'));
});
