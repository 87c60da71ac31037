import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Lab } from '../../source/lab/lab.ts';
import type { LabOptions } from '../../source/lab/lab-options.ts';
import { createLocalLab } from '../../source/lab/local-lab.ts';
import { kindNames } from '../../source/lab/server-kinds.ts';
import { createWorkerLab } from '../../source/lab/worker/worker-lab.ts';
import { closedPort, isFree } from '../fixtures/closed-port.ts';
import { labOnFreePorts } from '../fixtures/lab-on-free-ports.ts';
import { addressIn, portIn, seen, serverIn } from '../fixtures/lab-seen.ts';

const options: LabOptions = { ...labOnFreePorts, hosts: [{ host: 'elsewhere.example', port: 10_000 }] };
const worker = new URL('../../dist/worker.js', import.meta.url);

let lab: Lab | undefined;
afterEach(async () => {
	await lab?.close();
	lab = undefined;
});

describe.each([
	['in this thread', (more: Partial<LabOptions> = {}) => createLocalLab({ ...options, ...more })],
	['in a worker', (more: Partial<LabOptions> = {}) => createWorkerLab({ ...options, ...more }, worker)],
])('a lab %s', (_, create) => {
	test('is ready once it is there, with its servers, hosts and transforms', async () => {
		lab = await create();
		const { ready, servers, hosts, transforms } = await seen(lab, snapshot => snapshot.ready);
		expect(ready).toBe(true);
		expect(servers.every(({ status }) => status === 'listening')).toBe(true);
		expect([...new Set(servers.map(({ kind }) => kind))]).toEqual(kindNames);
		expect(hosts.map(({ label }) => label)).toContain('proxy/ecstasy');
		expect(hosts.at(-1)).toEqual({
			address: 'elsewhere.example:10000',
			label: 'elsewhere.example:10000',
			status: 'unknown',
		});
		expect(transforms.map(({ name }) => name)).toContain('cummingsify');
	});

	test('fetches through a proxy with a transform: first a miss, then a hit', async () => {
		lab = await create();
		const address = addressIn(await seen(lab, ({ ready }) => ready), 'proxy/ecstasy');
		lab.dispatch({ type: 'fetch', address, transforms: ['shout'] });
		const first = await seen(lab, ({ fetch, totals }) => fetch?.status === 'succeeded' && totals.open === 0);
		expect(first.fetch).toMatchObject({ server: 'proxy/ecstasy', cache: 'miss', steps: [{ status: 'succeeded' }] });
		expect(Buffer.from(first.fetch?.poem ?? []).toString()).toContain('WHERE, LIKE A PILLOW ON A BED');
		expect(first.exchanges.map(({ server, peer }) => `${server} ${peer}`).sort()).toEqual([
			'poetry/ecstasy proxy/ecstasy',
			'proxy/ecstasy client',
			'transform client',
		]);
		lab.dispatch({ type: 'fetch', address, transforms: [] });
		const second = await seen(lab, ({ fetch }) => fetch?.id !== first.fetch?.id && fetch?.status === 'succeeded');
		expect(second.fetch?.cache).toBe('hit');
		expect(second.totals).toMatchObject({ hits: 1, misses: 1, fetches: 2 });
	});

	test('falls back to the original poem once the transform server is stopped, and says why', async () => {
		lab = await create();
		const address = addressIn(await seen(lab, ({ ready }) => ready), 'poetry/ecstasy');
		lab.dispatch({ type: 'stop-server', server: 'transform' });
		await seen(lab, snapshot => serverIn(snapshot, 'transform')?.status === 'stopped');
		lab.dispatch({ type: 'fetch', address, transforms: ['shout'] });
		const { fetch } = await seen(lab, snapshot => snapshot.fetch?.status === 'fell-back');
		expect(fetch?.steps[0]).toMatchObject({ status: 'failed', why: expect.stringMatching(/refused/) });
		expect(Buffer.from(fetch?.poem ?? []).toString()).toContain('Where, like a pillow on a bed');
	});

	test('starts a stopped server again, on the port it had', async () => {
		lab = await create();
		const port = portIn(await seen(lab, ({ ready }) => ready), 'transform');
		lab.dispatch({ type: 'stop-server', server: 'transform' });
		await seen(lab, snapshot => serverIn(snapshot, 'transform')?.status === 'stopped');
		lab.dispatch({ type: 'start-server', server: 'transform' });
		await seen(lab, snapshot => serverIn(snapshot, 'transform')?.status === 'listening');
		const again = connect(portIn(lab.snapshot(), 'transform'), '127.0.0.1');
		again.write('7:shout.a,');
		expect((await buffer(again)).toString()).toBe('1:A,');
		expect(portIn(lab.snapshot(), 'transform')).toBe(port);
	});

	test('shows a slow poem while it arrives, and cancels it', async () => {
		lab = await create();
		const address = addressIn(await seen(lab, ({ ready }) => ready), 'poetry/ozymandias');
		lab.dispatch({ type: 'fetch', address, transforms: [] });
		const { fetch, open } = await seen(
			lab,
			snapshot => (snapshot.fetch?.poemBytes ?? 0) > 0 && snapshot.open.length > 0,
		);
		expect(fetch).toMatchObject({ status: 'running', connected: true });
		expect(open[0]).toMatchObject({ server: 'poetry/ozymandias', peer: 'client' });
		lab.dispatch({ type: 'cancel-fetch' });
		await seen(lab, snapshot => snapshot.fetch?.status === 'cancelled' && snapshot.totals.open === 0);
	});

	test('forgets its cache when asked, and keeps an added host', async () => {
		lab = await create();
		const address = addressIn(await seen(lab, ({ ready }) => ready), 'proxy/ecstasy');
		lab.dispatch({ type: 'fetch', address, transforms: [] });
		await seen(lab, ({ totals }) => totals.cacheEntries === 1);
		lab.dispatch({ type: 'purge-cache' });
		await seen(lab, ({ totals }) => totals.cacheEntries === 0);
		lab.dispatch({ type: 'add-host', address: 'localhost:4000' });
		const { hosts } = await seen(lab, snapshot => snapshot.hosts.at(-1)?.address === 'localhost:4000');
		expect(hosts.at(-1)?.status).toBe('unknown');
	});

	test('tells one exchange’s whole story by its id', async () => {
		lab = await create();
		const address = addressIn(await seen(lab, ({ ready }) => ready), 'proxy/tyger');
		lab.dispatch({ type: 'fetch', address, transforms: ['gibberish'] });
		const { fetch } = await seen(lab, snapshot => snapshot.fetch?.status === 'fell-back' && snapshot.totals.open === 0);
		const types = (await lab.detail(fetch?.connection ?? 0)).map(({ type }) => type);
		for (const type of [
			'fetch-started',
			'cache-miss',
			'poem-stored',
			'dial-received',
			'transform-refused',
			'fetch-fell-back',
		]) {
			expect(types).toContain(type);
		}
		expect(await lab.detail(999_999)).toEqual([]);
	});

	test('saves the newest poem in all its bytes, and tells where', async () => {
		lab = await create();
		const address = addressIn(await seen(lab, ({ ready }) => ready), 'poetry/tyger');
		lab.dispatch({ type: 'fetch', address, transforms: [] });
		const { fetch } = await seen(lab, snapshot => snapshot.fetch?.status === 'succeeded');
		const directory = await mkdtemp(join(tmpdir(), 'saved-'));
		onTestFinished(() => rm(directory, { recursive: true }));
		const path = join(directory, 'tyger.txt');
		expect(await lab.savePoem(path)).toEqual({ saved: true, path, bytes: fetch?.poemBytes });
		expect(await readFile(path)).toEqual(await readFile(new URL('../../poems/tyger.txt', import.meta.url)));
		expect(await lab.savePoem(path)).toMatchObject({ saved: false, why: expect.stringContaining('exists already') });
	});

	test('replaces a default port that is taken, and says so; the others run', async () => {
		const taken = createServer().listen(0, '127.0.0.1');
		await once(taken, 'listening');
		const { port } = taken.address() as { port: number };
		lab = await create({ ports: { ...options.ports, transform: { port, asked: false } } });
		const { servers, notices } = await seen(lab, ({ ready }) => ready);
		expect(serverIn({ servers }, 'transform')).toMatchObject({
			status: 'listening',
			port: expect.not.toSatisfy((other: number) => other === port),
		});
		expect(notices.join()).toContain(String(port));
		taken.close();
	});

	test('does not open where a port that was asked for is taken, says so, and frees the others', async () => {
		const taken = createServer().listen(0, '127.0.0.1');
		await once(taken, 'listening');
		onTestFinished(() => void taken.close());
		const { port } = taken.address() as { port: number };
		const free = await closedPort();
		const ports = { ...options.ports, transform: { port: free, asked: true }, proxy: { port, asked: true } };
		await expect(create({ ports })).rejects.toMatchObject({
			name: 'ListenError',
			message: expect.stringContaining(`cannot listen on 127.0.0.1:${port}: another program has that port`),
		});
		await isFree(free);
	});

	test('frees its ports when it is closed, and tells what was served', async () => {
		lab = await create();
		const port = portIn(await seen(lab, ({ ready }) => ready), 'poetry/tyger');
		await buffer(connect(port, '127.0.0.1'));
		await seen(lab, ({ totals }) => totals.served === 1);
		const totals = await lab.close();
		lab = undefined;
		expect(totals).toMatchObject({ served: 1, open: 0 });
		await isFree(port);
	});

	test('does not start without a poem, and says what to do', async () => {
		await expect(create({ poemsDir: '/does/not/exist' })).rejects.toThrow(/--poems/);
	});
});
