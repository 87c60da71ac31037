import { networkInterfaces } from 'node:os';
import { expect, test } from 'vitest';
import { DialError } from '../../../source/net/dial/dial-error.ts';
import { hostToListenOn } from '../../../source/net/look-up/listen-host.ts';
import type { LookUpName } from '../../../source/net/look-up/look-up.ts';

const knows =
	(...addresses: readonly string[]): LookUpName =>
	(_, found) => {
		found(addresses);
		return { done: Promise.resolve(), leave() {} };
	};
const silent: LookUpName = () => ({ done: new Promise(() => {}), leave() {} });
const hasIPv6 = Object.values(networkInterfaces()).some(list => list?.some(({ address }) => address === '::1'));

test('a number needs no look-up', async () => {
	expect(await hostToListenOn('::1', silent)).toBe('::1');
});

test('of the addresses of a name it is one that this machine has, and IPv4 before IPv6', async () => {
	expect(await hostToListenOn('rose', knows('203.0.113.7', '::1', '127.0.0.1'))).toBe('127.0.0.1');
	expect(await hostToListenOn('rose', knows('203.0.113.7'))).toBe('203.0.113.7');
});

test.runIf(hasIPv6)('of the addresses of a name it is IPv6 where this machine has no other of them', async () => {
	expect(await hostToListenOn('rose', knows('203.0.113.7', '::1'))).toBe('::1');
});

test('a name without an address is told with what to write instead', async () => {
	const failure = new DialError('unreachable', 'no such host');
	const fails: LookUpName = () => ({ done: Promise.reject(failure), leave() {} });
	await expect(hostToListenOn('rose', fails)).rejects.toMatchObject({
		name: 'NetError',
		code: 'ENOTFOUND',
		message: 'cannot listen on rose: no such host; write an address of this machine, such as 127.0.0.1',
	});
});

test('a name server that does not answer is waited for within a bound, and left', async () => {
	let hasLeft = false;
	const lookUp: LookUpName = () => ({
		done: new Promise(() => {}),
		leave() {
			hasLeft = true;
		},
	});
	await expect(hostToListenOn('rose', lookUp, 20)).rejects.toMatchObject({
		message:
			'cannot listen on rose: no name server answered within 20 ms; write an address of this machine, such as 127.0.0.1',
	});
	expect(hasLeft).toBe(true);
});
