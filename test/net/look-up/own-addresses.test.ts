import { isIP } from 'node:net';
import { expect, test } from 'vitest';
import { addressesToDial } from '../../../source/net/look-up/own-addresses.ts';

const lo = [
	{ address: '127.0.0.1', internal: true },
	{ address: '::1', internal: true },
];
const at = (...addresses: readonly string[]) => addresses.map(address => ({ address, internal: false }));
const noRoute = async () => undefined;

/** The addresses, for a machine with these interfaces whose default route leaves from one of these. */
const all = (host: string, interfaces: Record<string, ReturnType<typeof at>>, ...sources: readonly string[]) =>
	addressesToDial(host, { lo, ...interfaces }, async family =>
		sources.find(address => address.includes(':') === (family === 'udp6')),
	);

test('who listens on one address is dialled there', async () => {
	expect(await addressesToDial('127.0.0.1')).toBeUndefined();
	expect(await addressesToDial('192.168.1.5')).toBeUndefined();
});

test('the address of the default route comes first, and those of containers last', async () => {
	const machine = { docker0: at('172.17.0.1'), wlan0: at('10.9.8.7'), eth0: at('192.168.1.5', '203.0.113.7') };
	const others = ['203.0.113.7', '172.17.0.1'];
	expect(await all('0.0.0.0', machine, '10.9.8.7')).toEqual(['10.9.8.7', '192.168.1.5', ...others]);
	expect(await all('0.0.0.0', machine, '192.168.1.5')).toEqual(['192.168.1.5', '10.9.8.7', ...others]);
});

test('where everything goes through a tunnel, the room is still reached by its own network', async () => {
	const machine = { utun4: at('10.8.0.2'), en0: at('192.168.1.5') };
	expect(await all('0.0.0.0', machine, '10.8.0.2')).toEqual(['192.168.1.5', '10.8.0.2']);
});

test('without a default route a private address comes before the one that a machine gave itself', async () => {
	expect(await all('0.0.0.0', { a: at('169.254.3.4'), b: at('192.168.1.5') })).toEqual(['192.168.1.5', '169.254.3.4']);
	expect(await all('0.0.0.0', { a: at('169.254.3.4') })).toEqual(['169.254.3.4']);
});

test('IPv6 addresses are dialled only where IPv6 is listened on, and none that needs an interface behind it', async () => {
	const machine = { eth0: at('fe80::1', '2001:db8::5', 'fd00::5', '192.168.1.5') };
	expect(await all('0.0.0.0', machine, '192.168.1.5', '2001:db8::5')).toEqual(['192.168.1.5']);
	expect(await all('::', machine, '192.168.1.5', '2001:db8::5')).toEqual(['192.168.1.5', '2001:db8::5', 'fd00::5']);
});

test('a machine without a network is dialled at its loopback', async () => {
	expect(await addressesToDial('0.0.0.0', { lo }, noRoute)).toEqual(['127.0.0.1']);
});

test('this machine, whatever it is like, has addresses to dial and no wildcard among them', async () => {
	for (const host of ['0.0.0.0', '::']) {
		const found = (await addressesToDial(host)) ?? [];
		expect(found.map(address => isIP(address) > 0)).not.toContain(false);
		expect(found).not.toContain(host);
		expect(found.length).toBeGreaterThan(0);
	}
});
