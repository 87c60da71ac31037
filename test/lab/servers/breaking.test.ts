import { once } from 'node:events';
import { connect, createServer } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import type { Lab } from '../../../source/lab/lab.ts';
import type { LabOptions } from '../../../source/lab/lab-options.ts';
import { createLocalLab } from '../../../source/lab/local-lab.ts';
import { createWorkerLab } from '../../../source/lab/worker/worker-lab.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';
import { addressIn, seen, serverIn } from '../../fixtures/lab-seen.ts';

const options: LabOptions = { ...labOnFreePorts, seed: 7 };
const worker = new URL('../../../dist/worker.js', import.meta.url);

let lab: Lab | undefined;
afterEach(async () => {
	await lab?.close();
	lab = undefined;
});

describe.each([
	['in this thread', (more: Partial<LabOptions> = {}) => createLocalLab({ ...options, ...more })],
	['in a worker', (more: Partial<LabOptions> = {}) => createWorkerLab({ ...options, ...more }, worker)],
])('a lab %s', (_, create) => {
	test('shows a fault on its server and on the exchange that it struck, and takes it off again', async () => {
		lab = await create();
		const first = await seen(lab, ({ ready }) => ready);
		expect(first.seed).toBe(7);
		lab.dispatch({ type: 'set-fault', server: 'poetry/tyger', fault: 'truncate', settings: { after: 20 } });
		const broken = await seen(lab, snapshot => serverIn(snapshot, 'poetry/tyger')?.faults.length === 1);
		expect(serverIn(broken, 'poetry/tyger')?.faults).toEqual([{ name: 'truncate', settings: { after: 20, p: 1 } }]);
		lab.dispatch({ type: 'fetch', address: addressIn(first, 'poetry/tyger'), transforms: [] });
		const { fetch, exchanges } = await seen(
			lab,
			snapshot => snapshot.fetch?.status === 'succeeded' && snapshot.totals.open === 0,
		);
		expect(fetch?.poemBytes).toBe(20);
		expect(exchanges[0]).toMatchObject({
			how: 'ended',
			faults: [{ name: 'truncate', what: 'closed in order after 20 bytes, with more to say' }],
		});
		lab.dispatch({ type: 'clear-fault', server: 'poetry/tyger', fault: 'truncate' });
		await seen(lab, snapshot => serverIn(snapshot, 'poetry/tyger')?.faults.length === 0);
		lab.dispatch({ type: 'fetch', address: addressIn(first, 'poetry/tyger'), transforms: [] });
		await seen(lab, snapshot => (snapshot.fetch?.poemBytes ?? 0) > 500 && snapshot.fetch?.status === 'succeeded');
	});

	test('shows a server that is down as listening and down; started again it is still down, and one action heals all', async () => {
		lab = await create();
		const first = await seen(lab, ({ ready }) => ready);
		lab.dispatch({ type: 'set-fault', server: 'poetry/tyger', fault: 'down' });
		lab.dispatch({ type: 'set-fault', server: 'transform', fault: 'hang' });
		const down = await seen(lab, snapshot => serverIn(snapshot, 'transform')?.faults.length === 1);
		expect(serverIn(down, 'poetry/tyger')).toMatchObject({ status: 'listening', down: true });
		lab.dispatch({ type: 'stop-server', server: 'poetry/tyger' });
		await seen(lab, snapshot => serverIn(snapshot, 'poetry/tyger')?.status === 'stopped');
		lab.dispatch({ type: 'start-server', server: 'poetry/tyger' });
		await seen(lab, snapshot => serverIn(snapshot, 'poetry/tyger')?.status === 'listening');
		lab.dispatch({ type: 'fetch', address: addressIn(first, 'poetry/tyger'), transforms: [] });
		const { fetch } = await seen(lab, snapshot => snapshot.fetch?.status === 'failed');
		expect(fetch?.code).toBe('refused');
		lab.dispatch({ type: 'clear-faults' });
		await seen(lab, ({ servers }) => servers.every(({ faults, down: isDown }) => faults.length === 0 && !isDown));
		const poem = await buffer(connect(serverIn(first, 'poetry/tyger')?.port ?? 0, '127.0.0.1'));
		expect(poem.toString()).toContain('Tyger');
	});

	test('is broken from the start where that is asked for', async () => {
		lab = await create({
			faults: [
				{ server: 'poetry/tyger', fault: 'reset', settings: { after: 5 } },
				{ server: 'transform', fault: 'down', settings: {} },
			],
			uncollapsed: ['tyger'],
		});
		const snapshot = await seen(lab, ({ ready }) => ready);
		expect(serverIn(snapshot, 'poetry/tyger')?.faults).toEqual([{ name: 'reset', settings: { after: 5, p: 1 } }]);
		expect(serverIn(snapshot, 'transform')).toMatchObject({ status: 'listening', down: true });
		expect(serverIn(snapshot, 'proxy/tyger')?.collapsing).toBe(false);
		expect(serverIn(snapshot, 'proxy/ecstasy')?.collapsing).toBe(true);
	});

	test.each([
		[
			{ faults: [{ server: 'nowhere', fault: 'hang', settings: {} }] },
			/no server “nowhere”: it is one of poetry\/ecstasy/,
		],
		[{ faults: [{ server: 'tyger', fault: 'hang', settings: {} }] }, /poetry\/tyger or proxy\/tyger/],
		[{ faults: [{ server: 'transform', fault: 'lag', settings: {} }] }, /no fault “lag”/],
		[{ uncollapsed: ['poetry/tyger'] }, /no proxy “poetry\/tyger”: it is one of proxy\/ecstasy/],
	])('does not start with %j, and says what there is', async (more, words) => {
		await expect(create(more)).rejects.toThrow(words);
	});

	test('counts a crowd of 200 at a cold proxy: 1 miss, 199 collapsed, 200 whole, 1 upstream connection', async () => {
		lab = await create();
		const first = await seen(lab, ({ ready }) => ready);
		lab.dispatch({ type: 'set-fault', server: 'poetry/tyger', fault: 'hang' });
		lab.dispatch({ type: 'start-crowd', address: addressIn(first, 'proxy/tyger'), transforms: [], clients: 200 });
		await seen(lab, ({ crowd }) => crowd?.cache?.collapsed === 199);
		lab.dispatch({ type: 'clear-faults' });
		const { crowd, exchanges, fetch } = await seen(lab, snapshot => snapshot.crowd?.status === 'ended');
		expect(crowd).toMatchObject({ server: 'proxy/tyger', whole: 200, failures: [], differentPoems: 1 });
		expect(crowd?.cache).toEqual({ hits: 0, misses: 1, collapsed: 199, stale: 0, upstreamConnections: 1 });
		expect(exchanges.filter(({ peer }) => peer === 'crowd')).toHaveLength(200);
		expect(fetch).toBeUndefined();
	});

	test('without collapsing a crowd is a herd: as many misses and upstream connections as clients', async () => {
		lab = await create();
		const first = await seen(lab, ({ ready }) => ready);
		lab.dispatch({ type: 'set-collapsing', server: 'proxy/tyger', on: false });
		lab.dispatch({ type: 'set-fault', server: 'poetry/tyger', fault: 'hang' });
		lab.dispatch({ type: 'start-crowd', address: addressIn(first, 'proxy/tyger'), transforms: [], clients: 50 });
		await seen(lab, ({ crowd }) => crowd?.cache?.upstreamConnections === 50);
		lab.dispatch({ type: 'clear-faults' });
		const { crowd } = await seen(lab, snapshot => snapshot.crowd?.status === 'ended');
		expect(crowd).toMatchObject({ whole: 50, cache: { misses: 50, collapsed: 0, upstreamConnections: 50 } });
	});

	test('cancels a crowd, and starts the next one only then', async () => {
		lab = await create();
		const first = await seen(lab, ({ ready }) => ready);
		const address = addressIn(first, 'poetry/ozymandias');
		lab.dispatch({ type: 'start-crowd', address, transforms: [], clients: 20 });
		await seen(lab, ({ totals }) => totals.open === 20);
		lab.dispatch({ type: 'cancel-crowd' });
		const { crowd } = await seen(lab, snapshot => snapshot.crowd?.status === 'cancelled' && snapshot.totals.open === 0);
		expect(crowd?.failures).toEqual([{ code: 'cancelled', clients: 20 }]);
		lab.dispatch({ type: 'start-crowd', address, transforms: [], clients: 5 });
		lab.dispatch({ type: 'start-crowd', address: addressIn(first, 'poetry/tyger'), transforms: [], clients: 7 });
		const { crowd: next } = await seen(lab, snapshot => snapshot.crowd?.status === 'ended');
		expect(next).toMatchObject({ clients: 7, whole: 7 });
	});

	test('closes in the middle of a crowd', async () => {
		lab = await create();
		const first = await seen(lab, ({ ready }) => ready);
		lab.dispatch({ type: 'start-crowd', address: addressIn(first, 'poetry/ozymandias'), transforms: [], clients: 20 });
		await seen(lab, ({ totals }) => totals.open > 0);
		const totals = await lab.close();
		lab = undefined;
		expect(totals.open).toBe(0);
	});
});

test('a server whose port is taken while it is down has failed, and can be started again later', async () => {
	lab = await createLocalLab(options);
	const { port = 0 } = serverIn(lab.snapshot(), 'transform') ?? {};
	lab.dispatch({ type: 'set-fault', server: 'transform', fault: 'down' });
	await seen(lab, snapshot => serverIn(snapshot, 'transform')?.down === true);
	const thief = createServer().listen(port, '127.0.0.1');
	await once(thief, 'listening');
	lab.dispatch({ type: 'clear-faults' });
	const failed = await seen(lab, snapshot => serverIn(snapshot, 'transform')?.status === 'failed');
	expect(serverIn(failed, 'transform')).toMatchObject({ code: 'EADDRINUSE', down: false, port });
	thief.close();
	await once(thief, 'close');
	lab.dispatch({ type: 'start-server', server: 'transform' });
	await seen(lab, snapshot => serverIn(snapshot, 'transform')?.status === 'listening');
});
