import { open, writeFile } from 'node:fs/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Line, maxLineBytes, readLines } from '../../../source/lab/replay/read-lines.ts';
import { newPath } from '../../fixtures/recordings.ts';

async function linesOf(content: string | Buffer, blockBytes?: number): Promise<Line[]> {
	const path = await newPath();
	await writeFile(path, content);
	const file = await open(path);
	const all: Line[] = [];
	for await (const lines of readLines(file, blockBytes)) {
		all.push(...lines);
	}
	await file.close();
	return all;
}

test('every line is found where it is, whatever lies between two blocks', async () => {
	const line = fc.string({ unit: 'binary', maxLength: 30 }).map(text => text.replaceAll(/[\n\p{Cs}]/gu, '·'));
	const given = fc.array(line, { maxLength: 8 });
	await fc.assert(
		fc.asyncProperty(given, fc.boolean(), fc.integer({ min: 1, max: 64 }), async (texts, ended, blockBytes) => {
			const content = Buffer.from(texts.map(text => `${text}\n`).join('') + (ended ? '' : 'rest'));
			const lines = await linesOf(content, blockBytes);
			expect(lines.map(({ text }) => text)).toEqual(ended ? texts : [...texts, 'rest']);
			for (const { text, start, end } of lines) {
				expect(content.toString('utf8', start, end).replace('\n', '')).toBe(text);
			}
			expect(lines.at(-1)?.end ?? 0).toBe(content.length);
		}),
	);
});

test('lines as long as a block, and longer ones, are read whole', async () => {
	const texts = ['x'.repeat(1_048_575), 'é'.repeat(700_000), '', 'x'.repeat(1_048_576)];
	const lines = await linesOf(`${texts.join('\n')}\n`);
	expect(lines.every(({ text }, index) => text === texts[index])).toBe(true);
	expect(lines.map(({ start }) => start)).toEqual([0, 1_048_576, 2_448_577, 2_448_578]);
});

test('a line without end is passed over, however long it is, and the next one is read', async () => {
	const lines = await linesOf(`a\n${'x'.repeat(3 * maxLineBytes)}\nb\n`);
	expect(lines.map(({ text }) => text)).toEqual(['a', undefined, 'b']);
	expect(await linesOf('x'.repeat(maxLineBytes + 2_000_000))).toMatchObject([{ text: undefined, start: 0 }]);
});

test('an empty file has no line', async () => {
	expect(await linesOf('')).toEqual([]);
});
