import { commands } from '../commands/commands.ts';
import { flagName } from '../flags/flag-words.ts';
import { type CommandName, commandFlags, flagsOf } from '../flags/flags.ts';
import { type Choice, type Choices, choicesOf, commandChoices } from './choices.ts';

/** A flag as a shell completes it. */
export interface CompletableFlag {
	/** With its dashes, as is the short one. */
	readonly name: string;
	readonly short?: string;
	readonly about: string;
	/** Absent where it takes no value. */
	readonly value?: Choices;
	readonly isRepeatable: boolean;
}

/** A command as a shell completes it. */
export interface CompletableCommand {
	readonly name: CommandName;
	readonly flags: readonly CompletableFlag[];
	readonly argument?: { readonly choices: Choices; readonly isRepeatable: boolean };
}

/** The command line as a shell completes it; a completion script says nothing else. */
export interface Completable {
	readonly commandChoices: readonly Choice[];
	/** The first is the lab, whose flags need no command. */
	readonly commands: readonly CompletableCommand[];
}

/** All commands and flags, with these poems served on the default ports. */
export function completable(poems: readonly string[]): Completable {
	const names = Object.keys(commandFlags) as CommandName[];
	return { commandChoices: commandChoices(), commands: names.map(name => completableCommand(name, poems)) };
}

/** Every list of words that a flag or an argument offers, once. */
export function namedChoices({ commands }: Completable): readonly Extract<Choices, { readonly name: string }>[] {
	const all = commands.flatMap(({ flags, argument }) => [...flags.map(({ value }) => value), argument?.choices]);
	const named = all.filter(choices => choices !== undefined).filter(choices => 'name' in choices);
	return [...new Map(named.map(choices => [choices.name, choices])).values()];
}

/** Every flag that takes a value, once. */
export function flagsWithValue({ commands }: Completable): readonly (CompletableFlag & { readonly value: Choices })[] {
	const flags = commands.flatMap(command => command.flags).flatMap(flag => (hasValue(flag) ? [flag] : []));
	return [...new Map(flags.map(flag => [flag.name, flag])).values()];
}

function hasValue(flag: CompletableFlag): flag is CompletableFlag & { readonly value: Choices } {
	return flag.value !== undefined;
}

function completableCommand(name: CommandName, poems: readonly string[]): CompletableCommand {
	const { argument } = commands[name];
	const flags = Object.entries(flagsOf(name)).map(([key, { summary, type, shortFlag, offer, isMultiple }]) => ({
		name: flagName(key),
		...(shortFlag !== undefined && { short: flagName(shortFlag) }),
		about: summary,
		...(type === 'string' && { value: choicesOf(offer, poems) }),
		isRepeatable: isMultiple === true,
	}));
	return {
		name,
		flags,
		...(argument && { argument: { choices: choicesOf(argument.offer, poems), isRepeatable: argument.repeatable } }),
	};
}
