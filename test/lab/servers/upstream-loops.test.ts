import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { findLoop, refuseLoop } from '../../../source/lab/servers/upstream-loops.ts';
import { parseAddress } from '../../../source/wire/address.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { bareServer } from '../../fixtures/raw-peers.ts';

const proxy = (server: string, address: string, upstream: string) => ({
	server,
	address: parseAddress(address),
	upstream: parseAddress(upstream),
});
const loopOf = (...proxies: readonly ReturnType<typeof proxy>[]) => findLoop(proxies)?.map(({ server }) => server);

describe('a proxy is its own upstream', () => {
	test.each([
		['127.0.0.1:12000', '127.0.0.1:12000'],
		['127.0.0.1:12000', 'localhost:12000'],
		['127.0.0.1:12000', 'LOCALHOST:12000'],
		['127.0.0.1:12000', 'localhost.:12000'],
		['127.0.0.1:12000', '127.1:12000'],
		['127.0.0.1:12000', '0.0.0.0:12000'],
		['[::1]:12000', '[0:0:0:0:0:0:0:1]:12000'],
		['[::1]:12000', '[::]:12000'],
		['[::]:12000', '0.0.0.0:12000'],
		['127.0.0.1:12000', '[::ffff:127.0.0.1]:12000'],
		['0.0.0.0:12000', '127.0.0.9:12000'],
		['0.0.0.0:12000', `${hostname()}:12000`],
		['[::]:12000', '127.0.0.1:12000'],
		['[::1]:12000', '[::1]:12000'],
	])('at %s, which asks %s', (address, upstream) => {
		expect(loopOf(proxy('proxy/a', address, upstream))).toEqual(['proxy/a']);
	});

	test('through others', () => {
		const a = proxy('proxy/a', '127.0.0.1:1', '127.0.0.1:2');
		const b = proxy('proxy/b', '127.0.0.1:2', 'localhost:3');
		const c = proxy('proxy/c', '127.0.0.1:3', '127.0.0.1:1');
		expect(loopOf(a, b, c)).toEqual(['proxy/a', 'proxy/b', 'proxy/c']);
	});
});

describe('a proxy is not its own upstream', () => {
	test.each([
		['127.0.0.1:12000', '127.0.0.1:12001'],
		['127.0.0.1:12000', '127.0.0.2:12000'],
		['127.0.0.1:12000', 'elsewhere.example:12000'],
		['0.0.0.0:12000', '192.0.2.7:12000'],
		['0.0.0.0:12000', '[::1]:12000'],
		['192.0.2.7:12000', 'localhost:12000'],
	])('at %s, which asks %s', (address, upstream) => {
		expect(loopOf(proxy('proxy/a', address, upstream))).toBeUndefined();
	});

	test('where it stands before another one, or before a circle that it is no part of', () => {
		const b = proxy('proxy/b', '127.0.0.1:2', '127.0.0.1:9');
		expect(loopOf(proxy('proxy/a', '127.0.0.1:1', '127.0.0.1:2'), b)).toBeUndefined();
		const self = proxy('proxy/b', '127.0.0.1:2', '127.0.0.1:2');
		expect(loopOf(proxy('proxy/a', '127.0.0.1:1', '127.0.0.1:2'), self)).toEqual(['proxy/b']);
	});
});

describe('a circle of proxies', () => {
	test.each([
		[true, 'is refused where their ports were asked for'],
		[false, 'is none where another program has one of their ports, and they go elsewhere'],
	])('with fixed ports %s %s', async isFixed => {
		const { port } = await bareServer(() => {});
		const a = { ...proxy('proxy/a', `127.0.0.1:${port}`, `localhost:${port}`), isFixed };
		if (isFixed) {
			await expect(refuseLoop([a])).rejects.toThrow(
				'proxy/a would be its own upstream: its poem would wait for itself.',
			);
		} else {
			await refuseLoop([a]);
		}
	});

	test('is refused at default ports that are free', async () => {
		const port = await closedPort();
		const a = { ...proxy('proxy/a', `127.0.0.1:${port}`, '127.0.0.1:9'), isFixed: false };
		const b = { ...proxy('proxy/b', '127.0.0.1:9', `localhost:${port}`), isFixed: true };
		await expect(refuseLoop([a, b])).rejects.toThrow('proxy/a would be its own upstream, through proxy/b: ');
	});
});
