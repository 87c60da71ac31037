import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checkFlags, commandNamed } from '../source/cli/flags/check-flags.ts';
import { commandFlags } from '../source/cli/flags/flags.ts';
import { topics } from '../source/cli/help/topics.ts';
import { keymap } from '../source/ui/keymap.ts';

const root = new URL('../', import.meta.url);
const readme = readFileSync(new URL('readme.md', root), 'utf8');

/** The text under a heading. */
function section(title: string): string {
	return readme.split('\n## ').find(text => text.startsWith(`${title}\n`)) ?? '';
}

/** What stands between backticks in a text. */
function codes(text: string): readonly string[] {
	return [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);
}

test('the readme is read in one go: it has at most 200 lines', () => {
	expect(readme.trimEnd().split('\n').length).toBeLessThanOrEqual(200);
});

test('every command of the program is in the readme', () => {
	const names = Object.keys(commandFlags).filter(name => name !== 'lab');
	const isTold = (name: string) => new RegExp(`(poetry-lab|npm start( --silent)? --) ${name}\\b`).test(readme);
	expect(names.filter(name => !isTold(name))).toEqual([]);
});

test('the topics in the readme are those of the help', () => {
	const rows = section('Six ways to use it')
		.split('\n')
		.filter(line => line.startsWith('| `'));
	const told = rows.flatMap(row => codes(row));
	expect([...told].sort()).toEqual(topics.map(({ name }) => name).sort());
});

test('every key in the first five minutes does something', () => {
	const names: { readonly [written: string]: string } = { esc: 'escape' };
	const bound = new Set(keymap.flatMap(({ bindings }) => bindings.flatMap(({ keys }) => keys)));
	const told = codes(section('The first five minutes')).filter(code => /^(.|enter|space|tab|esc)$/.test(code));
	expect(told.length).toBeGreaterThan(10);
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

test('every file and folder that the readme names in source/ and test/ is there', () => {
	const named = codes(readme).filter(code => /^(source|test)\/\S*$/.test(code));
	const places = named.map(code => code.replace(/<.*/, ''));
	expect(places.length).toBeGreaterThan(20);
	expect(places.filter(place => !existsSync(new URL(place, root)))).toEqual([]);
});

test('the layout names every folder of the source, and none that is not there', () => {
	const rows = section('How the code is laid out')
		.split('\n')
		.filter(line => line.startsWith('| `'));
	const named = rows.flatMap(row => codes(row)).filter(code => code.endsWith('/') && !code.startsWith('source/'));
	const inSource = rows.map(row => codes(row)[0] ?? '');
	expect(inSource.filter(folder => !existsSync(new URL(`source/${folder}`, root)))).toEqual([]);
	const folders = readdirSync(new URL('source/', root), { withFileTypes: true }).filter(one => one.isDirectory());
	expect(folders.map(({ name }) => name).filter(name => !named.some(code => code.startsWith(`${name}/`)))).toEqual([]);
});

test('every file that the layout names is in the folder of its row, or in the one above', () => {
	const rows = section('How the code is laid out')
		.split('\n')
		.filter(line => line.startsWith('| `'))
		.map(row => codes(row));
	const named = rows.flatMap(([folder = '', ...inIt]) =>
		inIt.filter(code => /\.tsx?$/.test(code)).map(file => ({ folder, file })),
	);
	const isThere = (place: string) => existsSync(new URL(`source/${place}`, root));
	expect(named.length).toBeGreaterThan(8);
	expect(named.filter(({ folder, file }) => !isThere(folder + file) && !isThere(`${folder}../${file}`))).toEqual([]);
});
