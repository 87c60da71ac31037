import { commandNames, commands, type Example, firstExamples } from '../commands/commands.ts';
import { type CommandName, commandFlags, everyFlag, labFlags } from '../flags/flags.ts';
import { type HelpRow, wrap } from './layout.ts';
import { commandForm, groupedFlags, wholeFlagRow } from './rows.ts';
import type { Topic, TopicBlock } from './topic.ts';
import { topics } from './topics.ts';

/** The manual page `poetry-lab.1`, for this version, in the words that the help has as well. */
export function manual(version: string): string {
	const lines = [
		`.TH POETRY\\-LAB 1 "" "poetry\\-lab ${escaped(version)}" "User Commands"`,
		...section('Name', ['poetry\\-lab \\- a laboratory for asynchronous network programming, in the terminal']),
		...section('Synopsis', commandNames.map(synopsis)),
		...section('Description', paragraphs(commands.lab.about)),
		...section('Examples', firstExamples.flatMap(example)),
		...section('Commands', commandNames.filter(name => name !== 'lab').flatMap(command)),
		...section('Flags of the lab', groups('lab')),
		...topics.filter(({ name }) => name !== 'flags').flatMap(topicSection),
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

/** The subsection about a command; its exit codes stand in a section for all commands. */
function command(name: CommandName): readonly string[] {
	const { about, examples } = commands[name];
	const takesLabFlags = Object.hasOwn(commandFlags[name], 'poems');
	return [
		`.SS "${escaped(commandForm(name))}"`,
		...paragraphs(about),
		...(takesLabFlags ? paragraphs(['It takes the flags of the lab as well.']) : []),
		...groups(name),
		...paragraphs(['For example:']),
		...examples.flatMap(example),
	];
}

/** The flags of a command alone; those that the lab has as well, or every command, stand with the lab. */
function groups(name: CommandName): readonly string[] {
	const isTold = (key: string) => name === 'lab' || !Object.hasOwn({ ...labFlags, ...everyFlag }, key);
	return groupedFlags(name, isTold, wholeFlagRow).flatMap(({ title, rows }) => [
		...(name === 'lab' ? [`.SS "${escaped(title)}"`] : []),
		...rows.flatMap(item),
	]);
}

function topicSection({ title, blocks, examples = [] }: Topic): readonly string[] {
	return section(escaped(title), [...blocks.flatMap(block), ...examples.flatMap(example)]);
}

function block(one: TopicBlock): readonly string[] {
	if (typeof one === 'string') {
		return paragraphs([one]);
	}
	return [...(one.title === undefined ? [] : [`.SS "${escaped(one.title)}"`]), ...one.rows.flatMap(item)];
}

function section(title: string, lines: readonly string[]): readonly string[] {
	return [`.SH ${title.toUpperCase().includes(' ') ? `"${title.toUpperCase()}"` : title.toUpperCase()}`, ...lines];
}

function paragraphs(texts: readonly string[]): readonly string[] {
	return texts.flatMap(text => ['.PP', ...wrap(text, 72).map(line)]);
}

function item({ left, words, aside }: HelpRow): readonly string[] {
	return ['.TP', `\\fB${escaped(left)}\\fR`, line(aside === undefined ? words : `${words} (${aside})`)];
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
