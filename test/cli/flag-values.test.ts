import { describe, expect, test } from 'vitest';
import { parseCount, parseHost, parseMilliseconds, parsePort } from '../../source/cli/flag-values.ts';
import { UsageError } from '../../source/cli/usage-error.ts';

describe('a port', () => {
	test.each([
		['0', 0],
		['65535', 65_535],
	])('may be %s', (text, port) => {
		expect(parsePort('poetryPort', text)).toBe(port);
	});

	test.each(['65536', '-1', '1.5', '0x10', 'many', '', ' 1'])('may not be “%s”, and the flag is named', text => {
		expect(() => parsePort('poetryPort', text)).toThrow(/^--poetry-port takes a port/);
	});
});

describe('a time', () => {
	test('may have a fraction', () => {
		expect(parseMilliseconds('ttl', '0.5')).toBe(0.5);
	});

	test.each(['0', '-1', 'soon', '1s', '2147483648', 'Infinity'])('may not be “%s”, and the flag is named', text => {
		expect(() => parseMilliseconds('ttl', text)).toThrow(/^--ttl takes milliseconds/);
	});
});

describe('a count', () => {
	test('may be large', () => {
		expect(parseCount('maxPoem', '268435456')).toBe(268_435_456);
	});

	test.each(['0', '-1', '1.5', '1e3', '9007199254740993', 'many', ''])(
		'may not be “%s”, and the flag is named',
		text => {
			expect(() => parseCount('maxPoem', text)).toThrow(/^--max-poem takes a whole number above 0/);
		},
	);
});

test('a host that is none is told with the flag’s name', () => {
	expect(parseHost('--via', 'localhost:11000')).toEqual({ host: 'localhost', port: 11_000 });
	expect(() => parseHost('--via', 'localhost')).toThrow(UsageError);
	expect(() => parseHost('--via', 'localhost')).toThrow(/^--via: /);
});
