import { expect, test } from 'vitest';
import { createWriteRate, windowSeconds } from '../../../source/ui/terminal/write-rate.ts';

test('a rate is that of the last whole seconds, whatever was written before', () => {
	let now = 0;
	const rate = createWriteRate(() => now);
	rate.written(1_000_000);
	now = 60_000;
	rate.written(1_000_500);
	rate.written(1_001_000);
	expect(rate.perSecond()).toBe(0);
	now = 61_000;
	expect(rate.perSecond()).toBe(1_000 / windowSeconds);
	now = 60_000 + (windowSeconds + 1) * 1_000;
	expect(rate.perSecond()).toBe(0);
});
