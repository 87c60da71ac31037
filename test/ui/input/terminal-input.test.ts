import { once } from 'node:events';
import { expect, test, vi } from 'vitest';
import { TerminalInput } from '../../../source/ui/input/terminal-input.ts';
import { FakeStdin } from '../../fixtures/fake-streams.ts';

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
