import { hostname } from 'node:os';
import { describe, expect, test } from 'vitest';
import { findLoop, type ListeningProxy } from '../../source/lab/upstream-loops.ts';
import { parseAddress } from '../../source/wire/address.ts';

const proxy = (server: string, address: string, upstream: string): ListeningProxy => ({
	server,
	address: parseAddress(address),
	upstream: parseAddress(upstream),
});

describe('a proxy is its own upstream', () => {
	test.each([
		['127.0.0.1:12000', '127.0.0.1:12000'],
		['127.0.0.1:12000', 'localhost:12000'],
		['127.0.0.1:12000', 'LOCALHOST:12000'],
		['127.0.0.1:12000', '0.0.0.0:12000'],
		['127.0.0.1:12000', '[::ffff:127.0.0.1]:12000'],
		['0.0.0.0:12000', '127.0.0.9:12000'],
		['0.0.0.0:12000', `${hostname()}:12000`],
		['[::]:12000', '127.0.0.1:12000'],
		['[::1]:12000', '[::1]:12000'],
	])('at %s, which asks %s', (address, upstream) => {
		expect(findLoop([proxy('proxy/a', address, upstream)])).toEqual(['proxy/a']);
	});

	test('through others', () => {
		const a = proxy('proxy/a', '127.0.0.1:1', '127.0.0.1:2');
		const b = proxy('proxy/b', '127.0.0.1:2', 'localhost:3');
		const c = proxy('proxy/c', '127.0.0.1:3', '127.0.0.1:1');
		expect(findLoop([a, b, c])).toEqual(['proxy/a', 'proxy/b', 'proxy/c']);
	});
});

describe('a proxy is not its own upstream', () => {
	test.each([
		['127.0.0.1:12000', '127.0.0.1:12001'],
		['127.0.0.1:12000', '127.0.0.2:12000'],
		['127.0.0.1:12000', 'elsewhere.example:12000'],
		['0.0.0.0:12000', '192.0.2.7:12000'],
	])('at %s, which asks %s', (address, upstream) => {
		expect(findLoop([proxy('proxy/a', address, upstream)])).toBeUndefined();
	});

	test('where it stands before another one, or before a circle that it is no part of', () => {
		const b = proxy('proxy/b', '127.0.0.1:2', '127.0.0.1:9');
		expect(findLoop([proxy('proxy/a', '127.0.0.1:1', '127.0.0.1:2'), b])).toBeUndefined();
		const self = proxy('proxy/b', '127.0.0.1:2', '127.0.0.1:2');
		expect(findLoop([proxy('proxy/a', '127.0.0.1:1', '127.0.0.1:2'), self])).toEqual(['proxy/b']);
	});
});
