/** Where a TCP server listens. */
export interface Address {
	readonly host: string;
	readonly port: number;
}

/** A text that is no address; the message says what is wrong with it and what to write. */
export class AddressError extends Error {
	override readonly name = 'AddressError';
}

const defaultHost = '127.0.0.1';
const maxPort = 65_535;

/**
 * The address that a person wrote as `host:port`, `[IPv6]:port`, `:port` or a plain port number; the last two mean
 * 127.0.0.1. Throws `AddressError`.
 */
export function parseAddress(text: string): Address {
	const trimmed = text.trim();
	if (/^\d+$/.test(trimmed)) {
		return { host: defaultHost, port: parsePort(trimmed, text) };
	}
	const parts = /^(?:\[(?<bracketed>[^[\]]*)\]|(?<plain>[^:[\]]*)):(?<port>[^:]*)$/.exec(trimmed)?.groups;
	if (parts === undefined || /[/@]/.test(trimmed)) {
		throw new AddressError(`${quote(text)} is no address: ${whatIsWrong(trimmed)}`);
	}
	const { bracketed, plain, port = '' } = parts;
	const host = bracketed ?? plain ?? '';
	if (bracketed !== undefined && !isIpv6(bracketed)) {
		throw new AddressError(`${quote(text)} has no IPv6 address between its brackets; write it like [::1]:10000`);
	}
	if (/[\s\p{C}]/u.test(host)) {
		throw new AddressError(`${quote(text)} has a host with a character that no host has; ${form}`);
	}
	return { host: host === '' ? defaultHost : host, port: parsePort(port, text) };
}

const loopbackOf: ReadonlyMap<string, string> = new Map([
	['0.0.0.0', '127.0.0.1'],
	['::', '::1'],
]);
const thisMachine: ReadonlySet<string> = new Set(['127.0.0.1', 'localhost', '::1']);

/** The host to dial for a server that listens on `host`: the loopback address for `0.0.0.0` and `::`. */
export function reachedAt(host: string): string {
	return loopbackOf.get(host) ?? host;
}

/**
 * True where an address, as written on this machine, means the server that listens at `listening`; no name is looked up.
 * One that listens on all addresses of its machine is meant by each in `reachableAt`, or by any where those are not known.
 */
export function isMeant(
	listening: Address & { readonly reachableAt?: readonly string[] },
	{ host, port }: Address,
): boolean {
	const { reachableAt } = listening;
	const isOurs = loopbackOf.has(host) || thisMachine.has(host) || host.startsWith('127.');
	return (
		listening.port === port &&
		(listening.host === host ||
			(loopbackOf.has(listening.host)
				? reachableAt === undefined || isOurs || reachableAt.includes(host)
				: thisMachine.has(host) && thisMachine.has(listening.host)))
	);
}

/** The host of a peer as it dials from: an IPv4 address that IPv6 has inside of it is one of IPv4. */
export function bareHost(host: string): string {
	return host.startsWith('::ffff:') ? host.slice('::ffff:'.length) : host;
}

/** The address as `host:port`, with brackets about an IPv6 host; `parseAddress` reads it back. */
export function formatAddress({ host, port }: Address): string {
	return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

/**
 * One text for all spellings of an address: `localhost` and `127.1` are 127.0.0.1, an IPv6 host is in its
 * shortest form, and a name is in small letters.
 */
export function canonicalAddress({ host, port }: Address): string {
	const [name = '', zone = ''] = host.toLowerCase().replace(/\.$/, '').split(/(?=%)/);
	const url = `http://${formatAddress({ host: name, port })}`;
	const shortest = URL.canParse(url) ? new URL(url).hostname.replace(/^\[|\]$/g, '') : name;
	return formatAddress({ host: (shortest === 'localhost' ? defaultHost : shortest) + zone, port });
}

const form = 'write host:port, like 127.0.0.1:10000';

function parsePort(digits: string, text: string): number {
	if (!/^\d+$/.test(digits)) {
		throw new AddressError(`${quote(text)} has no port number; ${form}`);
	}
	const port = Number(digits);
	if (port < 1 || port > maxPort) {
		throw new AddressError(`${quote(text)} has a port that cannot be: ports go from 1 to ${maxPort}`);
	}
	return port;
}

function whatIsWrong(text: string): string {
	const parts = /^(?<scheme>(?:[a-z][a-z\d+.-]*:)?\/\/)?(?<user>[^@/]*@)?(?<rest>[^/]*)(?<path>\/.*)?$/is.exec(text);
	const { scheme, user, rest = '', path } = parts?.groups ?? {};
	if (scheme !== undefined) {
		return `it is a URL; ${formOf(rest)}`;
	}
	if (user !== undefined) {
		return `it has a user before its host; ${formOf(rest)}`;
	}
	if (path !== undefined) {
		return `it has a path; ${formOf(rest)}`;
	}
	if (text.startsWith('[') || isIpv6(text) || isIpv6(text.replace(/:\d+$/, ''))) {
		return 'an IPv6 address goes in brackets, and its port after them; write it like [::1]:10000';
	}
	const colons = text.split(':').length - 1;
	const wrong = ['has no port', 'has a character that no host has'][colons] ?? 'has more than one colon';
	return `it ${text === '' ? 'is empty' : wrong}; ${form}`;
}

/** The advice in an error: the part that is an address, or else the general form. */
function formOf(rest: string): string {
	try {
		return `write the host and the port alone: ${formatAddress(parseAddress(rest))}`;
	} catch {
		return form;
	}
}

function isIpv6(text: string): boolean {
	return text.includes(':') && URL.canParse(`tcp://[${text.replace(/%[\w.-]+$/, '')}]`);
}

function quote(text: string): string {
	return `“${JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text).slice(1, -1)}”`;
}
