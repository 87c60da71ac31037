import { expect, test } from 'vitest';
import type { BatchState } from '../../../../source/lab/snapshot/batch-state.ts';
import { comparisonWords } from '../../../../source/ui/panels/client/batch-words.ts';

function batch(id: number, atOnce: number, durationMs?: number, addresses = ['a:1', 'b:1', 'c:1']): BatchState {
	const counts = { poems: 3, failed: 0, cancelled: 0, sumMs: 9_700 };
	return {
		...{ id, firstFetch: id + 1, addresses, transforms: [], atOnce, promise: 'all', startedAt: 0 },
		...(durationMs !== undefined && { end: { ...counts, durationMs } }),
	};
}

test('the same batch with another number at once stands beside it, the quickest first', () => {
	const batches = [batch(1, 1, 9_700), batch(5, 3, 3_100)];
	const words = 'all at once 3.1 s · 1 at once 9.7 s, 3.1 times as long';
	expect(batches.map(one => comparisonWords(one, batches))).toEqual([words, words]);
});

test('of several with the same number the newest counts, and one that goes on does not', () => {
	const batches = [batch(1, 1, 9_700), batch(5, 1, 3_200), batch(9, 3, 3_100), batch(13, 2)];
	expect(comparisonWords(batch(13, 2), batches)).toBe('all at once 3.1 s · 1 at once 3.2 s, about as long');
});

test('a batch of other hosts, or a single one, is compared with nothing', () => {
	const batches = [batch(1, 1, 9_700), batch(5, 2, 3_100, ['a:1', 'b:1'])];
	expect(batches.map(one => comparisonWords(one, batches))).toEqual(['', '']);
});
