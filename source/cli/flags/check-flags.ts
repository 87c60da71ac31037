import { parseAddress } from '../../wire/address.ts';
import { flagName } from './flag-words.ts';
import { allFlags, type CommandName, commandFlags, flagsOf } from './flags.ts';
import { didYouMean, nearest, oneOf } from './nearest.ts';
import { UsageError } from './usage-error.ts';

/**
 * Throws a {@link UsageError} where a flag is unknown, belongs to another command, or was given without its value. `given`
 * is what the parser made of the command line.
 */
export function checkFlags(command: CommandName, given: Readonly<Record<string, unknown>>): void {
	for (const [key, value] of Object.entries(given)) {
		if (!Object.hasOwn(allFlags, key)) {
			throw new UsageError(unknownWords(command, key, value === false));
		}
		const absent = value === undefined || value === false || (Array.isArray(value) && value.length === 0);
		if (absent) {
			continue;
		}
		if (!Object.hasOwn(commandFlags[command], key)) {
			const owners = Object.entries(commandFlags).filter(([, flags]) => Object.hasOwn(flags, key));
			const names = new Intl.ListFormat('en-GB').format(owners.map(([name]) => commandLine(name)));
			throw new UsageError(`${flagName(key)} belongs to ${names}.`);
		}
		if (value === '' || (Array.isArray(value) && value.includes(''))) {
			throw new UsageError(`${flagName(key)} needs a value.`);
		}
	}
}

/** Throws a {@link UsageError} where a flag that takes no value has one, as in `--json=yes`: the parser would ignore it. */
export function checkNoValues(words: readonly string[]): void {
	const end = words.indexOf('--');
	const names = Object.entries(allFlags).flatMap(([key, { type }]) => (type === 'boolean' ? [flagName(key)] : []));
	const given = words.slice(0, end < 0 ? undefined : end).find(word => names.some(name => word.startsWith(`${name}=`)));
	if (given !== undefined) {
		throw new UsageError(`${given}: write ${given.slice(0, given.indexOf('='))} alone, it takes no value.`);
	}
}

/**
 * The command that the first word names, or the lab where there is none. Throws a {@link UsageError} where there is no
 * such command, or where more words follow than it takes.
 */
export function commandNamed(name = 'lab', rest: readonly string[] = []): CommandName {
	if (!isCommandName(name)) {
		const near = isAddress(name) ? `: did you mean poetry-lab get ${name}?` : oneOf(name, Object.keys(commandFlags));
		throw new UsageError(`There is no command ${name}${near}`);
	}
	if ((name === 'lab' || name === 'serve') && rest.length > 0) {
		throw new UsageError(`${commandLine(name)} takes flags only, not “${rest[0]}”.`);
	}
	return name;
}

function isAddress(text: string): boolean {
	try {
		parseAddress(text);
		return true;
	} catch {
		return false;
	}
}

function isCommandName(name: string): name is CommandName {
	return Object.hasOwn(commandFlags, name);
}

/** A command as a person types it, without its arguments: `poetry-lab get`, and `poetry-lab` for the lab. */
export function commandLine(command: string): string {
	return command === 'lab' ? 'poetry-lab' : `poetry-lab ${command}`;
}

/** A sentence about an unknown flag. `isNegated`: the parser took the `no-` of `--no-such-flag` for a negation. */
function unknownWords(command: CommandName, key: string, isNegated: boolean): string {
	const own = Object.keys(flagsOf(command));
	const among = nearest(key, own) === undefined ? Object.keys(allFlags) : own;
	const written = isNegated ? flagName(key).replace(/^-+/, '--no-') : flagName(key);
	return `There is no flag ${written}${didYouMean(key, among, flagName)}`;
}
