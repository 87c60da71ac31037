import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkFlags, commandNamed } from '../source/cli/check-flags.ts';
import { labFlags } from '../source/cli/flags.ts';
import { faultRow, flagRow } from '../source/cli/help.ts';
import { faults } from '../source/faults/faults.ts';
import { lessons } from '../source/lab/lessons/content/lessons.ts';
import { keymap } from '../source/ui/keymap.ts';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('readme.md', root), 'utf8');

/** The rows of the table whose first title is this, their cells without spaces about them. */
function table(title: string): readonly (readonly string[])[] {
	const lines =
		readme
			.slice(readme.indexOf(`\n| ${title}`))
			.trimStart()
			.split('\n\n')[0]
			?.split('\n') ?? [];
	return lines.slice(2).map(line =>
		line
			.slice(1, -1)
			.split(' |')
			.map(cell => cell.trim().replace(/^\| */, '')),
	);
}

test('every lesson is in the readme, in its order and with its sentence', () => {
	expect(table('lesson')).toEqual(lessons.map(({ name, summary }) => [`\`${name}\``, summary]));
});

test('every fault is in the readme, with its settings and what they are by default', () => {
	const told = table('fault').map(([form, , byDefault]) => [form, byDefault]);
	expect(told).toEqual(faults.map(faultRow).map(({ left, aside = '' }) => [`\`${left}\``, aside]));
});

test('every flag of the lab is in the readme, with what holds without it', () => {
	const told = Object.fromEntries(table('lab flag').map(([form, byDefault]) => [form, byDefault?.replaceAll('`', '')]));
	for (const [key, flag] of Object.entries(labFlags)) {
		const byDefault = 'byDefault' in flag ? flag.byDefault : '';
		expect(told).toHaveProperty([`\`${flagRow(key, flag).left}\``], byDefault);
	}
});

test('every key in the readme does something', () => {
	const names: { readonly [written: string]: string } = { 'shift-tab': 'shift+tab', esc: 'escape' };
	const bound = new Set(keymap.flatMap(({ bindings }) => bindings.flatMap(({ keys }) => keys)));
	const told = table('key').flatMap(([keys = '']) => [...keys.matchAll(/`([^`]+)`/g)].map(([, key = '']) => key));
	expect(told.length).toBeGreaterThan(20);
	expect(told.filter(key => !bound.has(names[key] ?? key))).toEqual([]);
});

const lines = [...readme.matchAll(/^npm start (?:--silent )?-- ([^#\n]*)/gm)].map(([, line = '']) => line.trim());

test.each(lines)('the program takes “%s”', line => {
	const words = line.split(' ');
	const given = words.filter(word => word.startsWith('--')).map(word => word.slice(2).split('=')[0] ?? '');
	const name = words[0]?.startsWith('--') ? undefined : words[0];
	const keys = given.map(flag => flag.replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase()));
	expect(() => checkFlags(commandNamed(name), Object.fromEntries(keys.map(key => [key, 'x'])))).not.toThrow();
});

test('every picture and every file that the readme links to is there', () => {
	const links = [...readme.matchAll(/\]\((?!https?:|#)([^)]+)\)/g)].map(([, file = '']) => file);
	expect(links.length).toBeGreaterThan(3);
	expect(links.filter(file => !existsSync(new URL(file, root)))).toEqual([]);
});
