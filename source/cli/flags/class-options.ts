import { hostname, userInfo } from 'node:os';
import { type ClassAddress, ClassAddressError, parseClassAddress } from '../../class/class-address.ts';
import type { ClassOptions } from '../../class/link.ts';
import type { FlagsOf } from './flags.ts';
import { UsageError } from './usage-error.ts';

/** The variable of the environment that says the same as `--class`. */
const variable = 'POETRY_LAB_CLASS';
const longestName = 40;

/** The class to join, from the flags or the environment; undefined where none is named. Throws a {@link UsageError}. */
export function classOptions(
	{ class: given, as }: Pick<FlagsOf<'serve'>, 'class' | 'as'>,
	env: NodeJS.ProcessEnv,
): (ClassOptions & { readonly name: string }) | undefined {
	const fromEnvironment = env[variable] === '' ? undefined : env[variable];
	const url = given ?? fromEnvironment;
	if (url === undefined) {
		if (as !== undefined) {
			throw new UsageError('--as is the name in a class: say which class with --class.');
		}
		return undefined;
	}
	const address = parseClass(given === undefined ? variable : '--class', url);
	return { address, name: as === undefined ? ownName() : checkName(as) };
}

/** The class that a command is given, or else the environment. Throws a {@link UsageError}. */
export function chosenClass(command: string, given: string | undefined, env: NodeJS.ProcessEnv): ClassAddress {
	const url = given ?? (env[variable] || undefined);
	if (url === undefined) {
		throw new UsageError(
			`${command} takes the url of a class, such as redis://teacher.local; ${variable} says the same.`,
		);
	}
	return parseClass(given === undefined ? variable : command, url);
}

/** The address of a class that a flag, a variable or an argument names. Throws a {@link UsageError} that has no password in it. */
export function parseClass(where: string, url: string) {
	try {
		return parseClassAddress(url);
	} catch (cause) {
		if (!(cause instanceof ClassAddressError)) {
			throw cause;
		}
		throw new UsageError(`${where}: ${cause.message}.`, { cause });
	}
}

function checkName(name: string): string {
	if (!/^[^\s#\p{C}]+$/u.test(name) || name.length > longestName) {
		throw new UsageError(`--as takes a name of up to ${longestName} characters without spaces and #, not “${name}”.`);
	}
	return name;
}

/** `user@host`, as the system knows them. */
function ownName(): string {
	const [host = ''] = hostname().split('.', 1);
	return `${userName()}@${host}`.replaceAll(/[\s#\p{C}]/gu, '').slice(0, longestName);
}

function userName(): string {
	try {
		return userInfo().username;
	} catch {
		// No user of this system has the number of this process, as in some containers.
		return process.env.USER ?? 'somebody';
	}
}
