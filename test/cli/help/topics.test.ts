import { expect, test } from 'vitest';
import { commandNames } from '../../../source/cli/commands/commands.ts';
import { completionRows } from '../../../source/cli/completion/rows.ts';
import { commandFlags, labFlags } from '../../../source/cli/flags/flags.ts';
import { commandHelp, help, topicHelp } from '../../../source/cli/help/help.ts';
import { plain } from '../../../source/cli/help/layout.ts';
import { manual } from '../../../source/cli/help/manual.ts';
import { faultRow, flagRow } from '../../../source/cli/help/rows.ts';
import { topics } from '../../../source/cli/help/topics.ts';
import { faults } from '../../../source/faults/faults.ts';
import { lessonsIn } from '../../../source/lab/lessons/content/lessons.ts';
import { transforms } from '../../../source/transforms/transforms.ts';
import { keyLabel } from '../../../source/ui/keymap/key-lookup.ts';
import { keymap } from '../../../source/ui/keymap.ts';
import { parseFilter } from '../../../source/ui/panels/traffic/filter/traffic-filter.ts';

const page = manual('1.2.3').replaceAll('\\-', '-');

/** What `help <name>` prints, each run of spaces and line ends as one space. */
function told(name: string): string {
	const topic = topics.find(one => one.name === name);
	return topic === undefined ? '' : topicHelp(topic, plain).replaceAll(/\s+/g, ' ');
}

function rowsOf(name: string) {
	return (
		topics.find(one => one.name === name)?.blocks.flatMap(block => (typeof block === 'string' ? [] : block.rows)) ?? []
	);
}

test.each(topics)(
	'the topic $name is listed in the help, offered by the shells and has its part of the manual',
	topic => {
		expect(help(plain)).toMatch(new RegExp(`^  ${topic.name} +${topic.summary.slice(0, 20)}`, 'm'));
		expect(completionRows([])).toContain(`topic|${topic.name}|${topic.summary}|`);
		const title = topic.name === 'flags' ? 'Flags of the lab' : topic.title;
		expect(page).toMatch(new RegExp(`^\\.SH "?${title.toUpperCase()}"?$`, 'm'));
	},
);

test.each(commandNames)('%s sends nobody to its own help', name => {
	expect(commandHelp(name, plain).replaceAll(/\s+/g, ' ')).not.toMatch(new RegExp(`poetry-lab help ${name}\\b`));
});

test('no topic has the name of a command, nor of another topic', () => {
	const names = [...topics.map(({ name }) => name), ...Object.keys(commandFlags)];
	expect([...new Set(names)]).toEqual(names);
});

test('every paragraph and every row of every topic is in the manual', () => {
	const words = page
		.replaceAll(/\n(\.PP\n)?|\\&|\\f[BR]/g, ' ')
		.replaceAll('\\(dq', '"')
		.replaceAll('\\e', '\\')
		.replaceAll(/ +/g, ' ');
	for (const { blocks } of topics) {
		for (const block of blocks.slice(1)) {
			for (const text of typeof block === 'string' ? [block] : block.rows.map(row => row.words)) {
				expect(words).toContain(text);
			}
		}
	}
});

test('every fault is in its topic, with its settings and what they are by default', () => {
	expect(rowsOf('faults')).toEqual(faults.map(faultRow));
});

test.each(Object.entries(labFlags))(
	'the flag %s of the lab is in its topic, with what holds without it',
	(key, flag) => {
		const { left } = flagRow(key, flag);
		const row = rowsOf('flags').find(one => one.left === left);
		expect(row?.words).toContain(flag.summary);
		expect(row?.aside ?? '').toContain('byDefault' in flag ? flag.byDefault : '');
		expect(told('flags')).toContain(`${left} `);
	},
);

test('every lesson is in its topic, in its order and with its sentence', () => {
	expect(rowsOf('lessons').map(({ left, words }) => [left, words])).toEqual(
		lessonsIn({ isClass: true }).map(({ name, summary }) => [name, summary]),
	);
});

test('every bundled transform is in its topic', () => {
	expect(rowsOf('transforms').map(({ left }) => left)).toEqual(transforms.map(({ name }) => name));
});

test('every key of the panels is in its topic, with what it does', () => {
	const panels = keymap.filter(({ context }) =>
		['servers', 'traffic', 'connections', 'client', 'poem', 'everywhere', 'always'].includes(context),
	);
	for (const { keys, description, hiddenInHelp } of panels.flatMap(({ bindings }) => bindings)) {
		expect(hiddenInHelp === true || told('keys').includes(`${keys.map(keyLabel).join(', ')} ${description}`)).toBe(
			true,
		);
	}
});

test('every term of a filter that is told is one that the filter takes', () => {
	const rows = rowsOf('keys').slice(-10);
	const terms = rows.flatMap(({ left }) => left.split(', '));
	expect(terms).toContain('!hit');
	expect(terms.flatMap(term => parseFilter(term)).filter(({ problem }) => problem !== undefined)).toEqual([]);
});
