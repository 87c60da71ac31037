import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

const source = resolve(import.meta.dirname, '../source');

/** A folder may import from those before its own row, and from itself; everybody may name the types of the events. */
const rows = [
	['files'],
	['wire', 'transforms', 'faults', 'events'],
	['net'],
	['services'],
	['class'],
	['lab'],
	['ui'],
	['cli'],
	['cli.tsx'],
];

interface Import {
	readonly from: string;
	readonly to: string;
	readonly specifier: string;
	readonly isType: boolean;
}

const sourceFiles = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter(file => /\.tsx?$/.test(file));
const imports = sourceFiles.flatMap(file => importsOf(file));

function importsOf(file: string): Import[] {
	const text = readFileSync(join(source, file), 'utf8');
	const found = text.matchAll(/(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/g);
	return [...found].map(([, type, fixed, lazy]) => {
		const specifier = fixed ?? lazy ?? '';
		const to = specifier.startsWith('.') ? relative(source, resolve(source, dirname(file), specifier)) : specifier;
		return { from: file, to, specifier, isType: type !== undefined };
	});
}

/** What each file takes from Node's file system. */
const readers = sourceFiles.flatMap(file =>
	[
		...readFileSync(join(source, file), 'utf8').matchAll(/import\s+([^;]*?)\s+from\s+'(?:node:)?fs(?:\/promises)?'/g),
	].map(([, names = '']) => ({ from: file, names })),
);

const folder = (path: string) => path.split('/')[0] ?? '';
const rowOf = (path: string) => rows.findIndex(row => row.includes(folder(path)));

test('a folder imports only from those to the left of it', () => {
	const wrong = imports
		.filter(({ specifier, to }) => specifier.startsWith('.') && !to.startsWith('..'))
		.filter(({ to, isType }) => !(folder(to) === 'events' && isType))
		.filter(({ from, to }) => rowOf(to) > rowOf(from) || (rowOf(to) === rowOf(from) && folder(to) !== folder(from)));
	expect(wrong).toEqual([]);
	expect(imports.every(({ from }) => rowOf(from) >= 0)).toBe(true);
});

test('only net opens sockets and looks names up', () => {
	const wrong = imports.filter(
		({ specifier, from }) => /^(node:)?(net|tls|dgram|https?|dns)(\/|$)/.test(specifier) && folder(from) !== 'net',
	);
	expect(wrong).toEqual([]);
});

test('only files opens what somebody named, so that all of it is looked at first', () => {
	const opening = /\b(open|openSync|readFile|readFileSync|createReadStream|createWriteStream|readdir|readdirSync)\b/;
	const wrong = readers.filter(({ from, names }) => folder(from) !== 'files' && opening.test(names));
	// What the system itself tells of this process, of its terminal, and of names.
	const ofSystem = ['net/descriptors.ts', 'net/listen/unread-bytes.ts', 'ui/job-control/foreground.ts'];
	expect(wrong.map(({ from }) => from).filter(from => !ofSystem.includes(from))).toEqual([]);
});

test('the screen knows the lab by its interface alone', () => {
	const known = /^lab\/(lab|actions|server-kinds|snapshot|snapshot\/[a-z-]+)\.ts$/;
	const wrong = imports.filter(({ from, to }) => folder(from) === 'ui' && folder(to) === 'lab' && !known.test(to));
	expect(wrong).toEqual([]);
	const deeper = imports.filter(({ from, to }) => folder(from) === 'ui' && ['net', 'services'].includes(folder(to)));
	expect(deeper).toEqual([]);
});

test('faults know bytes, a clock and the types of the events, and nothing of where they are put to use', () => {
	const others = imports.filter(({ from, to }) => folder(from) === 'faults' && folder(to) !== 'faults');
	expect(others.filter(({ to, isType }) => folder(to) !== 'events' || !isType)).toEqual([]);
});

test('only class knows the client of an engine, and loads it by itself alone', () => {
	const client = 'class/redis-client.ts';
	const wrong = imports.filter(
		({ specifier, from, isType }) =>
			specifier.startsWith('@redis') && from !== client && !(isType && folder(from) === 'class'),
	);
	expect(wrong).toEqual([]);
	const atStart = sourceFiles.filter(file => /from '[^']*redis-client/.test(readFileSync(join(source, file), 'utf8')));
	expect(atStart).toEqual([]);
});

test('events are declared with the schema library alone, and no other folder knows it', () => {
	const others = imports.filter(({ from, to }) => folder(from) === 'events' && folder(to) !== 'events');
	expect(others.filter(({ specifier }) => specifier !== 'valibot')).toEqual([]);
	const wrong = imports.filter(({ from, specifier }) => specifier === 'valibot' && folder(from) !== 'events');
	expect(wrong).toEqual([]);
});

test('Ink and React are loaded by the screen alone, and the screen by no command at its start', () => {
	const drawing = imports.filter(({ specifier }) => /^(ink|react)(\/|$)/.test(specifier));
	expect(drawing.filter(({ from }) => folder(from) !== 'ui')).toEqual([]);
	const text = readFileSync(join(source, 'cli.tsx'), 'utf8');
	expect(text).not.toMatch(/from '\.\/ui/);
});

test('no file imports itself by way of others, not even for a type', () => {
	const byFile = new Map<string, Import[]>();
	for (const each of imports) {
		byFile.set(each.from, [...(byFile.get(each.from) ?? []), each]);
	}
	const done = new Set<string>();
	const circles: string[] = [];
	const visit = (file: string, path: readonly string[]): void => {
		if (path.includes(file)) {
			circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
			return;
		}
		if (!done.has(file)) {
			for (const { to } of byFile.get(file) ?? []) {
				visit(to, [...path, file]);
			}
			done.add(file);
		}
	};
	for (const file of byFile.keys()) {
		visit(file, []);
	}
	expect(circles).toEqual([]);
	expect(byFile.size).toBeGreaterThan(300);
});
