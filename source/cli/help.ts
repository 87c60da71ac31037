import type { Fault } from '../faults/fault.ts';
import { faults } from '../faults/faults.ts';
import { commandLine } from './check-flags.ts';
import { commands, type Ending, type Example, everyEnding, firstExamples } from './commands.ts';
import { type Flag, flagGroups, flagName } from './flag-words.ts';
import { type CommandName, flagsOf } from './flags.ts';
import { type Inks, leftWidthOf, type Row, table, wrap } from './help-layout.ts';

/** The widest that a flag may be and still have its words beside it. */
const widestFlag = 24;

/** What `poetry-lab --help` prints: examples first. */
export function help(inks: Inks): string {
	const rows = Object.keys(commands).map(name => commandRow(name as CommandName));

	return page([
		wrap(
			'A laboratory for asynchronous network programming: poetry servers, netstring transforms and caching proxies on real sockets, made visible.',
		),
		[inks.title('Try it'), ...exampleLines(firstExamples, inks)],
		[inks.title('Commands'), ...table(rows, inks, leftWidthOf(rows, 34))],
		wrap('More about one: poetry-lab <command> --help. These are the flags of the lab:'),
		...flagSections('lab', inks),
		endingLines('lab', inks),
	]);
}

/** What `poetry-lab <command> --help` prints. */
export function commandHelp(name: CommandName, inks: Inks): string {
	const { about, examples } = commands[name];
	const { left, words } = commandRow(name);
	return page([
		[inks.title(left), ...wrap(`${words.charAt(0).toUpperCase()}${words.slice(1)}.`)],
		[inks.title('Try it'), ...exampleLines(examples, inks)],
		...about.map(paragraph => wrap(paragraph)),
		...flagSections(name, inks),
		endingLines(name, inks),
	]);
}

/** What `poetry-lab help faults` prints. */
export function faultsHelp(inks: Inks): string {
	const rows = faults.map(faultRow);
	const examples = [
		{ line: 'poetry-lab --fault transform=latency:300:50', does: 'settings in their order' },
		{ line: 'poetry-lab --fault tyger=reset:after=120:p=0.5', does: 'or by name' },
	];
	return page([
		[inks.title('Faults: what can be broken on purpose')],
		[inks.title('Try it'), ...exampleLines(examples, inks)],
		[inks.title('Faults'), ...table(rows, inks, leftWidthOf(rows, widestFlag))],
		wrap('All but down also take p, the probability that a connection is struck, from 0 to 1.'),
	]);
}

/** A fault's name and settings as a person would write them, and what they are by default. */
export function faultRow({ name, summary, settings }: Fault): Row {
	const own = settings.filter(setting => setting.name !== 'p');
	const defaults = own.map(({ byDefault, unit }) => `${byDefault} ${unit}`.trim()).join(', ');
	return {
		left: [name, ...own.map(setting => `<${setting.name}>`)].join(':'),
		words: summary.replace(/\.$/, ''),
		...(defaults !== '' && { aside: defaults }),
	};
}

/** A flag as a person would write it, and what holds without it. */
export function flagRow(key: string, { summary, value, byDefault, isMultiple, shortFlag }: Flag): Row {
	const aside = [byDefault, isMultiple && 'repeatable'].filter(Boolean).join('; ');
	const name = [shortFlag && flagName(shortFlag), flagName(key)].filter(Boolean).join(', ');
	return { left: [name, value].filter(Boolean).join(' '), words: summary, ...(aside !== '' && { aside }) };
}

/** Those flags of a command, and of every command, that are asked for, under the titles of their groups. */
export function groupedFlags(
	name: CommandName,
	isAsked: (key: string) => boolean = () => true,
): readonly { readonly title: string; readonly rows: readonly Row[] }[] {
	const flags = Object.entries(flagsOf(name)).filter(([key]) => isAsked(key));
	return flagGroups
		.map(title => ({
			title,
			rows: flags.filter(([, { group }]) => group === title).map(([key, flag]) => flagRow(key, flag)),
		}))
		.filter(({ rows }) => rows.length > 0);
}

/** What a person writes for a command, and what follows its name: `poetry-lab get <host:port>...`. */
export function commandForm(name: CommandName): string {
	const { argument } = commands[name];
	const form = argument && `${argument.form}${argument.repeatable ? '...' : ''}`;
	return [commandLine(name), form].filter(Boolean).join(' ');
}

function commandRow(name: CommandName): Row {
	return { left: commandForm(name), words: commands[name].summary };
}

function flagSections(name: CommandName, inks: Inks): readonly (readonly string[])[] {
	const groups = groupedFlags(name);
	const width = leftWidthOf(
		groups.flatMap(({ rows }) => rows),
		widestFlag,
	);
	return groups.map(({ title, rows }) => [inks.title(title), ...table(rows, inks, width)]);
}

function exampleLines(examples: readonly Example[], inks: Inks): readonly string[] {
	const rows = examples.map(({ line, does }) => ({ left: `$ ${line}`, words: does }));
	return table(rows, inks, leftWidthOf(rows, 50));
}

function endingLines(name: CommandName, inks: Inks): readonly string[] {
	const endings: readonly Ending[] = [...commands[name].endings, ...everyEnding];
	const rows = endings.map(({ code, when }) => ({ left: code, words: when }));
	return [inks.title('Exit codes'), ...table(rows, inks, leftWidthOf(rows, 4))];
}

function page(sections: readonly (readonly string[])[]): string {
	return `${sections.map(lines => lines.join('\n')).join('\n\n')}\n`;
}
