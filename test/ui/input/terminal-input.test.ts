import { once } from 'node:events';
import type { Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { escapeMs } from '../../../source/ui/input/input-filter.ts';
import { TerminalInput } from '../../../source/ui/input/terminal-input.ts';
import { FakeStdin } from '../../fixtures/fake-streams.ts';
import { patiently } from '../../fixtures/patience.ts';
import { bareClient, bareServer } from '../../fixtures/raw-peers.ts';

function open() {
	const source = new FakeStdin();
	const setRawMode = vi.spyOn(source, 'setRawMode');
	const input = new TerminalInput(source as unknown as NodeJS.ReadStream);
	input.setEncoding('utf8');
	return { source, setRawMode, input };
}

test('only keys are read from it, and a letter of several bytes in one piece', async () => {
	const { source, input } = open();
	input.setRawMode(true);
	source.type('é\u001b[?1;2cj\u001b]11;rgb:0/0/0\u0007');
	await once(input, 'readable');
	expect(input.read()).toBe('éj');
});

test('it reads from the terminal while that is in raw mode, and at no other time', () => {
	const { source, input, setRawMode } = open();
	expect(source.listenerCount('readable')).toBe(0);
	input.setRawMode(true);
	input.setRawMode(true);
	expect(source.listenerCount('readable')).toBe(1);
	input.setRawMode(false);
	expect(source.listenerCount('readable')).toBe(0);
	expect(setRawMode.mock.calls).toEqual([[true], [true], [false]]);
});

test('a key whose bytes came in two pieces while the program was held up is that key, and not Esc', async () => {
	const { port, server } = await bareServer(() => {});
	const { socket } = bareClient(port);
	const [source] = (await once(server, 'connection')) as [Socket];
	const input = new TerminalInput(Object.assign(source, { setRawMode: () => source }) as unknown as NodeJS.ReadStream);
	input.setEncoding('utf8');
	input.setRawMode(true);
	const read = vi.spyOn(source, 'read');
	socket.setNoDelay().write('\u001b');
	await vi.waitFor(() => expect(read.mock.results.map(({ value }) => String(value))).toContain('\u001b'), patiently);
	// Between two turns of the loop: the next one begins with the timers.
	await new Promise(setImmediate);
	socket.write('[B');
	Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, escapeMs * 2);
	await once(input, 'readable');
	expect(input.read()).toBe('\u001b[B');
});
