import { expect, test } from 'vitest';
import { addressForOthers, addressWords, ownAddress } from '../../../source/lab/snapshot/server-address.ts';

const everywhere = { host: '::', port: 12_000, reachableAt: ['192.168.1.5', '10.0.0.7', 'fd00::5'] };

test('a server on all addresses is dialled at the loopback from here, and at the most likely address by others', () => {
	expect(ownAddress(everywhere)).toEqual({ host: '::1', port: 12_000 });
	expect(addressForOthers(everywhere)).toEqual({ host: '192.168.1.5', port: 12_000 });
	expect(addressWords(everywhere)).toBe('192.168.1.5:12000, or 10.0.0.7, fd00::5');
});

test('a server on one address is dialled there by all', () => {
	const here = { host: 'fd00::5', port: 12_000 };
	expect([ownAddress(here), addressForOthers(here)]).toEqual([here, here]);
	expect(addressWords(here)).toBe('[fd00::5]:12000');
});

test('where an older recording does not know the addresses, the loopback stands for them', () => {
	expect(addressWords({ host: '0.0.0.0', port: 12_000 })).toBe('127.0.0.1:12000');
});
