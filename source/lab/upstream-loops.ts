import { hostname, networkInterfaces } from 'node:os';
import type { ServerId } from '../events/events.ts';
import type { Address } from '../wire/address.ts';

/** A proxy that listens, and what it asks. */
export interface ListeningProxy {
	readonly server: ServerId;
	readonly address: Address;
	readonly upstream: Address;
}

/** The proxies of which each is the next one's upstream, and the last one the first one's; undefined where there is no such circle. */
export function findLoop(proxies: readonly ListeningProxy[]): readonly ServerId[] | undefined {
	for (const first of proxies) {
		const circle: ListeningProxy[] = [];
		let next: ListeningProxy | undefined = first;
		while (next !== undefined && !circle.includes(next)) {
			const { upstream }: ListeningProxy = next;
			circle.push(next);
			next = proxies.find(({ address }) => reaches(upstream, address));
		}
		if (next === first) {
			return circle.map(({ server }) => server);
		}
	}
	return undefined;
}

const loopback = { v4: '127.0.0.1', v6: '::1' } as const;
const wildcards: ReadonlyMap<string, string> = new Map([
	['0.0.0.0', loopback.v4],
	['::', loopback.v6],
]);

/** Whether who dials this address is accepted by a server that listens there, as far as their spellings tell. */
function reaches(dialled: Address, listening: Address): boolean {
	if (dialled.port !== listening.port) {
		return false;
	}
	const hosts = hostsOf(dialled.host);
	const at = bare(listening.host);
	return wildcards.has(at) ? hosts.some(isOfThisMachine) : hosts.some(host => hostsOf(at).includes(host));
}

/** The addresses that a host can mean here: a name that is not this machine's stays a name. */
function hostsOf(host: string): readonly string[] {
	const plain = bare(host);
	if (plain === 'localhost' || plain.endsWith('.localhost') || plain === hostname().toLowerCase()) {
		return [loopback.v4, loopback.v6, ...ownAddresses()];
	}
	return [wildcards.get(plain) ?? plain];
}

function isOfThisMachine(host: string): boolean {
	return host.startsWith('127.') || host === loopback.v6 || ownAddresses().includes(host);
}

function ownAddresses(): readonly string[] {
	return Object.values(networkInterfaces()).flatMap(all => (all ?? []).map(({ address }) => address));
}

/** Without its brackets, and an IPv4 address as it is, also where IPv6 has it inside of it. */
function bare(host: string): string {
	return host
		.toLowerCase()
		.replace(/^\[|\]$/g, '')
		.replace(/\.$/, '')
		.replace(/^::ffff:(?=\d+\.)/, '');
}
