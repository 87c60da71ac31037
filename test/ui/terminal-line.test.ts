import { describe, expect, test, vi } from 'vitest';
import { keepRows, unblock, whenWritten } from '../../source/ui/terminal-line.ts';
import { FakeStdout } from '../fixtures/fake-streams.ts';

function fakeStream(change: object = {}): { stdout: FakeStdout; stream: NodeJS.WriteStream } {
	const stdout = Object.assign(new FakeStdout(80, 24), change);
	return { stdout, stream: stdout as unknown as NodeJS.WriteStream };
}

describe('a stream without blocking', () => {
	test('blocks again afterwards, and is left alone where it can not be changed', () => {
		expect(() => unblock(fakeStream().stream)()).not.toThrow();
		const setBlocking = vi.fn();
		unblock(fakeStream({ _handle: { setBlocking } }).stream)();
		expect(setBlocking.mock.calls).toEqual([[false], [true]]);
	});
});

describe('a line', () => {
	test('is free at once where all was written, and else when the last of it is', () => {
		const [free, later] = [vi.fn(), vi.fn()];
		whenWritten(fakeStream({ writableLength: 0 }).stream, free);
		expect(free).toHaveBeenCalledOnce();
		let written = (): void => undefined;
		const write = (_text: string, done: () => void): boolean => {
			written = done;
			return false;
		};
		whenWritten(fakeStream({ writableLength: 9, write }).stream, later);
		expect(later).not.toHaveBeenCalled();
		written();
		expect(later).toHaveBeenCalledOnce();
	});
});

describe('rows', () => {
	test('do not flow over while they are kept, and the terminal has its mode back after that', () => {
		const { stdout, stream } = fakeStream();
		const before = process.listenerCount('exit');
		const rows = keepRows(stream);
		rows.release();
		rows.keep();
		rows.release();
		expect(stdout.writes).toEqual(['\u001b[?7l', '\u001b[?7h', '\u001b[?7l', '\u001b[?7h']);
		expect(process.listenerCount('exit')).toBe(before);
	});
});
