import type { Fault } from '../../faults/fault.ts';
import { commands, type Ending } from '../commands/commands.ts';
import { commandLine } from '../flags/check-flags.ts';
import { type Flag, flagGroups, flagName } from '../flags/flag-words.ts';
import { type CommandName, flagsOf } from '../flags/flags.ts';
import type { HelpRow } from './layout.ts';

/** A command with its argument, as a person types it: `poetry-lab get <host:port>...`. */
export function commandForm(name: CommandName): string {
	const { argument } = commands[name];
	const form = argument && `${argument.form}${argument.repeatable ? '...' : ''}`;
	return [commandLine(name), form].filter(Boolean).join(' ');
}

export function commandRow(name: CommandName): HelpRow {
	return { left: commandForm(name), words: commands[name].summary };
}

/** A row about a fault: its name and settings as a person types them, and their defaults. */
export function faultRow({ name, summary, settings }: Fault): HelpRow {
	const own = settings.filter(setting => setting.name !== 'p');
	const defaults = own.map(({ byDefault, unit }) => `${byDefault} ${unit}`.trim()).join(', ');
	return {
		left: [name, ...own.map(setting => `<${setting.name}>`)].join(':'),
		words: summary.replace(/\.$/, ''),
		...(defaults !== '' && { aside: defaults }),
	};
}

/** A row about a flag: as a person types it, and its default. */
export function flagRow(key: string, { summary, value, byDefault, isMultiple, shortFlag }: Flag): HelpRow {
	const aside = [byDefault, isMultiple && 'repeatable'].filter(Boolean).join('; ');
	const name = [shortFlag && flagName(shortFlag), flagName(key)].filter(Boolean).join(', ');
	return { left: [name, value].filter(Boolean).join(' '), words: summary, ...(aside !== '' && { aside }) };
}

/** The same row, with the flag's detail. */
export function wholeFlagRow(key: string, flag: Flag): HelpRow {
	const row = flagRow(key, flag);
	return flag.detail === undefined ? row : { ...row, words: `${row.words}; ${flag.detail}` };
}

/** Flags under the title of their group. */
export interface Group {
	readonly title: string;
	readonly rows: readonly HelpRow[];
}

/** The flags of a command for which `isAsked` is true, as rows under the titles of their groups. */
export function groupedFlags(
	name: CommandName,
	isAsked: (key: string) => boolean = () => true,
	row = flagRow,
): readonly Group[] {
	const flags = Object.entries(flagsOf(name)).filter(([key]) => isAsked(key));
	return flagGroups
		.map(title => ({
			title,
			rows: flags.filter(([, { group }]) => group === title).map(([key, flag]) => row(key, flag)),
		}))
		.filter(({ rows }) => rows.length > 0);
}

export function endingRow({ code, when }: Ending): HelpRow {
	return { left: code, words: when };
}
