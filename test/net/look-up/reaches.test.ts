import { expect, test } from 'vitest';
import { canListen, reaches } from '../../../source/net/look-up/reaches.ts';
import { closedPort } from '../../fixtures/closed-port.ts';
import { bareServer } from '../../fixtures/raw-peers.ts';

test('a name of the hosts file reaches who listens at one of its addresses, and no other', () => {
	const known = (name: string) => (name === 'poet' ? ['192.0.2.7', '127.0.0.1'] : [name]);
	const poet = { host: 'poet', port: 9 };
	expect(reaches(poet, { host: '127.0.0.1', port: 9 }, known)).toBe(true);
	expect(reaches(poet, { host: '0.0.0.0', port: 9 }, known)).toBe(true);
	expect(reaches(poet, { host: '::1', port: 9 }, known)).toBe(false);
	expect(reaches(poet, { host: '127.0.0.1', port: 10 }, known)).toBe(false);
});

test('a server can listen where nobody does', async () => {
	expect(await canListen({ host: '127.0.0.1', port: await closedPort() })).toBe(true);
	const { port } = await bareServer(() => {});
	expect(await canListen({ host: '127.0.0.1', port })).toBe(false);
});
