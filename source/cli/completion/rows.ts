import { faults } from '../../faults/faults.ts';
import { lessons } from '../../lab/lessons/content/lessons.ts';
import { kindNames, serverKinds } from '../../lab/server-kinds.ts';
import { transforms } from '../../transforms/transforms.ts';
import { commandNames, commands } from '../commands/commands.ts';
import { flagName, type ListName } from '../flags/flag-words.ts';
import { flagsOf } from '../flags/flags.ts';
import { themeChoices } from '../flags/screen-flags.ts';
import { topics } from '../help/topics.ts';

/** A word that a shell can offer, and a few words about it for shells that show them. */
type Choice = readonly [word: string, about?: string];

/**
 * The command line as a completion script reads it, with the poems of these names on the default ports: a row
 * `list|word|about|offer` for each word. A command's flags are a list of its name, each with what it offers for its
 * value; the row without a word has what is offered for the command's argument.
 */
export function completionRows(poems: readonly string[]): readonly string[] {
	const flagRows = commandNames.flatMap(name => [
		row(name, '', '', name === 'lab' ? 'words:command' : (commands[name].argument?.offer ?? '')),
		...Object.entries(flagsOf(name)).flatMap(([key, { summary, type, shortFlag, offer = 'any' }]) => [
			row(name, flagName(key), summary, type === 'string' ? offer : ''),
			...(shortFlag === undefined ? [] : [row(name, flagName(shortFlag), summary, '')]),
		]),
	]);
	const listRows = Object.entries(lists(poems)).flatMap(([list, choices]) =>
		choices.map(([word, about = '']) => row(list, word, about, '')),
	);
	return [...flagRows, ...listRows];
}

function row(...cells: readonly [list: string, word: string, about: string, offer: string]): string {
	return cells.map(cell => cell.replaceAll(/[|\n]/g, ' ')).join('|');
}

/** The words of each list; a pair's second half is the list with an equals sign. */
function lists(poems: readonly string[]): { readonly [name in ListName]: readonly Choice[] } {
	const named = (prefix: string): readonly Choice[] => poems.map(poem => [`${prefix}${poem}`]);
	const addresses = (kind: 'poetry' | 'proxy'): readonly Choice[] =>
		poems.map((poem, index) => [`:${serverKinds[kind].firstPort + index}`, `${kind}/${poem}`]);
	const command = commandNames.filter(name => name !== 'lab').map((name): Choice => [name, commands[name].summary]);
	return {
		command,
		'poem-address': [...addresses('poetry'), ...addresses('proxy')],
		'transform-address': [[`:${serverKinds.transform.firstPort}`, 'the transform server']],
		interface: [
			['127.0.0.1', 'this machine alone'],
			['0.0.0.0', 'every address of this machine'],
			['::1', 'this machine alone, IPv6'],
		],
		poem: named(''),
		proxy: named('proxy/'),
		'server-fault': kindNames.flatMap(kind => (serverKinds[kind].isPerPoem ? named(`${kind}/`) : [[kind] as const])),
		'server-fault=': faults.map(described),
		transforms: transforms.map(described),
		lesson: lessons.map(({ name, title }) => [name, title]),
		shell: [['bash'], ['zsh'], ['fish']],
		theme: themeChoices.map(name => [name]),
		topic: [...command, ...topics.map(({ name, summary }): Choice => [name, summary])],
	};
}

function described({ name, summary }: { readonly name: string; readonly summary: string }): Choice {
	return [name, summary.replace(/\.$/, '')];
}

/** The command that prints the rows, one a line, in bash, zsh and fish. */
export function printRows(rows: readonly string[]): string {
	return `printf '%s\\n' ${rows.map(text => `'${text.replaceAll("'", "'\\''")}'`).join(' ')}`;
}
