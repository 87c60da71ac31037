import { describe, expect, test } from 'vitest';
import { parseCount, parseHost, parseMilliseconds, parsePort, transformNames } from '../../source/cli/flag-values.ts';
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
			expect(() => parseCount('maxPoem', text)).toThrow(/^--max-poem takes a whole number from 1 to 9007199254740991/);
		},
	);
});

test('a number beyond what a flag takes is told with the true bounds', () => {
	expect(() => parseMilliseconds('ttl', '2147483648')).toThrow(
		'--ttl takes milliseconds from 0.001 to 2147483647, not “2147483648”.',
	);
	expect(parseMilliseconds('ttl', '2147483647')).toBe(2_147_483_647);
	expect(parseMilliseconds('ttl', '0.001')).toBe(0.001);
	expect(() => parsePort('proxyPort', '65536')).toThrow('--proxy-port takes a port from 0 to 65535, not “65536”.');
});

test.each(['1e3', '0x3e8', ' 1000 ', '1000.0', '+1000'])('who writes “%s” is told to write 1000', text => {
	expect(() => parsePort('proxyPort', text)).toThrow(
		`--proxy-port takes a port from 0 to 65535, in plain digits: write 1000 instead of “${text}”.`,
	);
});

test.each(['', ' ', '-1', '1_000', '1,000', '1s', 'NaN', '1e9'])(
	'who writes “%s” for a port is told no digits',
	text => {
		expect(() => parsePort('proxyPort', text)).toThrow(`--proxy-port takes a port from 0 to 65535, not “${text}”.`);
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
