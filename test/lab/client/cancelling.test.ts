import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Lab } from '../../../source/lab/lab.ts';
import { createLocalLab } from '../../../source/lab/local-lab.ts';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { labOnFreePorts } from '../../fixtures/lab-on-free-ports.ts';
import { addressIn, seen } from '../../fixtures/lab-seen.ts';
import { bareServer } from '../../fixtures/raw-peers.ts';

/** Sent slowly, so that everything happens in the middle of it. */
const slow = 'ozymandias';
let lab: Lab;
beforeEach(async () => {
	lab = await createLocalLab(labOnFreePorts);
	await seen(lab, ({ ready }) => ready);
});
afterEach(() => lab.close());

const addressOf = (id: string) => addressIn(lab.snapshot(), id);
const nobodyIsThere = ({ totals }: Snapshot) => totals.open === 0;

/** Begins a fetch, and gives it once bytes of its poem are there. */
async function fetchMidway(id: string) {
	const before = lab.snapshot().fetch?.id;
	lab.dispatch({ type: 'fetch', address: addressOf(id), transforms: [] });
	await seen(lab, ({ fetch }) => fetch?.id !== before && (fetch?.poemBytes ?? 0) > 0);
}

/** How many failed and how many were cancelled, in all and on the servers that tell of any. */
function counted({ totals, servers, perSecond }: Snapshot) {
	const of = (what: 'failed' | 'cancelled') =>
		Object.fromEntries(servers.filter(server => server[what] > 0).map(server => [server.id, server[what]]));
	expect(perSecond.reduce((sum, { failed }) => sum + failed, 0)).toBe(
		servers.reduce((sum, { failed }) => sum + failed, 0),
	);
	return { failed: totals.failed, cancelled: totals.cancelled, failedOn: of('failed'), cancelledOn: of('cancelled') };
}

describe('what a person cancels is cancelled, and not failed', () => {
	test('a fetch, and the one that its proxy made for it', async () => {
		await fetchMidway(`proxy/${slow}`);
		lab.dispatch({ type: 'cancel-fetch' });
		const snapshot = await seen(lab, one => one.fetch?.status === 'cancelled' && nobodyIsThere(one));
		expect(counted(snapshot)).toEqual({
			failed: 0,
			cancelled: 2,
			failedOn: {},
			cancelledOn: { [`poetry/${slow}`]: 1, [`proxy/${slow}`]: 1 },
		});
		expect(snapshot.totals).toMatchObject({ fetches: 1, fetchesFailed: 0 });
		expect(snapshot.exchanges.map(({ cancelled }) => cancelled)).toEqual([true, true]);
	});

	test('one of two fetches, and the other goes on', async () => {
		await fetchMidway(`poetry/${slow}`);
		const first = lab.snapshot().fetch?.id;
		await fetchMidway(`proxy/${slow}`);
		lab.dispatch({ type: 'cancel-fetch', ...(first !== undefined && { fetch: first }) });
		const snapshot = await seen(lab, one => one.fetches[0]?.status === 'cancelled' && one.open.length === 2);
		expect(snapshot.fetches.map(({ status }) => status)).toEqual(['cancelled', 'running']);
		expect(counted(snapshot)).toMatchObject({ failed: 0, cancelled: 1, cancelledOn: { [`poetry/${slow}`]: 1 } });
	});

	test('a fetch that reached no server of ours', async () => {
		const { port } = await bareServer(() => {});
		lab.dispatch({ type: 'fetch', address: `127.0.0.1:${port}`, transforms: [] });
		await seen(lab, ({ fetch }) => fetch?.status === 'running');
		lab.dispatch({ type: 'cancel-fetch' });
		const { totals } = await seen(lab, ({ fetch }) => fetch?.status === 'cancelled');
		expect(totals).toMatchObject({ failed: 0, cancelled: 1, fetchesFailed: 0 });
	});

	test.each([`poetry/${slow}`, `proxy/${slow}`])('a crowd of 20 at %s', async id => {
		lab.dispatch({ type: 'start-crowd', address: addressOf(id), transforms: [], clients: 20 });
		await seen(lab, ({ servers }) => (servers.find(one => one.id === id)?.open ?? 0) === 20);
		await seen(lab, ({ open }) => open.every(({ bytesOut }) => bytesOut > 0));
		lab.dispatch({ type: 'cancel-crowd' });
		const snapshot = await seen(lab, one => one.crowd?.status === 'cancelled' && nobodyIsThere(one));
		expect(counted(snapshot)).toMatchObject({ failed: 0, failedOn: {} });
		expect(snapshot.servers.find(one => one.id === id)?.cancelled).toBe(20);
		expect(snapshot.crowd?.failures).toEqual([{ code: 'cancelled', clients: 20 }]);
	});

	test('a crowd of which some were not even accepted yet', async () => {
		lab.dispatch({ type: 'start-crowd', address: addressOf(`proxy/${slow}`), transforms: [], clients: 2_000 });
		await seen(lab, ({ crowd }) => (crowd?.begun ?? 0) > 0);
		lab.dispatch({ type: 'cancel-crowd' });
		const snapshot = await seen(lab, one => one.crowd?.status === 'cancelled' && nobodyIsThere(one));
		expect(counted(snapshot)).toMatchObject({ failed: 0, failedOn: {} });
	});

	test.each([`poetry/${slow}`, `proxy/${slow}`])('what was under way when %s is stopped and started', async id => {
		await fetchMidway(`proxy/${slow}`);
		lab.dispatch({ type: 'stop-server', server: id });
		lab.dispatch({ type: 'start-server', server: id });
		const snapshot = await seen(lab, one => one.fetch?.status === 'failed' && nobodyIsThere(one));
		expect(counted(snapshot)).toMatchObject({ failed: 0, cancelled: 1, failedOn: {} });
	});
});

describe('what fails of itself is failed, and not cancelled', () => {
	test('fetches that are refused, among some that were cancelled', async () => {
		for (let times = 0; times < 4; times += 1) {
			await fetchMidway(`poetry/${slow}`);
			lab.dispatch({ type: 'cancel-fetch' });
			await seen(lab, nobodyIsThere);
		}
		lab.dispatch({ type: 'stop-server', server: 'poetry/tyger' });
		await seen(lab, ({ servers }) => servers.some(({ status }) => status === 'stopped'));
		for (let times = 1; times <= 2; times += 1) {
			lab.dispatch({ type: 'fetch', address: addressOf('poetry/tyger'), transforms: [] });
			await seen(lab, ({ totals, fetch }) => totals.fetches === 4 + times && fetch?.status === 'failed');
		}
		expect(counted(lab.snapshot())).toMatchObject({ failed: 2, cancelled: 4, failedOn: {} });
	});

	test('what is passed on of a poet that a fault resets', async () => {
		lab.dispatch({ type: 'set-fault', server: `poetry/${slow}`, fault: 'reset', settings: { after: 20 } });
		await seen(lab, ({ servers }) => servers.some(({ faults }) => faults.length > 0));
		lab.dispatch({ type: 'fetch', address: addressOf(`proxy/${slow}`), transforms: [] });
		const snapshot = await seen(lab, one => one.fetch?.status === 'failed' && nobodyIsThere(one));
		expect(counted(snapshot)).toMatchObject({ failed: 2, cancelled: 0 });
	});
});
