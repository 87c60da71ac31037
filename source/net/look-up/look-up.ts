import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { DialError } from '../dial/dial-error.ts';
import { askSystem, mayBeLocal } from './ask-system.ts';
import { createHostsFile } from './hosts-file.ts';
import { fullNames, readSearchList, type SearchList } from './search-domains.ts';

/** Is given a name's addresses as they become known, some at a time. */
export type Found = (addresses: readonly string[]) => void;

/** One look-up of a name. */
export interface LookUp {
	/** Fulfilled when all addresses were found; rejects with `DialError` where there is none. */
	readonly done: Promise<void>;
	/** Waits no longer: nothing is found after this, and what nobody waits for is cancelled. */
	leave(): void;
}

/** Looks a name up; what is known at once is found before it returns. */
export type LookUpName = (name: string, found: Found) => LookUp;

/** The places where names are looked up. */
export interface NameSources {
	/** The addresses that this machine itself has for a name. */
	readonly hosts: (name: string) => readonly string[];
	readonly searchList: () => SearchList;
	/** A way to ask the name servers, for one look-up. */
	readonly resolver: () => Pick<Resolver, 'resolve4' | 'resolve6' | 'cancel'>;
	/** The addresses that the system knows in other ways, for names that may be known in the local network alone. */
	readonly system: (name: string, signal: AbortSignal) => Promise<readonly string[]>;
}

/**
 * Looks names up without the system's own look-up, which can not be cancelled, lets few names wait for all others, and is
 * waited for at the exit: numeric addresses and `localhost` by themselves, then the hosts file, then the name servers, with
 * the search list, and at last what only the local network knows. Whoever asks for a name while it is looked up shares the answer.
 */
export function createNames({
	hosts = createHostsFile(),
	searchList = readSearchList,
	resolver = () => new Resolver(),
	system = askSystem,
}: Partial<NameSources> = {}): LookUpName {
	const underWay = new Map<string, SharedLookUp>();
	return (name, found) => {
		const ascii = toAscii(name);
		const known = ascii === undefined ? [] : ownAddresses(ascii, hosts);
		if (ascii === undefined || known.length > 0) {
			if (known.length > 0) {
				found(known);
			}
			return { done: known.length > 0 ? Promise.resolve() : rejected(noSuchHost()), leave() {} };
		}
		let shared = underWay.get(ascii);
		if (shared === undefined) {
			const asking = { names: fullNames(ascii, searchList()), resolver: resolver(), name: ascii, system };
			const begun = new SharedLookUp(asking, () => {
				if (underWay.get(ascii) === begun) {
					underWay.delete(ascii);
				}
			});
			underWay.set(ascii, begun);
			shared = begun;
		}
		return shared.join(found);
	};
}

const hostsFile = createHostsFile();

/** Looks names up for the whole program. */
export const lookUpName: LookUpName = createNames({ hosts: hostsFile });

/** The addresses of a name that are known without asking a name server; none where there are none, or it is no name. */
export function addressesKnownHere(name: string): readonly string[] {
	const ascii = toAscii(name);
	return ascii === undefined ? [] : ownAddresses(ascii, hostsFile);
}

