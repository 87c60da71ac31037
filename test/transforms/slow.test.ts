import { expect, test, vi } from 'vitest';
import { slow } from '../../source/transforms/slow.ts';

test('the poem comes back unchanged, and not before two seconds are over', async () => {
	let elapse: (poem: string) => void = () => {};
	const wait = vi.fn((_delayMs: number, _poem: string) => new Promise<string>(resolve => (elapse = resolve)));
	const given = vi.fn();
	const waiting = slow('Warte nur\r\n', undefined, wait).then(given);
	expect(wait).toHaveBeenCalledExactlyOnceWith(2000, 'Warte nur\r\n');
	await Promise.resolve();
	expect(given).not.toHaveBeenCalled();
	elapse('Warte nur\r\n');
	await waiting;
	expect(given).toHaveBeenCalledExactlyOnceWith('Warte nur\r\n');
});

test('it takes less where that is asked for', async () => {
	expect(await slow('poem', 1)).toBe('poem');
});
