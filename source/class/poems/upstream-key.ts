import { createHash } from 'node:crypto';
import { hostname, networkInterfaces } from 'node:os';
import { type Address, canonicalAddress, reachedAt } from '../../wire/address.ts';

/**
 * The name of an upstream in the class: its address. One on a loopback or wildcard address is a different server on every
 * machine, so its name has the machine's in it.
 */
export function upstreamKey({ host, port }: Address, machine: string): string {
	const address = canonicalAddress({ host: reachedAt(host), port });
	return isLoopback.test(address) ? `${machine}/${address}` : address;
}

/** Of an address in its shortest form: 127.0.0.0/8, also inside of an IPv6 one, and ::1. */
const isLoopback = /^(127\.|\[::1\]|\[::ffff:7f)|^[^[:]*\.localhost:/;

/**
 * The name of this machine, with a sign made from the addresses of its network cards: in a room of new machines many have
 * the same name.
 */
export function machineName(): string {
	const cards = Object.values(networkInterfaces()).flatMap(list => list ?? []);
	const numbers = [...new Set(cards.filter(({ internal }) => !internal).map(({ mac }) => mac))].sort();
	const sign = createHash('sha256').update(numbers.join()).digest('hex').slice(0, 6);
	return `${hostname()}~${sign}`;
}