/** The name as name servers know it; undefined for what is no name. A number such as `127.1` becomes the address it means. */
function toAscii(name: string): string | undefined {
	if (isIP(name) !== 0) {
		return name;
	}
	return /[\\?#%]/.test(name) ? undefined : domainToASCII(name) || undefined;
}

/** The addresses that need no name server; by RFC 6761 `localhost` and all names below it never do. */
function ownAddresses(name: string, hosts: NameSources['hosts']): readonly string[] {
	if (isIP(name) !== 0) {
		return [name];
	}
	const known = hosts(name);
	return known.length === 0 && /(^|\.)localhost\.?$/.test(name) ? ['::1', '127.0.0.1'] : known;
}

/** The names that one look-up asks for, and the places that it asks. */
interface Asking extends Pick<NameSources, 'system'> {
	readonly name: string;
	/** The full names that it may mean. */
	readonly names: readonly string[];
	readonly resolver: ReturnType<NameSources['resolver']>;
}

/** One look-up at the name servers that any number of dials wait for; cancelled when the last one leaves. */
class SharedLookUp {
	readonly #asking: Asking;
	readonly #cancelled = new AbortController();
	readonly #done: Promise<void>;
	readonly #addresses: string[] = [];
	readonly #followers = new Set<Found>();
	readonly #forget: () => void;

	constructor(asking: Asking, forget: () => void) {
		this.#asking = asking;
		this.#forget = forget;
		this.#done = this.#ask().finally(forget);
		// Whoever still waits is told; that nobody does is no failure of its own.
		this.#done.catch(() => {});
	}

	join(found: Found): LookUp {
		const follower: Found = addresses => found(addresses);
		this.#followers.add(follower);
		if (this.#addresses.length > 0) {
			found(this.#addresses);
		}
		return { done: this.#done, leave: () => this.#leave(follower) };
	}

	#leave(follower: Found): void {
		if (this.#followers.delete(follower) && this.#followers.size === 0) {
			this.#forget();
			this.#cancelled.abort();
			this.#asking.resolver.cancel();
		}
	}

	async #ask(): Promise<void> {
		const { name, system } = this.#asking;
		try {
			await this.#askServers();
		} catch (error) {
			const { signal } = this.#cancelled;
			const known = mayBeLocal(name) && !signal.aborted ? await system(name, signal) : [];
			if (known.length === 0) {
				throw error;
			}
			this.#tell(known);
		}
	}

	/** The first of the names that has addresses is the one that was meant. */
	async #askServers(): Promise<void> {
		const { names, resolver } = this.#asking;
		let failure = noSuchHost();
		for (const name of names) {
			const asked = [resolver.resolve6(name), resolver.resolve4(name)];
			const answers = await Promise.allSettled(asked.map(async answer => this.#tell(await answer)));
			const errors = answers.flatMap(answer => (answer.status === 'rejected' ? [answer.reason as Error] : []));
			if (errors.length < answers.length) {
				return;
			}
			const told = errors.map(toLookUpError).reduce((one, other) => (other.weight > one.weight ? other : one));
			failure = told.failure;
			if (!told.goesOn) {
				break;
			}
		}
		throw failure;
	}

	#tell(addresses: readonly string[]): void {
		if (addresses.length === 0) {
			throw Object.assign(new Error('no address'), { code: 'ENODATA' });
		}
		this.#addresses.push(...addresses);
		for (const follower of this.#followers) {
			follower(addresses);
		}
	}
}

interface LookUpError {
	readonly failure: DialError;
	/** Of the answers for IPv6 and IPv4 the heavier one is told. */
	readonly weight: number;
	/** True where the next name of the search list may still be known. */
	readonly goesOn: boolean;
}

/** An error of c-ares as a `DialError`, in plain words. */
function toLookUpError(error: NodeJS.ErrnoException): LookUpError {
	const as = (message: string, weight: number, goesOn = false): LookUpError => ({
		failure: new DialError('unreachable', message, { cause: error }),
		weight,
		goesOn,
	});
	switch (error.code) {
		case 'ENOTFOUND':
		case 'EBADNAME':
			return as('no such host', 0, true);
		case 'ENODATA':
			return as('the host has no address', 1, true);
		case 'ESERVFAIL':
			return as('the name server failed to look the host up', 2, true);
		case 'EREFUSED':
			return as('the name server refused to look the host up', 3);
		case 'ETIMEOUT':
			return as('no name server answered', 4);
		case 'ECONNREFUSED':
			return as('no name server can be reached', 4);
		default:
			return as(`the host could not be looked up: ${error.code ?? error.message}`, 4);
	}
}

function noSuchHost(): DialError {
	return new DialError('unreachable', 'no such host');
}

/** A promise that is rejected, also where nobody waits for it. */
function rejected(error: Error): Promise<never> {
	const promise = Promise.reject(error);
	promise.catch(() => {});
	return promise;
}
