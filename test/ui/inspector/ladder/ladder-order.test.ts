import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { parseFault } from '../../../../source/faults/fault-settings.ts';
import type { Exchange } from '../../../../source/lab/snapshot.ts';
import { bareClient, bareServer } from '../../../fixtures/raw-peers.ts';
import { openRealLab, type RealLab } from '../real-lab.ts';
import { untruthsOf } from '../untruths.ts';

/** Longer than any socket's buffers. */
const longPoem = 'A line of a very long poem.\n'.repeat(400_000);

/** Everything in the lab's exchanges that a ladder tells untrue, also of those that were under way at any earlier moment. */
async function allUntruths(real: RealLab): Promise<readonly string[]> {
	const { exchanges, servers } = await real.until(({ totals, open }) => totals.open === 0 && open.length === 0);
	const found = await Promise.all(
		exchanges.map(async ({ id, server }: Exchange) => {
			const events = await real.detail(id);
			const step = Math.max(1, Math.floor(events.length / 60));
			const lengths = Array.from({ length: Math.ceil(events.length / step) }, (_, i) => events.length - i * step);
			return lengths.flatMap(length =>
				untruthsOf(id, events.slice(0, length), servers).map(words => `${server} at ${length}: ${words}`),
			);
		}),
	);
	return found.flat();
}

const faults = [
	'latency:20:10',
	'trickle:2000:5',
	'slice:3:1',
	'truncate:10',
	'truncate:0',
	'reset:10',
	'reset:0',
	'corrupt:1',
	'hang',
	'down',
];

describe('in the ladder of every exchange, each sender speaks in turn and rows never go back in time:', () => {
	test.each(
		faults.flatMap(fault => ['poetry/short', 'proxy/short', 'transform'].map(server => [fault, server] as const)),
	)('%s on %s', async (text, server) => {
		const { fault, settings } = parseFault(text);
		const real = await openRealLab([], { faults: [{ server, fault: fault.name, settings }] });
		for (const asked of ['proxy/short', 'proxy/short', 'poetry/short']) {
			const address = real.addressOf(asked);
			const before = real.lab.snapshot().fetch?.id;
			real.lab.dispatch({
				type: 'fetch',
				address: `${address.host}:${address.port}`,
				transforms: ['shout', 'gibberish'],
			});
			if (text === 'hang') {
				await real.until(
					({ open, fetch }) =>
						open.some(({ faults }) => faults !== undefined) || (fetch?.id !== before && fetch?.status !== 'running'),
				);
				real.lab.dispatch({ type: 'cancel-fetch' });
			}
			await real.until(
				({ fetch, totals }) =>
					fetch !== undefined && fetch.id !== before && fetch.status !== 'running' && totals.open === 0,
			);
		}
		expect(await allUntruths(real)).toEqual([]);
	});

	test('a miss, a hit, and a poem that was served stale', async () => {
		const real = await openRealLab([], { ttlMs: 1 });
		await real.fetch('proxy/short');
		await real.fetch('proxy/short');
		real.lab.dispatch({ type: 'stop-server', server: 'poetry/short' });
		await real.until(({ servers }) => servers.some(({ status }) => status === 'stopped'));
		const { exchanges } = await real.fetch('proxy/short', ['shout']);
		expect(exchanges.some(({ cache }) => cache === 'stale')).toBe(true);
		expect(await allUntruths(real)).toEqual([]);
	});

	test('clients that collapse onto one fetch, one after the other, and leave it, and one that comes when all but it have left', async () => {
		const real = await openRealLab();
		const { port } = real.addressOf('proxy/slow');
		const first = bareClient(port);
		await real.until(({ open }) => open.some(({ server, bytesOut }) => server === 'proxy/slow' && bytesOut > 0));
		const second = bareClient(port);
		await real.until(({ totals }) => totals.collapsed === 1);
		const fetched = real.fetch('proxy/slow');
		await real.until(({ totals }) => totals.collapsed === 2);
		first.socket.resetAndDestroy();
		await Promise.all([second.seen, fetched]);
		expect(await allUntruths(real)).toEqual([]);
	});

	test('fetches that are cancelled, or whose poet is stopped midway', async () => {
		const real = await openRealLab();
		const address = real.addressOf('proxy/slow');
		const begin = async () => {
			real.lab.dispatch({ type: 'fetch', address: `${address.host}:${address.port}`, transforms: [] });
			await real.until(({ fetch }) => fetch?.status === 'running' && fetch.poemBytes > 0);
		};
		await begin();
		real.lab.dispatch({ type: 'cancel-fetch' });
		await real.until(({ totals }) => totals.open === 0);
		await begin();
		real.lab.dispatch({ type: 'stop-server', server: 'poetry/slow' });
		await real.until(({ totals }) => totals.open === 0);
		expect(await allUntruths(real)).toEqual([]);
	});

	test('strangers that half-close, reset, speak to a poet, and send a request byte by byte and then more', async () => {
		const real = await openRealLab();
		const slow = real.addressOf('proxy/slow').port;
		const halfClosed = bareClient(real.addressOf('poetry/slow').port);
		halfClosed.socket.end('GET / HTTP/1.1\r\n');
		const reset = bareClient(slow);
		await real.until(({ open }) => open.some(({ server, bytesOut }) => server === 'proxy/slow' && bytesOut > 0));
		reset.socket.resetAndDestroy();
		const transform = real.addressOf('transform').port;
		const bytewise = bareClient(transform);
		bytewise.socket.setNoDelay();
		for (const byte of '9:shout.abc,5:shout.abc,') {
			bytewise.socket.write(byte);
			await new Promise(resolve => setImmediate(resolve));
		}
		const refused = bareClient(transform);
		refused.socket.write('nonsense, and more of it');
		await Promise.all([halfClosed.seen, bytewise.seen, refused.seen]);
		expect(await allUntruths(real)).toEqual([]);
	});

	test('a reader so slow that the proxy has the whole poem long before it', async () => {
		const real = await openRealLab([], { longPoem });
		const { host, port } = real.addressOf('proxy/long');
		const socket = connect({ host, port });
		await once(socket, 'readable');
		await real.until(({ servers }) => servers.some(({ cachedBytes }) => cachedBytes > 0));
		socket.resume();
		await once(socket, 'close');
		expect(await allUntruths(real)).toEqual([]);
	});

	test.each([
		['resets midway', 'half a poem', 'reset'],
		['ends after a while', 'a poem', 'end'],
		['says nothing', '', 'end'],
	] as const)('a poet elsewhere that %s', async (_, poem, how) => {
		const { port } = await bareServer(socket => {
			if (poem !== '') {
				socket.write(poem);
			}
			socket.setTimeout(30, () => (how === 'reset' ? socket.resetAndDestroy() : socket.end()));
		});
		const real = await openRealLab([{ host: '127.0.0.1', port }]);
		await real.fetch(`proxy/127.0.0.1:${port}`);
		expect(await allUntruths(real)).toEqual([]);
	});
});
