import { createSocket } from 'node:dgram';
import { isIPv4, isIPv6 } from 'node:net';
import { type NetworkInterfaceInfo, networkInterfaces } from 'node:os';

type Interfaces = NodeJS.Dict<readonly Pick<NetworkInterfaceInfo, 'address' | 'internal'>[]>;

/** Hosts of the documentation's networks (RFC 5737, RFC 3849): whatever is sent there takes the default route. */
const faraway = { udp4: '192.0.2.1', udp6: '2001:db8::1' } as const;

/**
 * The addresses at which others can dial a server that listens on all addresses, the most likely one first: all that this
 * machine has, or its loopback where it has no other. Undefined where `host` is no wildcard. Never rejects.
 */
export async function addressesToDial(
	host: string,
	interfaces: Interfaces = networkInterfaces(),
	sourceOf: (family: keyof typeof faraway) => Promise<string | undefined> = sourceOfDefaultRoute,
): Promise<readonly string[] | undefined> {
	if (host !== '0.0.0.0' && host !== '::') {
		return undefined;
	}
	// Who listens on all IPv6 addresses is also given IPv4 connections, and not the other way round.
	const families = host === '::' ? (['udp4', 'udp6'] as const) : (['udp4'] as const);
	const sources = await Promise.all(families.map(sourceOf));
	const found = Object.entries(interfaces).flatMap(([name, all = []]) =>
		all
			.filter(({ address, internal }) => !internal && (isIPv4(address) || (host === '::' && isDialable(address))))
			.map(({ address }) => ({ address, rank: rankOf(name, address, sources.indexOf(address) >= 0) })),
	);
	const ordered = found.sort((a, b) => a.rank - b.rank).map(({ address }) => address);
	return ordered.length > 0 ? [...new Set(ordered)] : ['127.0.0.1'];
}

/** A link-local IPv6 address is of no use to others: they would have to write the name of their own interface behind it. */
function isDialable(address: string): boolean {
	return isIPv6(address) && !/^fe[89ab]/i.test(address);
}

/** Networks of containers, virtual machines and tunnels, which nobody else in the room is in. */
const virtual =
	/^(docker|br-|veth|virbr|vmnet|vboxnet|vEthernet|cni|flannel|cali|lxc|lxd|podman|utun|tun|tap|wg|tailscale|zt)/i;

/** Low for an address that others are likely to reach. */
function rankOf(name: string, address: string, isOfDefaultRoute: boolean): number {
	const isPrivate = /^(10|192\.168|172\.(1[6-9]|2\d|3[01]))\./.test(address);
	const kind = isIPv4(address) ? (isPrivate ? 0 : isLinkLocal(address) ? 4 : 1) : /^f[cd]/i.test(address) ? 3 : 2;
	return kind + (isOfDefaultRoute && !isLinkLocal(address) ? 0 : 10) + (virtual.test(name) ? 20 : 0);
}

function isLinkLocal(address: string): boolean {
	return address.startsWith('169.254.');
}

/** The address from which this machine would send to hosts far away; nothing is sent. Undefined where it has no such route. */
function sourceOfDefaultRoute(family: keyof typeof faraway): Promise<string | undefined> {
	return new Promise(resolve => {
		const socket = createSocket(family);
		const settle = (address?: string): void => {
			socket.removeAllListeners();
			socket.on('error', () => {});
			socket.close();
			resolve(address);
		};
		socket.once('error', () => settle());
		socket.connect(9, faraway[family], () => settle(socket.address().address));
	});
}
