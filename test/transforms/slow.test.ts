import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { slow } from '../../source/transforms/slow.ts';

vi.mock('node:timers/promises', { spy: true });

test('the poem comes back unchanged, and not before the delay', async () => {
	let elapse: (poem: string) => void = () => {};
	vi.mocked(setTimeout).mockReturnValueOnce(
		new Promise<string>(resolve => {
			elapse = resolve;
		}),
	);
	let given: string | undefined;
	const waiting = slow('Warte nur\r\n').then(poem => {
		given = poem;
	});
	await Promise.resolve();
	expect(given).toBeUndefined();
	elapse('Warte nur\r\n');
	await waiting;
	expect(given).toBe('Warte nur\r\n');
});

test('it takes two seconds unless it is told otherwise', async () => {
	vi.mocked(setTimeout).mockResolvedValueOnce('poem');
	await slow('poem');
	expect(setTimeout).toHaveBeenLastCalledWith(2000, 'poem');
	expect(await slow('poem', 1)).toBe('poem');
});
