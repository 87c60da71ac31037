import { open, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, maxLineBytes, readLines } from '../../../source/lab/replay/read-lines.ts';
import { newPath } from '../../fixtures/recordings.ts';

async function linesOf(content: string | Buffer): Promise<Line[]> {
	const path = await newPath();
	await writeFile(path, content);
	const file = await open(path);
	const all: Line[] = [];
	for await (const lines of readLines(file)) {
		all.push(...lines);
	}
	await file.close();
	return all;
}

test('every line is found where it is, whatever lies between two blocks', async () => {
	const line = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('é'.repeat(300_000), 'x'.repeat(1_048_575)));
	await fc.assert(
		fc.asyncProperty(fc.array(line, { maxLength: 8 }), fc.boolean(), async (texts, ended) => {
			const given = texts.map(text => text.replaceAll(/[\n\p{Cs}]/gu, '·'));
			const content = Buffer.from(given.map(text => `${text}\n`).join('') + (ended ? '' : 'rest'));
			const lines = await linesOf(content);
			expect(lines.map(({ text }) => text)).toEqual(ended ? given : [...given, 'rest']);
			for (const { text, start, end } of lines) {
				expect(content.toString('utf8', start, end).replace('\n', '')).toBe(text);
			}
			expect(lines.at(-1)?.end ?? 0).toBe(content.length);
		}),
		{ numRuns: 25 },
	);
});

test('a line without end is passed over, however long it is, and the next one is read', async () => {
	const lines = await linesOf(`a\n${'x'.repeat(3 * maxLineBytes)}\nb\n`);
	expect(lines.map(({ text }) => text)).toEqual(['a', undefined, 'b']);
	expect(await linesOf('x'.repeat(maxLineBytes + 2_000_000))).toMatchObject([{ text: undefined, start: 0 }]);
});

test('an empty file has no line', async () => {
	expect(await linesOf('')).toEqual([]);
});
