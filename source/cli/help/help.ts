import { commandNames, commands, type Example, everyEnding, firstExamples } from '../commands/commands.ts';
import type { CommandName } from '../flags/flags.ts';
import { type HelpStyles, leftWidthOf, table, wrap } from './layout.ts';
import { commandRow, endingRow, groupedFlags } from './rows.ts';
import type { Topic, TopicBlock } from './topic.ts';
import { topics } from './topics.ts';

/** The greatest width of a left column; a wider flag has a line of its own above its words. */
const widestLeft = 24;

/** The text of `poetry-lab --help`: examples first. */
export function help(styles: HelpStyles): string {
	const commandRows = commandNames.map(commandRow);
	const topicRows = topics.map(({ name, summary }) => ({ left: name, words: summary }));

	return page([
		wrap(
			'A laboratory for asynchronous network programming: poetry servers, netstring transforms and caching proxies on real sockets, made visible.',
		),
		[styles.title('Try it'), ...exampleLines(firstExamples, styles)],
		[styles.title('Commands'), ...table(commandRows, styles, leftWidthOf(commandRows, 34))],
		[styles.title('Topics'), ...table(topicRows, styles, leftWidthOf(topicRows, widestLeft))],
		wrap('More about one: poetry-lab <command> --help, or poetry-lab help <topic>.'),
		wrap('These are the flags of the lab:'),
		...flagSections('lab', styles),
		endingLines('lab', styles),
	]);
}

/** The text of `poetry-lab <command> --help`. */
export function commandHelp(name: CommandName, styles: HelpStyles): string {
	const { about, examples } = commands[name];
	const { left, words } = commandRow(name);
	return page([
		[styles.title(left), ...wrap(`${words.charAt(0).toUpperCase()}${words.slice(1)}.`)],
		[styles.title('Try it'), ...exampleLines(examples, styles)],
		...about.map(paragraph => wrap(paragraph)),
		...flagSections(name, styles),
		endingLines(name, styles),
	]);
}

/** The text of `poetry-lab help <topic>`. */
export function topicHelp({ title, examples, blocks }: Topic, styles: HelpStyles): string {
	const rows = blocks.flatMap(block => (typeof block === 'string' ? [] : block.rows));
	const width = leftWidthOf(rows, widestLeft);
	return page([
		[styles.title(title)],
		...(examples === undefined ? [] : [[styles.title('Try it'), ...exampleLines(examples, styles)]]),
		...blocks.map(block => blockLines(block, width, styles)),
	]);
}

function blockLines(block: TopicBlock, leftWidth: number, styles: HelpStyles): readonly string[] {
	if (typeof block === 'string') {
		return wrap(block);
	}
	const lines = table(block.rows, styles, leftWidth);
	return block.title === undefined ? lines : [styles.title(block.title), ...lines];
}

function flagSections(name: CommandName, styles: HelpStyles): readonly (readonly string[])[] {
	const groups = groupedFlags(name);
	const width = leftWidthOf(
		groups.flatMap(({ rows }) => rows),
		widestLeft,
	);
	return groups.map(({ title, rows }) => [styles.title(title), ...table(rows, styles, width)]);
}

function exampleLines(examples: readonly Example[], styles: HelpStyles): readonly string[] {
	const rows = examples.map(({ line, does }) => ({ left: `$ ${line}`, words: does }));
	return table(rows, styles, leftWidthOf(rows, 50));
}

function endingLines(name: CommandName, styles: HelpStyles): readonly string[] {
	const endings = [...commands[name].endings, ...everyEnding].sort(
		(one, other) => Number(one.code) - Number(other.code),
	);
	const rows = endings.map(endingRow);
	return [styles.title('Exit codes'), ...table(rows, styles, leftWidthOf(rows, 4))];
}

function page(sections: readonly (readonly string[])[]): string {
	return `${sections.map(lines => lines.join('\n')).join('\n\n')}\n`;
}
