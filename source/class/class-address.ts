/** The address of a class's engine, with the user and the password that it asks for. */
export interface ClassAddress {
	readonly host: string;
	readonly port: number;
	readonly isTls: boolean;
	readonly user?: string;
	readonly password?: string;
	/** The number of the database: each is a class of its own. */
	readonly database: number;
}

/** A text that is no address of a class; the message says what is wrong with it, without the password. */
export class ClassAddressError extends Error {
	override readonly name = 'ClassAddressError';
}

const defaultPort = 6_379;
const form = 'redis://[[user:]password@]host[:port][/database]';

/** The address that a text names: `redis://[[user:]password@]host[:port][/db]`, or `rediss://` for TLS. Throws a {@link ClassAddressError}. */
export function parseClassAddress(text: string): ClassAddress {
	const url = asUrl(text.trim());
	const isTls = url.protocol === 'rediss:';
	if (!isTls && url.protocol !== 'redis:') {
		throw new ClassAddressError(`it begins with ${url.protocol}//, and must with redis:// or rediss://: ${form}`);
	}
	if (url.hostname === '') {
		throw new ClassAddressError(`it names no host: ${form}`);
	}
	if (url.search !== '' || url.hash !== '') {
		throw new ClassAddressError(`nothing may follow the number of the database: ${form}`);
	}
	if (url.port === '0') {
		throw new ClassAddressError('a server has no port 0');
	}
	// One text before the @ is the password, as is usual for Redis; a URL takes it for the user.
	const alone = url.password === '' && !/^rediss?:\/\/[^@/]*:@/.test(text);
	const password = decoded(alone ? url.username : url.password);
	const user = alone ? '' : decoded(url.username);
	return {
		host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
		port: url.port === '' ? defaultPort : Number(url.port),
		isTls,
		database: databaseIn(url.pathname),
		...(user !== '' && { user }),
		...(password !== '' && { password }),
	};
}

/** `host:port`, and the database where it is not the first one: never the password. */
export function formatClassAddress({ host, port, database }: ClassAddress): string {
	const bracketed = host.includes(':') ? `[${host}]` : host;
	return `${bracketed}:${port}${database === 0 ? '' : `/${database}`}`;
}

/**
 * The URL with which others join a class, from any machine: with this machine's own host in place of its loopback address,
 * and with the word PASSWORD for a password.
 */
export function urlToJoin(address: ClassAddress, [likely]: readonly string[] = []): string {
	const { isTls, user = '', password, host } = address;
	const secret = password === undefined ? '' : `${encodeURIComponent(user)}:PASSWORD@`;
	const dialled = isOfThisMachine.test(host) ? (likely ?? host) : host;
	return `redis${isTls ? 's' : ''}://${secret}${formatClassAddress({ ...address, host: dialled })}`;
}

const isOfThisMachine = /^(127\.|0\.0\.0\.0$|::1?$|localhost$)/;

function asUrl(text: string): URL {
	try {
		return new URL(text);
	} catch (cause) {
		throw new ClassAddressError(`it is no URL: ${form}`, { cause });
	}
}

function databaseIn(path: string): number {
	const number = path.replace(/^\//, '');
	if (!/^\d{0,5}$/.test(number)) {
		throw new ClassAddressError('what follows the last / is the number of a database, such as /1');
	}
	return Number(number);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch (cause) {
		throw new ClassAddressError('a % in the user or the password is written %25', { cause });
	}
}
