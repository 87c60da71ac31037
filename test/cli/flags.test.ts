import { describe, expect, test } from 'vitest';
import { checkFlags, flagName, parseHost, parseMilliseconds, parsePort } from '../../source/cli/flags.ts';
import { UsageError } from '../../source/cli/usage-error.ts';

test('a flag is written as a person writes it', () => {
	expect(flagName('poetryPort')).toBe('--poetry-port');
	expect(flagName('ttl')).toBe('--ttl');
});

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

test('a host that is none is told with the flag’s name', () => {
	expect(parseHost('--via', 'localhost:11000')).toEqual({ host: 'localhost', port: 11_000 });
	expect(() => parseHost('--via', 'localhost')).toThrow(UsageError);
	expect(() => parseHost('--via', 'localhost')).toThrow(/^--via: /);
});

test('a flag of another command is refused, and its command named', () => {
	expect(() => checkFlags('serve', { strict: true })).toThrow('--strict belongs to poetry-lab get');
	expect(() => checkFlags('get', { via: '' })).toThrow('--via needs a value');
	expect(() => checkFlags('serve', { json: true, host: [], via: undefined, strict: false })).not.toThrow();
});
