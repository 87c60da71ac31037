import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const folder = fileURLToPath(new URL('../poems/', import.meta.url));
const files = readdirSync(folder).sort();
const decode = (file: string) =>
	new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(folder + file));

test('there are at least eight poems, and the first is The Ecstasy', () => {
	expect(files.length).toBeGreaterThanOrEqual(8);
	expect(files[0]).toBe('ecstasy.txt');
});

test.each(files)('%s has a short name that is easy to type', file => {
	expect(file).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*\.txt$/);
	expect(file.length).toBeLessThanOrEqual('.txt'.length + 14);
});

test.each(files)('%s is valid UTF-8 in composed form, without a byte order mark', file => {
	const poem = decode(file);
	expect(poem).toBe(poem.normalize('NFC'));
	expect(poem).not.toMatch(/^\ufeff/);
});

test.each(files)('%s begins with its title, its poet and year, and an empty line', file => {
	const [title, poet, empty, first] = decode(file).split('\n');
	expect(title).toMatch(/^\S.*\S$/);
	expect(poet).toMatch(/^\p{L}[^,]*, (?:c\. )?\d{3,4}(?: BC)?$/u);
	expect(empty).toBe('');
	expect(first).toMatch(/\S/);
});

test.each(files)('%s ends with exactly one newline', file => {
	expect(decode(file)).toMatch(/[^\n]\n$/);
});

test.each(files)('%s has no control characters but newlines, no trailing spaces and no doubled empty lines', file => {
	const poem = decode(file);
	expect(poem.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cf}]/u);
	expect(poem).not.toMatch(/[ \u00a0]$|\n\n\n/m);
});
