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
	if (parts === undefined) {
		throw new AddressError(`${quote(text)} is no address: ${missingPart(trimmed)}`);
	}
	const { bracketed, plain, port = '' } = parts;
	const host = bracketed ?? plain ?? '';
	if (bracketed !== undefined && !/^[\da-f:.]*:[\da-f:.]*(?:%[\w.-]+)?$/i.test(bracketed)) {
		throw new AddressError(`${quote(text)} has no IPv6 address between its brackets; write it like [::1]:10000`);
	}
	if (/[\s\p{C}/@]/u.test(host)) {
		throw new AddressError(
			`${quote(text)} has a host with a character that no host has; write host:port, like 127.0.0.1:10000`,
		);
	}
	return { host: host === '' ? defaultHost : host, port: parsePort(port, text) };
}

/** The address as `host:port`, with brackets about an IPv6 host; `parseAddress` reads it back. */
export function formatAddress({ host, port }: Address): string {
	return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}

function parsePort(digits: string, text: string): number {
	if (!/^\d+$/.test(digits)) {
		throw new AddressError(`${quote(text)} has no port number; write host:port, like 127.0.0.1:10000`);
	}
	const port = Number(digits);
	if (port < 1 || port > maxPort) {
		throw new AddressError(`${quote(text)} has a port that cannot be: ports go from 1 to ${maxPort}`);
	}
	return port;
}

function missingPart(text: string): string {
	if (text === '') {
		return 'it is empty; write host:port, like 127.0.0.1:10000';
	}
	if (text.split(':').length > 2) {
		return 'an IPv6 address goes in brackets; write it like [::1]:10000';
	}
	return 'it has no port; write host:port, like 127.0.0.1:10000';
}

function quote(text: string): string {
	return JSON.stringify(text.length > 80 ? `${text.slice(0, 80)}…` : text);
}
