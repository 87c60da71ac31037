import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeNetstring, NetstringDecoder, NetstringError } from '../../source/wire/netstring.ts';

const script = fileURLToPath(new URL('../fixtures/netstring-receiver.py', import.meta.url));
const python = ['python3', '/usr/bin/python3'].find(
	command => spawnSync(command, ['-c', 'import twisted.protocols.basic']).status === 0,
);
const cases = 4_000;

interface Reading {
	/** The payloads in hex that each chunk completed. */
	readonly completed: readonly (readonly string[])[];
	readonly refused: boolean;
	readonly within: boolean;
	/** The payloads as netstrings again, in hex. */
	readonly frames: readonly string[];
}

interface Sample {
	readonly maxBytes: number;
	readonly chunks: readonly Buffer[];
}

function ours({ maxBytes, chunks }: Sample): Reading {
	const decoder = new NetstringDecoder({ maxBytes });
	const completed: string[][] = [];
	const payloads: Uint8Array[] = [];
	const take = (some: readonly Uint8Array[]): void => {
		payloads.push(...some);
		completed.push(some.map(payload => Buffer.from(payload).toString('hex')));
	};
	let refused = false;
	for (const chunk of chunks) {
		try {
			take(decoder.push(chunk));
		} catch (error) {
			if (!(error instanceof NetstringError)) {
				throw error;
			}
			take(error.completed);
			refused = true;
			break;
		}
	}
	const frames = payloads.map(payload => encodeNetstring(payload).toString('hex'));
	return { completed, refused, within: decoder.pending, frames };
}

function theirs(samples: readonly Sample[]): readonly Reading[] {
	const input = samples.map(({ maxBytes, chunks }) => [maxBytes, ...chunks.map(chunk => chunk.toString('hex'))]);
	const { stdout, stderr, status } = spawnSync(python ?? '', [script], {
		input: input.map(line => `${line.join(' ')}\n`).join(''),
		encoding: 'utf8',
		maxBuffer: 256 * 1024 * 1024,
	});
	expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
	return stdout
		.trimEnd()
		.split('\n')
		.map(line => JSON.parse(line) as Reading);
}

/**
 * Where the two are known to differ, beside the longest payload where none is given: 99,999 bytes there, 1 MiB here. (That
 * a connection may ask only once is a rule of the transform server, not of its decoder.) Twisted looks for digits up to the end of what has come with a pattern whose `$`
 * lets a line feed pass, so it refuses `12` and a line feed only with the byte after; here the line feed itself is refused.
 */
function waitsAfterLineFeed({ chunks }: Sample): boolean {
	return chunks.some((_, index) => /(?:^|,)\d+\n$/.test(Buffer.concat(chunks.slice(0, index + 1)).toString('latin1')));
}

const nearly = fc.stringMatching(/^[0-9:,a\n]{0,30}$/).map(text => Buffer.from(text));
const payload = fc.uint8Array({ maxLength: 120 });
const frames = fc.array(payload, { maxLength: 4 }).map(all => Buffer.concat(all.map(encodeNetstring)));
const spoiled = fc
	.tuple(frames, fc.nat(), fc.constantFrom(...Buffer.from('0129:, \n\r-+x\u0000ÿ', 'latin1')), fc.boolean())
	.map(([bytes, at, byte, adds]) => {
		const place = at % (bytes.length + 1);
		return Buffer.concat([bytes.subarray(0, place), Buffer.of(byte), bytes.subarray(adds ? place : place + 1)]);
	});
const cutShort = fc.tuple(frames, fc.nat()).map(([bytes, at]) => bytes.subarray(0, at % (bytes.length + 1)));
const sample: fc.Arbitrary<Sample> = fc
	.tuple(
		fc.oneof(nearly, frames, spoiled, cutShort),
		fc.array(fc.nat(), { maxLength: 6 }),
		fc.integer({ min: 1, max: 150 }),
	)
	.map(([bytes, places, maxBytes]) => {
		const sorted = [...new Set(places.map(place => place % (bytes.length + 1)))].sort((a, b) => a - b);
		const chunks = [...sorted, bytes.length].map((place, index) => bytes.subarray(sorted[index - 1] ?? 0, place));
		// Neither side is ever handed an empty chunk by a socket.
		return { maxBytes, chunks: chunks.filter(chunk => chunk.length > 0) };
	})
	.filter(({ chunks }) => chunks.length > 0);

describe.skipIf(python === undefined)('Twisted’s NetstringReceiver (left out without python3-twisted)', () => {
	test(`takes, refuses and waits as the decoder does, chunk for chunk, and frames byte for byte, ${cases} times`, () => {
		const samples = fc
			.sample(sample, { numRuns: cases, seed: 20_260_101 })
			.filter(candidate => !waitsAfterLineFeed(candidate));
		const answers = theirs(samples);
		expect(answers).toHaveLength(samples.length);
		const counts = { refused: 0, payloads: 0, within: 0 };
		for (const [index, one] of samples.entries()) {
			const { refused, within, completed, frames: encoded } = ours(one);
			const answer = answers[index];
			const words = `${one.maxBytes} ${JSON.stringify(one.chunks.map(chunk => chunk.toString('latin1')))}`;
			expect({ refused, completed, encoded }, words).toEqual({
				refused: answer?.refused,
				completed: answer?.completed,
				encoded: answer?.frames,
			});
			if (!refused) {
				expect(within, words).toBe(answer?.within);
			}
			counts.refused += Number(refused);
			counts.within += Number(!refused && within);
			counts.payloads += encoded.length;
		}
		// A comparison of nothing would hold too.
		expect(Math.min(counts.refused, counts.within, counts.payloads)).toBeGreaterThan(cases / 20);
	});

	test('differs only where a line feed follows the digits: it waits for one byte more', () => {
		const [waits, refuses] = ['12\n', '12\n:'].map(text => ({ maxBytes: 99, chunks: [Buffer.from(text)] }));
		if (waits === undefined || refuses === undefined) {
			throw new Error('there are two samples');
		}
		expect([waits, refuses].map(one => ours(one).refused)).toEqual([true, true]);
		expect(theirs([waits, refuses]).map(({ refused }) => refused)).toEqual([false, true]);
	});
});
