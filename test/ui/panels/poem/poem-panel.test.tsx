import { describe, expect, it } from 'vitest';
import type { FetchState } from '../../../../source/lab/snapshot/fetch-state.ts';
import { PoemPanel } from '../../../../source/ui/panels/poem/poem-panel.tsx';
import { noSearch } from '../../../../source/ui/search/search-state.ts';
import { initialState, type ScreenState } from '../../../../source/ui/state.ts';
import { drawnRows, drawnSpans } from '../../../fixtures/drawn.tsx';
import { runningFetch, sampleFetch, sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { modelOf, panelSizes } from '../../../fixtures/view-model.ts';

function panel(
	fetch: FetchState | undefined,
	poem: Partial<ScreenState['poem']> = {},
	{ width = 60, height = 10 } = {},
) {
	const state = { ...initialState, poem: { ...initialState.poem, ...poem } };
	const model = modelOf({ state, snapshot: sampleSnapshot({ fetch }) });
	return drawnRows(<PoemPanel model={model} focused={false} width={width} height={height} />, width, height);
}

const footer = (fetch: FetchState): string => panel(fetch).at(-1) ?? '';
const poemOf = (lines: number): Uint8Array =>
	new TextEncoder().encode(Array.from({ length: lines }, (_, at) => `line ${at + 1}`).join('\n'));

describe('the Poem panel', () => {
	it('counts the rows that it shows, also those of one endless line', () => {
		const poem = new TextEncoder().encode('x'.repeat(5_500));
		expect(footer(sampleFetch({ poem }))).toContain(' 8 of 9');
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

	it('shows the beginning of a poem that is there, and the newest lines of one that is arriving', () => {
		expect(panel(sampleFetch({ poem: poemOf(99) }))[1]).toMatch(/^│ {2}line 1 /);
		expect(panel(runningFetch({ poem: poemOf(99) }))[8]).toMatch(/^│ {2}line 99 /);
	});

	it('stays where somebody has moved it in this fetch, and no further than its end', () => {
		expect(panel(sampleFetch({ poem: poemOf(99) }), { top: 40, fetch: 900 })[1]).toMatch(/^│ {2}line 41 /);
		expect(panel(sampleFetch({ poem: poemOf(99) }), { top: 400, fetch: 900 })[1]).toMatch(/^│ {2}line 92 /);
		expect(panel(sampleFetch({ poem: poemOf(99) }), { top: 40, fetch: 899 })[1]).toMatch(/^│ {2}line 1 /);
	});

	it('gives its last row to what is looked for', () => {
		const search = { ...noSearch, query: 'line 9', index: 1 };
		const rows = panel(sampleFetch({ poem: poemOf(99) }), { search });
		expect(rows.slice(-3)).toEqual([
			expect.stringMatching(/^│ {2}line 7 /),
			expect.stringMatching(/^│ \/line 9 {3}n next {2}N back +2 of 11 +│$/),
			expect.stringContaining(' 7 of 99 '),
		]);
	});

	it('marks what is found where it stands, and most the match that the reader is on', () => {
		const search = { ...noSearch, query: 'line 4', index: 2 };
		const state = { ...initialState, poem: { top: 40, fetch: 900, search } };
		const model = modelOf({ state, snapshot: sampleSnapshot({ fetch: sampleFetch({ poem: poemOf(99) }) }) });
		const spans = drawnSpans(<PoemPanel model={model} focused={false} width={60} height={6} />, 60, 6);
		expect(spans.filter(({ inverse }) => inverse).map(({ text, tone }) => [text, tone])).toEqual([
			['line 4', 'focus'],
			['line 4', 'plain'],
			['line 4', 'plain'],
		]);
	});

	it('says why there is no poem, in as many rows as that needs', () => {
		const failed = sampleFetch({ status: 'failed', poem: new Uint8Array(), why: 'the proxy’s upstream '.repeat(4) });
		expect(panel(failed).slice(1, 4)).toEqual([
			`│${' '.repeat(58)}│`,
			'│  No poem: the proxy’s upstream the proxy’s upstream the  │',
			'│  proxy’s upstream the proxy’s upstream                   │',
		]);
		expect(panel(undefined)[2]).toContain('The poem appears here as its bytes arrive.');
	});

	it('has its size at every size of the screen', () => {
		const fetch = sampleFetch({ poem: poemOf(300) });
		for (const size of panelSizes('poem', sampleSnapshot({ fetch }))) {
			const rows = panel(fetch, {}, size);
			expect(rows).toHaveLength(size.height);
			expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([size.width]));
		}
	});
});
