import { describe, expect, test } from 'vitest';
import {
	checkGivenOnce,
	parseHost,
	parseHosts,
	parseInterface,
	parseNumber,
	transformNames,
} from '../../../source/cli/flags/flag-values.ts';
import { UsageError } from '../../../source/cli/flags/usage-error.ts';

describe('a port', () => {
	test.each([
		['0', 0],
		['65535', 65_535],
	])('may be %s', (text, port) => {
		expect(parseNumber('poetryPort', text, 'port')).toBe(port);
	});

	test.each(['65536', '-1', '1.5', '0x10', 'many', '', ' 1'])('may not be “%s”, and the flag is named', text => {
		expect(() => parseNumber('poetryPort', text, 'port')).toThrow(/^--poetry-port takes a port/);
	});
});

describe('a time', () => {
	test('may have a fraction', () => {
		expect(parseNumber('ttl', '0.5', 'milliseconds')).toBe(0.5);
	});

	test.each(['0', '-1', 'soon', '1s', '2147483648', 'Infinity'])('may not be “%s”, and the flag is named', text => {
		expect(() => parseNumber('ttl', text, 'milliseconds')).toThrow(/^--ttl takes milliseconds/);
	});
});

describe('a count', () => {
	test('may be large', () => {
		expect(parseNumber('maxPoem', '268435456', 'count')).toBe(268_435_456);
	});

	test.each(['0', '-1', '1.5', '1e3', '9007199254740993', 'many', ''])(
		'may not be “%s”, and the flag is named',
		text => {
			expect(() => parseNumber('maxPoem', text, 'count')).toThrow(/^--max-poem takes a whole number from 1 on, /);
		},
	);
});

test('a number beyond what a flag takes is told with the true bounds', () => {
	expect(() => parseNumber('ttl', '2147483648', 'milliseconds')).toThrow(
		'--ttl takes milliseconds from 0.001 to 2147483647, not “2147483648”.',
	);
	expect(parseNumber('ttl', '2147483647', 'milliseconds')).toBe(2_147_483_647);
	expect(parseNumber('ttl', '0.001', 'milliseconds')).toBe(0.001);
	expect(() => parseNumber('proxyPort', '65536', 'port')).toThrow(
		'--proxy-port takes a port from 0 to 65535, not “65536”.',
	);
});

test.each(['1e3', '0x3e8', ' 1000 ', '1000.0', '+1000'])('who writes “%s” is told to write 1000', text => {
	expect(() => parseNumber('proxyPort', text, 'port')).toThrow(
		`--proxy-port takes a port from 0 to 65535, in plain digits: write 1000 instead of “${text}”.`,
	);
});

test.each(['', ' ', '-1', '1_000', '1,000', '1s', 'NaN', '1e9'])(
	'who writes “%s” for a port is told no digits',
	text => {
		expect(() => parseNumber('proxyPort', text, 'port')).toThrow(
			`--proxy-port takes a port from 0 to 65535, not “${text}”.`,
		);
	},
);

describe('names of transforms', () => {
	test('are taken without the spaces around them', () => {
		expect(transformNames([' shout , rot13', 'n-plus-7 '])).toEqual(['shout', 'rot13', 'n-plus-7']);
	});

	test.each([
		['shout,,rot13', 'no name between two of its commas'],
		['shout, ,rot13', 'no name between two of its commas'],
		['shout,rot13,', 'no name after its last comma'],
		[',shout', 'no name before its first comma'],
		[',', 'no name before its first comma'],
		[' ', 'no name in it'],
	])('“%s” is refused, with the place where one is missing', (list, where) => {
		expect(() => transformNames([list])).toThrow(`--transform “${list}”: there is ${where}; write names with a comma`);
	});

	test('that have a space between them instead of a comma are refused, with what to write', () => {
		expect(() => transformNames(['shout rot13'])).toThrow('write a comma between names, such as shout,rot13.');
	});
});

test('a host that is none is told with the flag’s name', () => {
	expect(parseHost('--via', 'localhost:11000')).toEqual({ host: 'localhost', port: 11_000 });
	expect(() => parseHost('--via', 'localhost')).toThrow(UsageError);
	expect(() => parseHost('--via', 'localhost')).toThrow(/^--via: /);
});

describe('where to listen', () => {
	test.each([
		['::1', '::1'],
		['[::1]', '::1'],
		[' 127.0.0.1 ', '127.0.0.1'],
		['fe80::1%eth0', 'fe80::1%eth0'],
		['localhost', 'localhost'],
	])('may be %s', (text, address) => {
		expect(parseInterface(text)).toBe(address);
	});

	test.each(['127.0.0.1:10000', 'localhost:', '[::1]:80', ':80'])('is no %s: ports have flags of their own', text => {
		expect(() => parseInterface(text)).toThrow(`--iface ${text}: write the address without a port; --poetry-port,`);
	});

	test.each(['http://localhost', 'me@localhost', 'a b', ' '])('is no “%s”', text => {
		expect(() => parseInterface(text)).toThrow('--iface takes an address of this machine, such as 127.0.0.1 or ::1');
	});
});

describe('a flag that is given again', () => {
	const same = (value: string) => value.toLowerCase();

	test('is refused where it says the same, however that is spelled', () => {
		expect(() => checkGivenOnce('slow', ['a', 'b', 'a'], same)).toThrow('--slow a is given twice: once is enough.');
		expect(() => checkGivenOnce('slow', ['a', 'A'], same)).toThrow(
			'--slow A is the same as --slow a, and is given twice',
		);
	});

	test('is taken where it says something else', () => {
		expect(() => checkGivenOnce('slow', ['a', 'b', 'c'], same)).not.toThrow();
		expect(parseHosts('host', ['[::1]:9', ':9', 'localhost:8'])).toHaveLength(3);
	});
});
