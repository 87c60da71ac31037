import { isIP, isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';
import { DialError } from '../dial/dial-error.ts';
import { NetError } from '../net-error.ts';
import { type LookUpName, lookUpName } from './look-up.ts';

/** The longest that a name is looked up before a server is said to have failed. */
const lookUpLimitMs = 5_000;

/**
 * The number of the address to listen on. Of a name's addresses one that this machine has, and IPv4 first, as where no
 * host is written; rejects with `NetError` where the name has none.
 */
export async function hostToListenOn(
	host: string,
	lookUp: LookUpName = lookUpName,
	limitMs: number = lookUpLimitMs,
): Promise<string> {
	if (isIP(host) !== 0) {
		return host;
	}
	const addresses: string[] = [];
	let settle: () => void = () => {};
	// A name server may keep silent about IPv6; an IPv4 address of this machine is all that is looked for.
	const found = new Promise<void>(resolve => {
		settle = resolve;
	});
	const { done, leave } = lookUp(host, some => {
		addresses.push(...some);
		if (some.some(address => isIPv4(address) && isOfThisMachine(address))) {
			settle();
		}
	});
	const timer = setTimeout(settle, limitMs);
	let failure: unknown = new DialError('timed-out', `no name server answered within ${limitMs} ms`);
	await Promise.race([found, done]).catch((error: unknown) => {
		failure = error;
	});
	clearTimeout(timer);
	leave();
	const address = best(addresses);
	if (address === undefined) {
		const why = failure instanceof Error ? failure.message : String(failure);
		const message = `cannot listen on ${host}: ${why}; write an address of this machine, such as 127.0.0.1`;
		throw new NetError('ENOTFOUND', message, { cause: failure });
	}
	return address;
}

function best(addresses: readonly string[]): string | undefined {
	const here = addresses.filter(isOfThisMachine);
	return here.find(isIPv4) ?? here[0] ?? addresses[0];
}

function isOfThisMachine(address: string): boolean {
	const own = Object.values(networkInterfaces()).flatMap(list => list ?? []);
	return address.startsWith('127.') || own.some(one => one.address === address);
}
