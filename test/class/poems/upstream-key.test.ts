import { expect, test } from 'vitest';
import { machineName, upstreamKey } from '../../../source/class/poems/upstream-key.ts';

test.each(['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '0.0.0.0', '::', 'localhost', 'ada.localhost'])(
	'an upstream at %s is another one on each machine',
	host => {
		const key = upstreamKey({ host, port: 10_000 }, 'desk-7');
		expect(key).toMatch(/^desk-7\//);
		expect(upstreamKey({ host, port: 10_000 }, 'desk-8')).not.toBe(key);
	},
);

test.each(['10.0.0.7', 'poems.example', '2001:db8::1', 'localhost.example'])(
	'an upstream at %s is the same one for all machines',
	host => {
		const key = upstreamKey({ host, port: 10_000 }, 'desk-7');
		expect(upstreamKey({ host, port: 10_000 }, 'desk-8')).toBe(key);
		expect(upstreamKey({ host, port: 10_001 }, 'desk-7')).not.toBe(key);
	},
);

test('two spellings of an address are one upstream', () => {
	const [one, other] = ['2001:db8::1', '2001:DB8:0:0::1'].map(host => upstreamKey({ host, port: 1 }, 'desk-7'));
	expect(one).toBe(other);
});

test('a machine keeps its name', () => {
	expect(machineName()).toBe(machineName());
	expect(machineName()).toMatch(/.~[0-9a-f]{6}$/);
});
