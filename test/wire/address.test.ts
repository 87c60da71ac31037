import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
	AddressError,
	canonicalAddress,
	formatAddress,
	isMeant,
	parseAddress,
	reachedAt,
} from '../../source/wire/address.ts';

test.each([
	['example.org:10000', 'example.org', 10_000],
	['10.0.0.1:1', '10.0.0.1', 1],
	['[::1]:65535', '::1', 65_535],
	['[fe80::1%eth0]:10000', 'fe80::1%eth0', 10_000],
	[':11000', '127.0.0.1', 11_000],
	['12000', '127.0.0.1', 12_000],
	['  localhost:7 ', 'localhost', 7],
])('%j is an address', (text, host, port) => {
	expect(parseAddress(text)).toEqual({ host, port });
});

test.each([
	['', /empty/],
	['localhost', /no port/],
	['localhost:', /no port number/],
	['localhost:http', /no port number/],
	['localhost:-1', /no port number/],
	['localhost:0', /ports go from 1 to 65535/],
	['65536', /ports go from 1 to 65535/],
	['::1:10000', /brackets/],
	['[::1]', /brackets|no port/],
	['[localhost]:1', /no IPv6 address/],
	['a b:1', /a character that no host has/],
	['a\u001b[31m:1', /a character that no host has|no port/],
	['http://a:1', /is a URL; write the host and the port alone: a:1$/],
	['https://localhost:10000/a?b', /is a URL; write the host and the port alone: localhost:10000$/],
	['redis://user:word@[::1]:6379/0', /is a URL; write the host and the port alone: \[::1\]:6379$/],
	['//a:1', /is a URL; write the host and the port alone: a:1$/],
	['http://a', /is a URL; write host:port/],
	['a:1/poem', /has a path; write the host and the port alone: a:1$/],
	['/tmp/socket', /has a path; write host:port/],
	['me@a:1', /has a user before its host; write the host and the port alone: a:1$/],
	['http:a:1', /has more than one colon; write host:port/],
	['10.0.0.1:80:90', /has more than one colon; write host:port/],
	['a[1]:80', /a character that no host has/],
	['fe80::1%eth0', /an IPv6 address goes in brackets/],
	['[::1]80', /an IPv6 address goes in brackets/],
	['[1:2]:80', /no IPv6 address between its brackets/],
])('%j is none, and the message says why', (text, why) => {
	expect(() => parseAddress(text)).toThrow(AddressError);
	expect(() => parseAddress(text)).toThrow(why);
});

test('who wrote no IPv6 address is not told of brackets', () => {
	for (const text of ['http://a:1', 'a:1:2', 'a:1/b', 'me@a:1', 'tcp:a:1', '10.0.0.1:80:90']) {
		expect(() => parseAddress(text)).toThrow(/^(?!.*bracket)/);
	}
});

test('a formatted address is read back as it was', () => {
	const hosts = fc.oneof(fc.domain(), fc.ipV4(), fc.ipV6());
	fc.assert(
		fc.property(hosts, fc.integer({ min: 1, max: 65_535 }), (host, port) => {
			expect(parseAddress(formatAddress({ host, port }))).toEqual({ host, port });
		}),
	);
});

test.each([
	[[':9', '127.0.0.1:9', 'localhost:9', 'LocalHost.:9', '127.1:9', '9'], '127.0.0.1:9'],
	[['[::1]:9', '[0:0:0:0:0:0:0:1]:9'], '[::1]:9'],
	[['Example.org:9', 'example.org.:9'], 'example.org:9'],
	[['[FE80::1%eth0]:9', '[fe80:0::1%eth0]:9'], '[fe80::1%eth0]:9'],
])('%j are one address', (texts, canonical) => {
	expect(texts.map(text => canonicalAddress(parseAddress(text)))).toEqual(texts.map(() => canonical));
});

test('a server that listens everywhere is reached at the loopback of its family, and any other where it listens', () => {
	expect(['0.0.0.0', '::', '192.0.2.1', 'localhost'].map(reachedAt)).toEqual([
		'127.0.0.1',
		'::1',
		'192.0.2.1',
		'localhost',
	]);
});

test.each([
	['192.168.1.5', true],
	['fd00::5', true],
	['localhost', true],
	['127.0.0.9', true],
	['0.0.0.0', true],
	['192.168.1.6', false],
	['ada-laptop', false],
])('who listens everywhere, at addresses that are known, is meant by %s: %s', (host, meant) => {
	const everywhere = { host: '::', port: 1, reachableAt: ['192.168.1.5', 'fd00::5'] };
	expect(isMeant(everywhere, { host, port: 1 })).toBe(meant);
	expect(isMeant(everywhere, { host, port: 2 })).toBe(false);
});

test.each([
	['127.0.0.1', 'localhost', true],
	['0.0.0.0', '192.0.2.1', true],
	['127.0.0.1', '192.0.2.1', false],
	['192.0.2.1', '127.0.0.1', false],
])(
	'who listens at %s and is asked for at %s: that it is meant is %s, on the same port alone',
	(listening, host, meant) => {
		expect(isMeant({ host: listening, port: 1 }, { host, port: 1 })).toBe(meant);
		expect(isMeant({ host: listening, port: 1 }, { host, port: 2 })).toBe(false);
	},
);
