import { type Address, AddressError, parseAddress } from '../wire/address.ts';
import { UsageError } from './usage-error.ts';

const text = { type: 'string' } as const;
const texts = { type: 'string', isMultiple: true } as const;
const yes = { type: 'boolean', default: false } as const;

/** The flags of `poetry-lab` and `poetry-lab serve`: what the lab is made of. */
export const labFlags = {
	poems: text,
	slow: texts,
	transforms: text,
	iface: text,
	poetryPort: text,
	transformPort: text,
	proxyPort: text,
	upstream: texts,
	host: texts,
	ttl: text,
	fault: texts,
	seed: text,
	withoutCollapsing: texts,
	record: text,
} as const;

/** The flags of each command. */
export const commandFlags = {
	lab: labFlags,
	serve: { ...labFlags, json: yes },
	get: { transform: texts, via: text, timeout: text, strict: yes, json: yes },
	crowd: { clients: text, rate: text, transform: texts, via: text, timeout: text, json: yes },
	replay: {},
	lesson: { ...labFlags, reset: yes },
} as const;

export type CommandName = keyof typeof commandFlags;

/** Every flag of every command, as one parse of the command line takes them. */
export const allFlags = {
	...commandFlags.serve,
	...commandFlags.get,
	...commandFlags.crowd,
	...commandFlags.lesson,
	help: { ...yes, shortFlag: 'h' },
} as const;

/** The flag as a person writes it: `--poetry-port`. */
export function flagName(key: string): string {
	return `--${key.replaceAll(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}`;
}

/** Throws a {@link UsageError} where a flag was given that this command does not have, or one without its value. */
export function checkFlags(command: CommandName, given: Readonly<Record<string, unknown>>): void {
	for (const [key, value] of Object.entries(given)) {
		const absent = value === undefined || value === false || (Array.isArray(value) && value.length === 0);
		if (absent) {
			continue;
		}
		if (!(key in commandFlags[command])) {
			const owners = Object.entries(commandFlags).filter(([, flags]) => key in flags);
			const where = owners.map(([name]) => (name === 'lab' ? 'poetry-lab' : `poetry-lab ${name}`)).join(' and ');
			throw new UsageError(`${flagName(key)} belongs to ${where}.`);
		}
		if (value === '' || (Array.isArray(value) && value.includes(''))) {
			throw new UsageError(`${flagName(key)} needs a value.`);
		}
	}
}

/** The port that a flag's text names, 0 to 65535. Throws a {@link UsageError}. */
export function parsePort(key: string, value: string): number {
	const port = Number(value);
	if (!/^\d+$/.test(value) || port > 65_535) {
		throw new UsageError(`${flagName(key)} takes a port from 0 to 65535, not “${value}”.`);
	}
	return port;
}

/** The milliseconds that a flag's text names: a number above 0. Throws a {@link UsageError}. */
export function parseMilliseconds(key: string, value: string): number {
	const ms = Number(value);
	// The largest wait that Node's timers take.
	if (!/^\d+(\.\d+)?$/.test(value) || ms <= 0 || ms > 2 ** 31 - 1) {
		throw new UsageError(`${flagName(key)} takes milliseconds, a number above 0, not “${value}”.`);
	}
	return ms;
}

/** The address that a flag's or an argument's text names. Throws a {@link UsageError}. */
export function parseHost(name: string, value: string): Address {
	try {
		return parseAddress(value);
	} catch (cause) {
		if (!(cause instanceof AddressError)) {
			throw cause;
		}
		throw new UsageError(`${name}: ${cause.message}.`, { cause });
	}
}

/** The transforms that the flags name, in their order. Throws a {@link UsageError}. */
export function transformNames(given: readonly string[]): readonly string[] {
	const names = given.flatMap(list => list.split(','));
	if (names.includes('')) {
		throw new UsageError('--transform takes names with a comma between them, such as shout,rot13.');
	}
	const dotted = names.find(name => name.includes('.'));
	if (dotted !== undefined) {
		throw new UsageError(`--transform ${dotted}: a name has no dot, which ends it on the wire.`);
	}
	return names;
}
