import { faults } from '../faults/faults.ts';
import { keyLabel } from '../ui/key-lookup.ts';
import { type Context, keymap } from '../ui/keymap.ts';
import { commands, type Ending, type Example, everyEnding, firstExamples } from './commands.ts';
import { type CommandName, commandFlags, everyFlag, labFlags } from './flags.ts';
import { commandForm, faultRow, groupedFlags } from './help.ts';
import { type Row, wrap } from './help-layout.ts';

const names = Object.keys(commands) as CommandName[];

/** What a person can do in the panels and in an opened exchange; the lab's own help has the rest. */
const toldContexts: readonly Context[] = [
	'everywhere',
	'moving',
	'client',
	'client-fetch',
	'servers',
	'traffic',
	'connections',
	'poem',
	'inspector',
];

/** The manual page `poetry-lab.1`, for this version, in the words that the help has as well. */
export function manual(version: string): string {
	const lines = [
		`.TH POETRY\\-LAB 1 "" "poetry\\-lab ${escaped(version)}" "User Commands"`,
		...section('Name', ['poetry\\-lab \\- a laboratory for asynchronous network programming, in the terminal']),
		...section('Synopsis', names.map(synopsis)),
		...section('Description', paragraphs(commands.lab.about)),
		...section('Examples', firstExamples.flatMap(example)),
		...section('Commands', names.filter(name => name !== 'lab').flatMap(command)),
		...section('Flags of the lab', groups('lab')),
		...section('Faults', [
			...paragraphs([
				'A fault is written as its name, and its settings in their order or by name: reset:120, reset:after=120:p=0.5.',
			]),
			...faults.flatMap(fault => item(faultRow(fault))),
			...paragraphs(['All but down also take p, the probability that a connection is struck, from 0 to 1.']),
		]),
		...section('Keys', ['In the lab, ? shows all of them.', ...keys()]),
		...section('Exit status', [...commands.lab.endings, ...everyEnding].flatMap(ending)),
		...section('Files', [
			...item({
				left: '~/.local/state/poetry-lab/lessons.json',
				words: 'Which lessons are done. $XDG_STATE_HOME moves it, and other systems have a place of their own.',
			}),
		]),
		...section('See also', ['.BR nc (1)']),
	];
	// A title begins a paragraph of its own.
	return `${lines.filter((one, index) => one !== '.PP' || !/^\.S[HS]/.test(lines[index - 1] ?? '')).join('\n')}\n`;
}

/** A line for each command: its name, and what may follow. */
function synopsis(name: CommandName, index: number): string {
	const flags = Object.keys(commandFlags[name]).length > 0 ? ' [\\fIflags\\fR]' : '';
	return `${index === 0 ? '' : '.br\n'}\\fB${escaped(commandForm(name))}\\fR${flags}`;
}

function command(name: CommandName): readonly string[] {
	const { about, examples, endings } = commands[name];
	const takesLabFlags = Object.hasOwn(commandFlags[name], 'poems');
	return [
		`.SS "${escaped(commandForm(name))}"`,
		...paragraphs(about),
		...(takesLabFlags ? paragraphs(['It takes the flags of the lab as well.']) : []),
		...groups(name),
		...paragraphs(['It ends with:']),
		...endings.flatMap(ending),
		...paragraphs(['For example:']),
		...examples.flatMap(example),
	];
}

/** The flags of a command; those that the lab has as well, or every command, are told once, with the lab. */
function groups(name: CommandName): readonly string[] {
	return groupedFlags(
		name,
		name === 'lab' ? () => true : key => !Object.hasOwn({ ...labFlags, ...everyFlag }, key),
	).flatMap(({ title, rows }) => [...(name === 'lab' ? [`.SS "${escaped(title)}"`] : []), ...rows.flatMap(item)]);
}

function keys(): readonly string[] {
	return keymap
		.filter(({ context }) => toldContexts.includes(context))
		.flatMap(({ title, bindings }) => [
			`.SS "${escaped(title)}"`,
			...bindings
				.filter(({ untold }) => untold !== true)
				.flatMap(({ keys: bound, description }) => item({ left: bound.map(keyLabel).join(', '), words: description })),
		]);
}

function section(title: string, lines: readonly string[]): readonly string[] {
	return [`.SH ${title.toUpperCase().includes(' ') ? `"${title.toUpperCase()}"` : title.toUpperCase()}`, ...lines];
}

function paragraphs(texts: readonly string[]): readonly string[] {
	return texts.flatMap(text => ['.PP', ...wrap(text, 72).map(line)]);
}

function item({ left, words, aside }: Row): readonly string[] {
	return ['.TP', `\\fB${escaped(left)}\\fR`, line(aside === undefined ? words : `${words} (${aside})`)];
}

function ending({ code, when }: Ending): readonly string[] {
	return item({ left: code, words: when });
}

function example({ line: typed, does }: Example): readonly string[] {
	return ['.TP', `\\fB${escaped(typed)}\\fR`, line(does)];
}

/** A line of running text, which roff must not take for a request. */
function line(text: string): string {
	return escaped(text).replace(/^[.']/, '\\&$&');
}

function escaped(text: string): string {
	return text.replaceAll('\\', '\\e').replaceAll('-', '\\-').replaceAll('"', '\\(dq');
}
