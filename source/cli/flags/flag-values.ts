import { maxSeed } from '../../faults/random.ts';
import { type Address, AddressError, canonicalAddress, parseAddress } from '../../wire/address.ts';
import { flagName } from './flag-words.ts';
import { UsageError } from './usage-error.ts';

/** The numbers that flags take, by kind; both bounds are included. */
const numberRanges = {
	port: { of: 'a port', from: 0, to: 65_535, isWhole: true },
	/** The shortest wait that is told apart from none, and the longest that Node's timers take. */
	milliseconds: { of: 'milliseconds', from: 0.001, to: 2 ** 31 - 1, isWhole: false },
	count: { of: 'a whole number', from: 1, to: Number.MAX_SAFE_INTEGER, isWhole: true },
	seed: { of: 'a whole number', from: 0, to: maxSeed, isWhole: true },
	/** A crowd has at most about as many clients as there are local ports. */
	clients: { of: 'a whole number', from: 1, to: 28_000, isWhole: true },
	rate: { of: 'clients a second,', from: 0.01, to: 100_000, isWhole: false },
} as const;

type NumberKind = keyof typeof numberRanges;

/**
 * The settings of those flags that are given: `settings` has for each setting its flag and the kind of number that the
 * flag takes. Throws a {@link UsageError}.
 */
export function numbersOf<Key extends string, Setting extends string>(
	flags: { readonly [key in Key]?: string | undefined },
	settings: { readonly [setting in Setting]: readonly [Key, NumberKind] },
): { readonly [setting in Setting]?: number } {
	const given = Object.entries<readonly [Key, NumberKind]>(settings).flatMap(([setting, [key, kind]]) => {
		const value = flags[key];
		return value === undefined ? [] : [[setting, parseNumber(key, value, kind)] as const];
	});
	return Object.fromEntries(given) as { readonly [setting in Setting]?: number };
}

/** The number that a flag's text names in plain digits. Throws a {@link UsageError} that says which numbers the flag takes. */
export function parseNumber(key: string, value: string, kind: NumberKind): number {
	const range = numberRanges[kind];
	const number = Number(value);
	const isTaken = number >= range.from && number <= range.to && !(range.isWhole && !Number.isInteger(number));
	const isPlain = (range.isWhole ? /^\d+$/ : /^\d+(\.\d+)?$/).test(value);
	if (isTaken && isPlain) {
		return number;
	}
	const to = range.to === Number.MAX_SAFE_INTEGER ? 'on' : `to ${range.to}`;
	const takes = `${flagName(key)} takes ${range.of} from ${range.from} ${to}`;
	// A text that JavaScript reads as such a number, as it does 1e3, 0x10 or one with spaces around it, most likely means it.
	const remedy = isTaken && value.trim() !== '' ? `, in plain digits: write ${number} instead of` : ', not';
	throw new UsageError(`${takes}${remedy} “${value}”.`);
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

/** The address of this machine that `--iface` names, without the brackets of an IPv6 one. Throws a {@link UsageError}. */
export function parseInterface(value: string): string {
	const address = value.trim();
	const [, bracketed] = /^\[([^\]]*)\]$/.exec(address) ?? [];
	if (/^[^:]*:\d*$|\]:\d*$/.test(address)) {
		const ports = '--poetry-port, --transform-port and --proxy-port';
		throw new UsageError(`--iface ${value}: write the address without a port; ${ports} say on which.`);
	}
	if (address === '' || /[\s/@]/.test(address)) {
		throw new UsageError(`--iface takes an address of this machine, such as 127.0.0.1 or ::1, not “${value}”.`);
	}
	return bracketed ?? address;
}

/** Throws a {@link UsageError} where a flag is given the same value twice: `same` makes one text of all that is the same. */
export function checkGivenOnce(key: string, values: readonly string[], same: (value: string) => string): void {
	const seen = new Map<string, string>();
	for (const value of values) {
		const before = seen.get(same(value));
		if (before !== undefined) {
			const which =
				before === value ? 'is given twice' : `is the same as ${flagName(key)} ${before}, and is given twice`;
			throw new UsageError(`${flagName(key)} ${value} ${which}: once is enough.`);
		}
		seen.set(same(value), value);
	}
}

/** The addresses that a flag names, each once. Throws a {@link UsageError}. */
export function parseHosts(key: string, values: readonly string[]): readonly Address[] {
	const parse = (value: string) => parseHost(flagName(key), value);
	const addresses = values.map(parse);
	checkGivenOnce(key, values, value => canonicalAddress(parse(value)));
	return addresses;
}

/**
 * The transforms that the flags name, in their order; spaces around a name are no part of it. Throws a
 * {@link UsageError}.
 */
export function transformNames(given: readonly string[]): readonly string[] {
	return given.flatMap(list => namesIn('--transform', list).map(checkTransformName));
}

/** The names in a list with commas between them, without the spaces around each. Throws a {@link UsageError}. */
function namesIn(flag: string, list: string): readonly string[] {
	const names = list.split(',').map(name => name.trim());
	const empty = names.indexOf('');
	if (empty < 0) {
		return names;
	}
	const where =
		names.length === 1
			? 'there is no name in it'
			: empty === 0
				? 'there is no name before its first comma'
				: empty === names.length - 1
					? 'there is no name after its last comma'
					: 'there is no name between two of its commas';
	throw new UsageError(`${flag} “${list}”: ${where}; write names with a comma between them, such as shout,rot13.`);
}

function checkTransformName(name: string): string {
	if (name.includes('.')) {
		throw new UsageError(`--transform ${name}: a name has no dot, which ends it on the wire.`);
	}
	if (/\s/.test(name)) {
		const names = name.split(/\s+/).join(',');
		throw new UsageError(`--transform “${name}”: write a comma between names, such as ${names}.`);
	}
	return name;
}
