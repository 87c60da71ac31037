import { describe, expect, it } from 'vitest';
import type { FetchState } from '../../../../source/lab/lab.ts';
import { poemPanel } from '../../../../source/ui/panels/poem/poem-rows.ts';
import { createPoemWrapper } from '../../../../source/ui/panels/poem/poem-text.ts';
import { initialState } from '../../../../source/ui/state.ts';
import { drawnPanel } from '../../../fixtures/drawn.tsx';
import { runningFetch, sampleFetch } from '../../../fixtures/fake-lab.ts';

function footer(fetch: FetchState): string {
	const text = createPoemWrapper()(fetch.poem, 55, true);
	const size = { width: 60, height: 10 };
	const rows = drawnPanel(poemPanel({ fetch, text, matches: [], poem: initialState.poem, focused: false, ...size }));
	return rows.at(-1) ?? '';
}

describe('the Poem panel', () => {
	it('counts the rows that it shows, also those of one endless line', () => {
		const poem = new TextEncoder().encode('x'.repeat(5_500));
		expect(footer(sampleFetch({ poem }))).toContain(' 8 of 1');
	});

	it('says of transforms that a fetch never came to that they were not run', () => {
		const steps = [{ transform: 'cummingsify', status: 'pending' }] as const;
		const nothing = { poem: new Uint8Array(), poemBytes: 0, steps };
		expect(footer(runningFetch({ ...nothing, status: 'failed', code: 'refused' }))).toContain(
			'· cummingsify not run ─',
		);
		expect(footer(runningFetch({ ...nothing, status: 'cancelled' }))).toContain('· cummingsify not run ─');
		expect(footer(runningFetch({ ...nothing }))).toContain('· cummingsify waits ─');
	});
});
