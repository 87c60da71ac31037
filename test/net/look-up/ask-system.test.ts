import { expect, test } from 'vitest';
import { askSystem, mayBeLocal } from '../../../source/net/look-up/ask-system.ts';

const never = new AbortController().signal;

test.each([
	['pi', true],
	['pi.local', true],
	['pi.local.', true],
	['pi.example', false],
	['local.example', false],
])('whether the local network alone may know %s', (name, may) => {
	expect(mayBeLocal(name)).toBe(may);
});

test('the system knows localhost, as by its own files', async () => {
	expect((await askSystem('localhost', never)).some(address => /^(127\.|::1$)/.test(address))).toBe(true);
});

test('a name that looks like an option is a name, and unknown', async () => {
	expect(await askSystem('--version', AbortSignal.timeout(4_000))).toEqual([]);
});

test('a system that is cancelled knows nothing', async () => {
	expect(await askSystem('localhost', AbortSignal.abort())).toEqual([]);
});
