import { type Address, AddressError, parseAddress } from '../wire/address.ts';
import { flagName } from './flag-words.ts';
import { UsageError } from './usage-error.ts';

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

/** The whole number above 0 that a flag's text names. Throws a {@link UsageError}. */
export function parseCount(key: string, value: string): number {
	const count = Number(value);
	if (!/^\d+$/.test(value) || count < 1 || !Number.isSafeInteger(count)) {
		throw new UsageError(`${flagName(key)} takes a whole number above 0, not “${value}”.`);
	}
	return count;
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
