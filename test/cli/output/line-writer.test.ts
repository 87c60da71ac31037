import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createLineWriter, gatherMs, maxWaiting } from '../../../source/cli/output/line-writer.ts';

/** A reader that reads only when it is told to. */
class SlowReader extends Writable {
	readonly pieces: string[] = [];
	#next: ((error?: Error) => void) | undefined;

	override _write(chunk: Buffer, _: string, done: (error?: Error) => void): void {
		this.pieces.push(chunk.toString());
		this.#next = done;
	}

	read(error?: Error): void {
		this.#next?.(error);
	}
}

function open() {
	const reader = new SlowReader();
	const errors: Error[] = [];
	const lines = createLineWriter(
		reader,
		{ line: (item: string) => item, leftOut: count => `${count} left out` },
		error => errors.push(error),
	);
	return { reader, errors, lines };
}

/** Long enough for what was taken to be written, and for what was read to be told. */
async function turn(): Promise<void> {
	vi.advanceTimersByTime(gatherMs);
	await new Promise(setImmediate);
}

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('the writer of lines', () => {
	test('writes lines that come together in one piece', async () => {
		const { reader, lines } = open();
		lines.write('one');
		lines.write('two');
		expect(reader.pieces).toEqual([]);
		await turn();
		expect(reader.pieces).toEqual(['one\ntwo\n']);
	});

	test('holds no more than its bound for a slow reader, and says in its place how much was left out', async () => {
		const { reader, lines } = open();
		const long = 'x'.repeat(100_000);
		for (let count = 0; count < 100; count += 1) {
			lines.write(long);
			await turn();
		}
		expect(reader.writableLength).toBeLessThan(maxWaiting + 2 * long.length);
		const kept = Math.ceil(reader.writableLength / (long.length + 1));
		while (reader.writableLength > 0) {
			reader.read();
			await turn();
		}
		expect(reader.pieces).toHaveLength(kept + 1);
		expect(reader.pieces.at(-1)).toBe(`${100 - kept} left out\n`);
		lines.write('after');
		await turn();
		reader.read();
		await turn();
		expect(reader.pieces.at(-1)).toBe('after\n');
	});

	test('is bounded within one piece too', async () => {
		const { reader, lines } = open();
		for (let count = 0; count < 100; count += 1) {
			lines.write('x'.repeat(100_000));
		}
		await turn();
		expect(reader.writableLength).toBeLessThan(maxWaiting + 200_000);
	});

	test('writes nothing while it pauses, and what was before at once', async () => {
		const { reader, lines } = open();
		lines.write('before');
		lines.pause(200);
		lines.write('after');
		await turn();
		await turn();
		reader.read();
		expect(reader.pieces).toEqual(['before\n']);
		vi.advanceTimersByTime(200);
		expect(reader.pieces).toEqual(['before\n', 'after\n']);
	});

	test('tells an error once, and is flushed all the same', async () => {
		const { reader, errors, lines } = open();
		lines.write('one');
		await turn();
		reader.read(new Error('nobody reads'));
		await turn();
		lines.write('two');
		await lines.flush();
		expect(errors.map(({ message }) => message)).toEqual(['nobody reads']);
		expect(reader.pieces).toEqual(['one\n']);
	});
});
