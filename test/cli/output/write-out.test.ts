import { Writable } from 'node:stream';
import { expect, test } from 'vitest';
import { OutputError, writeOut } from '../../../source/cli/output/write-out.ts';

/** A stream whose every write ends like this. */
function streamWith(error?: NodeJS.ErrnoException): Writable {
	return new Writable({ write: (_, __, done) => done(error) });
}

const failing = (code: string): NodeJS.ErrnoException => Object.assign(new Error(`${code}: no`), { code });

test('a write that is taken resolves, and leaves no listener behind', async () => {
	const stream = streamWith();
	await writeOut('the poem', 'poem', stream);
	expect(stream.listenerCount('error')).toBe(0);
});

test('a reader that went away counts as done, also for what comes after', async () => {
	const stream = streamWith(failing('EPIPE'));
	await writeOut('the poem', 'poem', stream);
	await writeOut('the poem', 'poem', stream);
});

test('a full disk is an error that says what could not be written, and why', async () => {
	const writing = writeOut('the poem', 'poem', streamWith(failing('ENOSPC')));
	await expect(writing).rejects.toThrow(OutputError);
	await expect(writing).rejects.toThrow('the poem could not be written: the disk is full');
});
