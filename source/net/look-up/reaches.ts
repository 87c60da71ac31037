import { createServer, isIPv4, isIPv6, SocketAddress } from 'node:net';
import { hostname, networkInterfaces } from 'node:os';
import { type Address, reachedAt } from '../../wire/address.ts';
import { addressesKnownHere } from './look-up.ts';

/**
 * True where a dial to this address may be accepted by a server that listens there, as far as this machine knows the
 * names of both without asking a name server.
 */
export function reaches(dialled: Address, listening: Address, known = addressesKnownHere): boolean {
	const [at = ''] = hostsOf(listening.host, known);
	return dialled.port === listening.port && hostsOf(dialled.host, known).some(host => accepts(at, host));
}

/** True where a server could listen at this address now. */
export function canListen({ host, port }: Address): Promise<boolean> {
	return new Promise(resolve => {
		const server = createServer();
		server.once('error', () => resolve(false));
		server.listen({ host, port }, () => server.close(() => resolve(true)));
	});
}

/** A wildcard that is dialled is the loopback. Who listens on all IPv6 addresses is also given IPv4 connections, and not the other way round. */
function accepts(at: string, dialled: string): boolean {
	const host = reachedAt(dialled);
	if (at === '::') {
		return isOfThisMachine(host);
	}
	return at === '0.0.0.0' ? isIPv4(host) && isOfThisMachine(host) : at === host;
}

/** The addresses that a host can mean here: a name that is not known here stays a name. */
function hostsOf(host: string, known: typeof addressesKnownHere): readonly string[] {
	const addresses = known(host).map(shortest);
	if (addresses.length > 0) {
		return addresses;
	}
	return host.toLowerCase() === hostname().toLowerCase() ? ownAddresses() : [host];
}

function isOfThisMachine(host: string): boolean {
	return host.startsWith('127.') || host === '::1' || ownAddresses().includes(host);
}

function ownAddresses(): readonly string[] {
	return Object.values(networkInterfaces()).flatMap(all => (all ?? []).map(({ address }) => address));
}

/** An IPv6 address in its shortest form, and an IPv4 address as it is, also where IPv6 has it inside of it. */
function shortest(address: string): string {
	if (!isIPv6(address) || address.includes('%')) {
		return address;
	}
	return new SocketAddress({ address, family: 'ipv6' }).address.replace(/^::ffff:(?=\d+\.)/, '');
}
