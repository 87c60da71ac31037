import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import { namesIn, nameText, readDirectory } from '../../source/files/directory.ts';
import { readWholeFile } from '../../source/files/regular-file.ts';

test('a name that is not UTF-8 is told in words, and its file can be read', async () => {
	const directory = await mkdtemp(join(tmpdir(), 'poetry-lab-files-'));
	onTestFinished(() => rm(directory, { recursive: true }));
	await writeFile(Buffer.concat([Buffer.from(`${directory}/caf`), Buffer.from([0xe9])]), 'latin');
	await writeFile(join(directory, 'café'), 'utf-8');
	const entries = await readDirectory(directory);
	expect(entries.map(({ name }) => name)).toEqual(['caf\\xe9', 'café']);
	expect(namesIn(directory)).toEqual(['caf\\xe9', 'café']);
	const texts = await Promise.all(entries.map(({ path }) => readWholeFile(path, 100)));
	expect(texts.map(String)).toEqual(['latin', 'utf-8']);
});

test('what is no directory is refused in words', async () => {
	await expect(readDirectory('/dev/null')).rejects.toThrow('it is no directory');
	await expect(readDirectory('/does/not/exist')).rejects.toThrow('there is no such file or directory');
	expect(namesIn('/does/not/exist')).toEqual([]);
});

test('any UTF-8 is named as it is, and any bytes have a name', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), text => {
			expect(nameText(Buffer.from(text))).toBe(text);
		}),
	);
	fc.assert(
		fc.property(fc.uint8Array({ maxLength: 20 }), bytes => {
			expect(nameText(bytes)).not.toContain('\ufffd');
			expect(bytes.length === 0 || nameText(bytes) !== '').toBe(true);
		}),
	);
	expect(nameText(Buffer.from([0x61, 0xc3, 0xff, 0xc3, 0xa9]))).toBe('a\\xc3\\xffé');
});
