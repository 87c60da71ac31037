import { describe, expect, it, vi } from 'vitest';
import { modesOnly, withoutBlocking } from '../../../source/ui/terminal/output.ts';
import { FakeStdout } from '../../fixtures/terminal.tsx';

function fakeStream(): { stdout: FakeStdout; stream: NodeJS.WriteStream } {
	const stdout = new FakeStdout(80, 24);
	return { stdout, stream: stdout as unknown as NodeJS.WriteStream };
}

describe('a stream for modes only', () => {
	it('lets modes and the clipboard through, and none of what Ink would draw', () => {
		const { stdout, stream } = fakeStream();
		const modes = modesOnly(stream);
		const done = vi.fn();
		for (const text of ['\u001b[?1049h', '\n', '\u001b]52;c;aGk=\u0007', '\u001b[2K\u001b[1A']) {
			modes.write(text);
		}
		modes.write('', done);
		expect(stdout.writes).toEqual(['\u001b[?1049h', '\u001b]52;c;aGk=\u0007']);
		expect(done).toHaveBeenCalledOnce();
		expect(modes.columns).toBe(80);
	});
});

describe('a stream without blocking', () => {
	it('blocks again afterwards, and is left alone where it can not be changed', () => {
		const { stream } = fakeStream();
		expect(() => withoutBlocking(stream)()).not.toThrow();
		const setBlocking = vi.fn();
		withoutBlocking(Object.assign(fakeStream().stream, { _handle: { setBlocking } }))();
		expect(setBlocking.mock.calls).toEqual([[false], [true]]);
	});
});
