import { once } from 'node:events';
import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { ConnectionLog } from '../../../source/net/listen/connection-log.ts';
import { PacedWriter } from '../../../source/net/listen/paced-writer.ts';
import { createRecorder } from '../../fixtures/recorder.ts';

/** A writer to a peer that takes all at once, or one thing after the other, each a turn of the event loop later. */
function writerTo(peer: 'fast' | 'slow') {
	const taken: Buffer[] = [];
	const socket = new Writable({
		write(chunk: Buffer, _encoding, done) {
			taken.push(chunk);
			if (peer === 'fast') {
				done();
			} else {
				setImmediate(done);
			}
		},
	});
	const recorder = createRecorder();
	const writer = new PacedWriter(socket, new ConnectionLog('poetry/tyger', recorder));
	return { socket, recorder, writer, taken, sizes: () => taken.map(({ length }) => length) };
}

const large = Buffer.from(Array.from({ length: 1_000_000 }, (_, at) => at % 251));

test('writes slices that grow to a peer that takes all at once, and the last one ends it', async () => {
	const { socket, writer, taken, sizes } = writerTo('fast');
	writer.end(large);
	await once(socket, 'finish');
	expect(sizes()).toEqual([65_536, 131_072, 262_144, 524_288, 16_960]);
	expect(Buffer.concat(taken).equals(large)).toBe(true);
});

test('writes small slices to a peer that is slow, so that its progress is seen, each once the one before is taken', async () => {
	const { socket, writer, taken, sizes, recorder } = writerTo('slow');
	writer.end(large);
	expect(recorder.of('bytes-sent')).toHaveLength(1);
	await once(socket, 'finish');
	expect(sizes()).toEqual([...Array.from({ length: 15 }, () => 65_536), 16_960]);
	expect(Buffer.concat(taken).equals(large)).toBe(true);
});

test('lets others have their turn, however fast the peer takes it', async () => {
	const { socket, writer, sizes } = writerTo('fast');
	const turns: number[] = [];
	const noteTurn = () => {
		turns.push(sizes().length);
		if (!socket.writableFinished) {
			setImmediate(noteTurn);
		}
	};
	setImmediate(noteTurn);
	writer.end(Buffer.alloc(20_000_000));
	await once(socket, 'finish');
	turns.push(sizes().length);
	const longest = Math.max(...turns.map((at, turn) => at - (turns[turn - 1] ?? 0)));
	expect(longest).toBeLessThanOrEqual(12);
	expect(sizes().length).toBeGreaterThan(36);
});

test('takes a peer for slow only where the system has not taken all', () => {
	const fast = writerTo('fast');
	expect(fast.writer.write(Buffer.alloc(500_000))).toBe(true);
	const slow = writerTo('slow');
	expect(slow.writer.write(Buffer.alloc(500_000))).toBe(false);
});

test('stops where the peer goes in the middle', async () => {
	const { socket, writer, sizes } = writerTo('slow');
	writer.end(large);
	await new Promise(setImmediate);
	socket.destroy();
	await writer.drained();
	const count = sizes().length;
	await new Promise(setImmediate);
	await new Promise(setImmediate);
	expect(sizes().length).toBe(count);
});
