import { type Address, formatAddress, reachedAt } from '../../wire/address.ts';
import type { ServerState } from './server-state.ts';

type Listening = Pick<ServerState, 'host' | 'port' | 'reachableAt'>;

/** Where this lab dials one of its servers. */
export function ownAddress({ host, port }: Listening): Address {
	return { host: reachedAt(host), port };
}

/** Where others dial a server, from this machine too: the most likely address, where it listens on all of them. */
export function addressForOthers({ host, port, reachableAt: [likely = reachedAt(host)] = [] }: Listening): Address {
	return { host: likely, port };
}

/** The same in words, with the other addresses behind the first: `192.168.1.5:12000, or 10.0.0.7, fd00::5`. */
export function addressWords(server: Listening): string {
	const [, ...others] = server.reachableAt ?? [];
	return `${formatAddress(addressForOthers(server))}${others.length === 0 ? '' : `, or ${others.join(', ')}`}`;
}
