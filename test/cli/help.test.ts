import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkFlags, commandNamed } from '../../source/cli/check-flags.ts';
import { commands, firstExamples } from '../../source/cli/commands.ts';
import { flagName } from '../../source/cli/flag-words.ts';
import { type CommandName, commandFlags } from '../../source/cli/flags.ts';
import { commandHelp, faultsHelp, help } from '../../source/cli/help.ts';
import { plain } from '../../source/cli/help-layout.ts';
import { faults } from '../../source/faults/faults.ts';

const names = Object.keys(commandFlags) as CommandName[];
const flags = names.flatMap(name => Object.keys(commandFlags[name]).map(key => [name, flagName(key)] as const));
const readme = readFileSync(new URL('../../readme.md', import.meta.url), 'utf8');
const pages = [
	['the help', help(plain)],
	['the help of the faults', faultsHelp(plain)],
	...names.map(name => [`the help of ${name}`, commandHelp(name, plain)] as const),
] as const;

test.each(flags)('of %s, %s is in the help of that command and in the readme', (name, flag) => {
	expect(commandHelp(name, plain)).toMatch(new RegExp(`^ {2}${flag}\\b`, 'm'));
	expect(readme).toMatch(new RegExp(`${flag}\\b`));
});

test('every command is in the help and in the readme', () => {
	for (const command of names.filter(name => name !== 'lab')) {
		expect(help(plain)).toContain(`poetry-lab ${command}`);
		expect(readme).toContain(`poetry-lab ${command}`);
	}
});

test('every fault is in the help of the faults, with its settings', () => {
	for (const { name, settings } of faults) {
		expect(faultsHelp(plain)).toContain([name, ...settings.slice(0, -1).map(one => `<${one.name}>`)].join(':'));
	}
});

test.each(pages)('no line of %s is wider than 80 columns', (_, page) => {
	expect(page.split('\n').filter(line => line.length > 80)).toEqual([]);
});

test.each(pages)('%s begins with examples', (_, page) => {
	expect(page.indexOf('Try it')).toBeLessThan(300);
	expect(page).toMatch(/Try it\n {2}\$ /);
});

const examples = [...firstExamples, ...Object.values(commands).flatMap(command => command.examples)];
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

test('titles are bold and asides faint, and nothing else is changed by it', () => {
	const inked = help({ title: text => `<b>${text}</b>`, aside: text => `<i>${text}</i>` });
	expect(inked).toContain('<b>Try it</b>');
	expect(inked).toContain('<i>(127.0.0.1)</i>');
	expect(inked.replaceAll(/<\/?[bi]>/g, '')).toBe(help(plain));
});
