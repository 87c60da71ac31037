import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { OutputError, writeOut } from '../../source/cli/write-out.ts';

/** A stream whose every write ends like this. */
function streamWith(error?: NodeJS.ErrnoException): Writable {
	return new Writable({ write: (_, __, done) => done(error) });
}

const failing = (code: string): NodeJS.ErrnoException => Object.assign(new Error(`${code}: no`), { code });

test('a write that is taken resolves, and leaves no listener behind', async () => {
	const stream = streamWith();
	await writeOut(stream, 'poem');
	expect(stream.listenerCount('error')).toBe(0);
});

test('a reader that went away counts as done, also for what comes after', async () => {
	const stream = streamWith(failing('EPIPE'));
	await writeOut(stream, 'poem');
	await writeOut(stream, 'poem');
});

test('a full disk is an error with the words of the system', async () => {
	const writing = writeOut(streamWith(failing('ENOSPC')), 'poem');
	await expect(writing).rejects.toThrow(OutputError);
	await expect(writing).rejects.toThrow('ENOSPC: no');
});
