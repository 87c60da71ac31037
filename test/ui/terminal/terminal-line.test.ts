import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { giveUpSoon, keepRows, whenWritten } from '../../../source/ui/terminal/terminal-line.ts';
import { FakeStdout } from '../../fixtures/fake-streams.ts';

function fakeStream(change: object = {}): { stdout: FakeStdout; stream: NodeJS.WriteStream } {
	const stdout = Object.assign(new FakeStdout(80, 24), change);
	return { stdout, stream: stdout as unknown as NodeJS.WriteStream };
}

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

describe('a line that takes nothing', () => {
	test('is given up after a second, unless that is called off before; its errors tell nothing from then on', () => {
		vi.useFakeTimers();
		onTestFinished(() => void vi.useRealTimers());
		const close = vi.fn();
		const { stdout, stream } = fakeStream({ _handle: { close } });
		expect(giveUpSoon(stream)()).toBe(false);
		const tooLate = giveUpSoon(stream);
		vi.advanceTimersByTime(1_000);
		expect(close).toHaveBeenCalledOnce();
		expect(tooLate()).toBe(true);
		expect(() => stdout.emit('error', new Error('closed'))).not.toThrow();
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
