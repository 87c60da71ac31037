import { expect, test } from 'vitest';
import { formatClassAddress, parseClassAddress, urlToJoin } from '../../source/class/class-address.ts';

test.each([
	['redis://mac', { host: 'mac', port: 6_379, isTls: false, database: 0 }],
	['rediss://mac:7000', { host: 'mac', port: 7_000, isTls: true, database: 0 }],
	['redis://[::1]:7000/3', { host: '::1', port: 7_000, isTls: false, database: 3 }],
	['redis://secret@mac', { host: 'mac', port: 6_379, isTls: false, database: 0, password: 'secret' }],
	['redis://:secret@mac', { host: 'mac', port: 6_379, isTls: false, database: 0, password: 'secret' }],
	['redis://ada:s%40t@mac/', { host: 'mac', port: 6_379, isTls: false, database: 0, user: 'ada', password: 's@t' }],
])('“%s” is read', (text, address) => {
	expect(parseClassAddress(text)).toEqual(address);
});

test.each([
	['mac', /no URL/],
	['http://mac', /redis:\/\/ or rediss:\/\//],
	['redis://', /names no host/],
	['redis://mac/one', /number of a database/],
	['redis://mac/1?db=2', /nothing may follow/],
	['redis://mac:0', /no port 0/],
	['redis://mac:99999', /no URL/],
	['redis://a:%zz@mac', /%25/],
])('“%s” is refused, and it is said why', (text, why) => {
	expect(() => parseClassAddress(text)).toThrow(why);
});

test('an address is shown without its password, and with its database where that is not the first', () => {
	expect(formatClassAddress(parseClassAddress('redis://ada:secret@[::1]:7000/3'))).toBe('[::1]:7000/3');
	expect(formatClassAddress(parseClassAddress('redis://:secret@mac'))).toBe('mac:6379');
});

test.each([
	['redis://mac:7000', 'redis://mac:7000'],
	['redis://127.0.0.1:7000', 'redis://192.0.2.7:7000'],
	['redis://0.0.0.0', 'redis://192.0.2.7:6379'],
	['rediss://ada:secret@localhost/2', 'rediss://ada:PASSWORD@192.0.2.7:6379/2'],
	['redis://:secret@[::1]', 'redis://:PASSWORD@192.0.2.7:6379'],
])('who joins the class at %s from another machine writes %s', (text, url) => {
	expect(urlToJoin(parseClassAddress(text), ['192.0.2.7', '10.0.0.1'])).toBe(url);
});
