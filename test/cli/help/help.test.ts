import { expect, test } from 'vitest';
import { commands, firstExamples } from '../../../source/cli/commands/commands.ts';
import { checkFlags, commandNamed } from '../../../source/cli/flags/check-flags.ts';
import { flagName } from '../../../source/cli/flags/flag-words.ts';
import { type CommandName, commandFlags } from '../../../source/cli/flags/flags.ts';
import { bundledPoems, labOptions } from '../../../source/cli/flags/lab-options.ts';
import { commandHelp, help, topicHelp } from '../../../source/cli/help/help.ts';
import { plain } from '../../../source/cli/help/layout.ts';
import { topics } from '../../../source/cli/help/topics.ts';
import type { ServerKind } from '../../../source/events/events.ts';
import { findServer } from '../../../source/lab/servers/find-server.ts';
import { poemNamesIn } from '../../../source/lab/servers/poems.ts';

const names = Object.keys(commandFlags) as CommandName[];
const flags = names.flatMap(name => Object.keys(commandFlags[name]).map(key => [name, flagName(key)] as const));
const pages = [
	['the help', help(plain)],
	...topics.map(topic => [`the help of ${topic.name}`, topicHelp(topic, plain)] as const),
	...names.map(name => [`the help of ${name}`, commandHelp(name, plain)] as const),
] as const;

test.each(flags)('of %s, %s is in the help of that command', (name, flag) => {
	expect(commandHelp(name, plain)).toMatch(new RegExp(`^ {2}${flag}\\b`, 'm'));
});

test('every command is in the help', () => {
	for (const command of names.filter(name => name !== 'lab')) {
		expect(help(plain)).toContain(`poetry-lab ${command}`);
	}
});

test.each(pages)('no line of %s is wider than 80 columns', (_, page) => {
	expect(page.split('\n').filter(line => line.length > 80)).toEqual([]);
});

test.each(pages.filter(([, page]) => page.includes('Try it')))('%s begins with examples', (_, page) => {
	expect(page.indexOf('Try it')).toBeLessThan(300);
	expect(page).toMatch(/Try it\n {2}\$ /);
});

const examples = [firstExamples, ...[...Object.values(commands), ...topics].map(one => one.examples ?? [])].flat();
const ownLines = examples.map(({ line }) => line).filter(line => /^poetry-lab/.test(line));

test.each(ownLines)('the example “%s” is a line that the program takes', line => {
	const [, ...words] = line.replace(/ [>|] .*/, '').split(' ');
	const flagsGiven = words.filter(word => word.startsWith('--')).map(word => word.slice(2));
	const name = words[0]?.startsWith('--') ? undefined : words[0];
	const given = Object.fromEntries(
		flagsGiven.map(flag => [flag.replaceAll(/-(.)/g, (_, one) => one.toUpperCase()), 'x']),
	);
	expect(() => checkFlags(commandNamed(name), given)).not.toThrow();
});

test('every fault in the examples is one that the lab has, for a server that it has', () => {
	const poems = poemNamesIn(bundledPoems());
	const named = (kind: ServerKind) => poems.map(poem => ({ server: `${kind}/${poem}`, kind }));
	const servers = [...named('poetry'), ...named('proxy'), { server: 'transform', kind: 'transform' as const }];
	const given = ownLines.flatMap(line => [...line.matchAll(/--fault (\S+)/g)].map(([, value = '']) => value));
	expect(given.length).toBeGreaterThan(3);
	for (const { server } of labOptions({ fault: given }).faults ?? []) {
		expect(findServer(servers, server).server).toContain(server);
	}
});

test('titles are bold and asides faint, and nothing else is changed by it', () => {
	const inked = help({ title: text => `<b>${text}</b>`, aside: text => `<i>${text}</i>` });
	expect(inked).toContain('<b>Try it</b>');
	expect(inked).toContain('<i>(127.0.0.1)</i>');
	expect(inked.replaceAll(/<\/?[bi]>/g, '')).toBe(help(plain));
});
