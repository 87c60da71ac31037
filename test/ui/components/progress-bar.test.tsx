import { describe, expect, it } from 'vitest';
import { ProgressBar } from '../../../source/ui/components/progress-bar.tsx';
import { drawnRows } from '../../fixtures/drawn.tsx';

describe('ProgressBar', () => {
	const bar = (done: number, whole: number) => drawnRows(<ProgressBar {...{ done, whole }} width={8} />, 12, 1)[0];

	it('is full where all is done, and never longer', () => {
		expect(bar(1, 4)).toBe('━━──────');
		expect(bar(9, 4)).toBe('━━━━━━━━');
		expect(bar(0, 0)).toBe('────────');
	});
});
