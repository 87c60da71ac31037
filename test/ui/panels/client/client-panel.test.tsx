import { describe, expect, it } from 'vitest';
import type { FetchState } from '../../../../source/lab/snapshot.ts';
import { ClientPanel } from '../../../../source/ui/panels/client/client-panel.tsx';
import { initialState, type PastFetch, type ScreenState } from '../../../../source/ui/state.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { runningFetch, sampleFetch, sampleSnapshot, sampleTime } from '../../../fixtures/fake-lab.ts';
import { modelOf, panelSizes } from '../../../fixtures/view-model.ts';

function panel(
	fetch: FetchState | undefined,
	{ width = 33, height = 13 } = {},
	change: Partial<ScreenState> = {},
): readonly string[] {
	const model = modelOf({
		state: { ...initialState, ...change },
		snapshot: sampleSnapshot({ fetch }),
		now: sampleTime,
	});
	return drawnRows(<ClientPanel model={model} focused width={width} height={height} />, width, height);
}

const nothing = { poem: new Uint8Array(), poemBytes: 0 };
const steps = [{ transform: 'cummingsify', status: 'pending' }] as const;

describe('the Client panel after a fetch that did not do', () => {
	it('says once why it failed, and that its transform was not run', () => {
		const fetch = runningFetch({ ...nothing, status: 'failed', code: 'refused', why: 'connection refused', steps });
		expect(panel(fetch).slice(6, 9)).toEqual([
			'│ ✗ FAILED connection refused   │',
			'│ ✗ poem         FAILED         │',
			'│ ┄ cummingsify  not run        │',
		]);
	});

	it('says of a cancelled fetch that its transform was not run', () => {
		const fetch = runningFetch({ status: 'cancelled', steps });
		expect(panel(fetch).slice(6, 9)).toEqual([
			'│ ○ CANCELLED 44 B              │',
			'│ ○ poem         CANCELLED      │',
			'│ ┄ cummingsify  not run        │',
		]);
	});

	it('says of the transform that a cancelled fetch was in that it was cancelled', () => {
		const fetch = sampleFetch({ status: 'cancelled', steps: [{ transform: 'shout', status: 'running' }] });
		expect(panel(fetch).join('\n')).toMatch(/● poem +MISS 12 ms.*\n.*○ shout +cancelled/);
	});

	it('still says of a running fetch that its transform is pending', () => {
		expect(panel(runningFetch({ steps })).join('\n')).toContain('○ cummingsify  pending');
	});

	it('keeps a space between a long reason and the border', () => {
		const why = 'the transform threw something long';
		const fetch = sampleFetch({ status: 'fell-back', steps: [{ transform: 'gibberish', status: 'failed', why }] });
		expect(panel(fetch)).toContain('│ ✗ gibberish  the transform t… │');
	});
});

describe('the Client panel’s form', () => {
	it('never says of a poem that nobody has fetched that it is cached', () => {
		expect(panel(undefined, { width: 30 })[2]).toBe('│            via its cache   │');
		expect(panel(undefined, { width: 33 })[2]).toBe('│            through its cache  │');
	});

	it('marks the field that the person is on', () => {
		const client = { field: 'transforms', transforms: ['shout', 'gibberish', 'cummingsify'] } as const;
		const rows = panel(undefined, { width: 36 }, { client });
		expect(rows.slice(1, 5)).toEqual([
			'│ Host       ‹ proxy/ecstasy  ›    │',
			'│            through its cache     │',
			'│▸Transforms 1 shout +2            │',
			'│            [Fetch]               │',
		]);
	});

	it('says in a replay what was asked for, and no more than there is room for', () => {
		const replayed = sampleFetch({ steps: [{ transform: 'shout', status: 'succeeded' }] });
		const snapshot = sampleSnapshot({ fetch: replayed, replay: {} as never });
		const drawn = drawnRows(<ClientPanel model={modelOf({ snapshot })} focused width={24} height={9} />, 24, 9);
		expect(drawn.slice(1, 4)).toEqual([
			'│ Host       proxy/ec… │',
			'│ Transforms shout     │',
			'│                      │',
		]);
	});
});

describe('the fetches before', () => {
	const past = [1, 2, 3].map(
		(id): PastFetch => ({
			id,
			host: 'proxy/ecstasy',
			outcome: { word: id === 1 ? 'MISS' : 'HIT', detail: `${id} ms`, tone: 'hit' },
			transforms: [],
		}),
	);

	it('stand below what came of this one, the newest first, as many as have room', () => {
		expect(panel(sampleFetch({ id: 3 }), { height: 13 }, { pastFetches: past }).slice(6, 12)).toEqual([
			'│ ● MISS 12 ms                  │',
			'│                               │',
			'│ before                        │',
			'│ HIT 2 ms        proxy/ecstasy │',
			'│ MISS 1 ms       proxy/ecstasy │',
			'│                               │',
		]);
		expect(panel(sampleFetch({ id: 3 }), { height: 11 }, { pastFetches: past })[8]).toBe(
			'│ HIT 2 ms        proxy/ecstasy │',
		);
	});
});

it('the Client panel has its size at every size of the screen, whatever was fetched', () => {
	const fetch = sampleFetch({ status: 'fell-back', why: 'x'.repeat(300), steps: Array(9).fill(steps[0]) });
	for (const size of [...panelSizes('client', sampleSnapshot({ fetch })), { width: 40, height: 4 }]) {
		const rows = panel(fetch, size);
		expect(rows).toHaveLength(size.height);
		expect(new Set(rows.map(({ length }) => length))).toEqual(new Set([size.width]));
	}
});
