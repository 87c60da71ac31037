import { describe, expect, it } from 'vitest';
import type { FetchState } from '../../../../source/lab/snapshot/fetch-state.ts';
import type { Exchange, Snapshot } from '../../../../source/lab/snapshot.ts';
import { withShownFetch } from '../../../../source/ui/panels/client/client-fetches.ts';
import { ClientPanel } from '../../../../source/ui/panels/client/client-panel.tsx';
import { initialState, type ScreenState } from '../../../../source/ui/state.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { runningFetch, sampleExchange, sampleFetch, sampleSnapshot, sampleTime } from '../../../fixtures/fake-lab.ts';
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

describe('the times of a fetch', () => {
	const tookIn = (served: Partial<Exchange>, fetch: Partial<FetchState> = {}, width = 33) => {
		const exchanges = [sampleExchange({ id: 7, server: 'proxy/ecstasy', kind: 'proxy', ...served })];
		const shown = sampleFetch({ connection: 7, cache: 'hit', poemMs: 200, durationMs: 200, ...fetch });
		const model = modelOf({ snapshot: sampleSnapshot({ fetch: shown, exchanges }), now: sampleTime });
		return drawnRows(<ClientPanel model={model} focused width={width} height={13} />, width, 13)[6];
	};

	it('say how much of the client’s time passed at the server, which Traffic tells', () => {
		expect(tookIn({ durationMs: 0.8 })).toBe('│ ● HIT 200 ms  0.8 ms in proxy │');
		expect(tookIn({ durationMs: 0.8 }, {}, 60)).toMatch(/● HIT 200 ms +0\.8 ms of it in the proxy │$/);
		expect(tookIn({ durationMs: 46, kind: 'poetry' })).toBe('│ ● HIT 200 ms    46 ms at poet │');
	});

	it('say nothing of the server where it took longer to end than the client, or is not known', () => {
		expect(tookIn({ durationMs: 201 })).toBe('│ ● HIT 200 ms                  │');
		expect(tookIn({ id: 8, durationMs: 0.8 })).toBe('│ ● HIT 200 ms                  │');
	});

	it('are never cut within a number', () => {
		const steps = [{ transform: 'shout', status: 'succeeded', durationMs: 0.9 }] as const;
		const both = { cache: undefined as never, steps, poemMs: 1.1, durationMs: 2.2 };
		expect(tookIn({}, both)).toBe('│ ● FETCHED 1.1 ms   all 2.2 ms │');
		expect(tookIn({}, both, 34)).toBe('│ ● FETCHED 1.1 ms 2.2 ms in all │');
		expect(tookIn({}, both, 30)).toBe('│ ● FETCHED 1.1 ms           │');
	});
});

describe('the Client panel’s form', () => {
	it('never says of a poem that nobody has fetched that it is cached', () => {
		expect(panel(undefined, { width: 30 })[2]).toBe('│            via its cache   │');
		expect(panel(undefined, { width: 33 })[2]).toBe('│            through its cache  │');
	});

	it('marks the field that the person is on', () => {
		const client = {
			...initialState.client,
			field: 'transforms',
			transforms: ['shout', 'gibberish', 'cummingsify'],
		} as const;
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
			'│ Host       ecstasy   │',
			'│ Transforms shout     │',
			'│                      │',
		]);
	});
});

describe('the fetches before', () => {
	const past = [1, 2].map(id => sampleFetch({ id, cache: id === 1 ? 'miss' : 'hit', poemMs: id, durationMs: id }));
	const panelOf = (height: number) => {
		const fetch = sampleFetch({ id: 3 });
		const snapshot = sampleSnapshot({ fetch, fetches: [...past, fetch] });
		const model = modelOf({ snapshot, now: sampleTime });
		return drawnRows(<ClientPanel model={model} focused width={33} height={height} />, 33, height);
	};

	it('leave a row to the key that opens what happened, also where there is little room', () => {
		const rowsAt = (height: number) =>
			panelOf(height)
				.slice(7, -1)
				.map(row => row.slice(2, -1).trim());
		expect(rowsAt(11)).toEqual(['before', 'HIT 2.0 ms      proxy/ecstasy', 'i opens what happened']);
		expect(rowsAt(10)).toEqual(['before', 'HIT 2.0 ms      proxy/ecstasy']);
		expect(rowsAt(14).slice(-3)).toEqual([
			'MISS 1.0 ms     proxy/ecstasy',
			'i opens what happened',
			'/ takes several hosts',
		]);
	});

	it('stand below what came of this one, the newest first, as many as have room', () => {
		expect(panelOf(13).slice(6, 12)).toEqual([
			'│ ● MISS 12 ms                  │',
			'│                               │',
			'│ before                        │',
			'│ HIT 2.0 ms      proxy/ecstasy │',
			'│ MISS 1.0 ms     proxy/ecstasy │',
			'│ i opens what happened         │',
		]);
		expect(panelOf(11)[8]).toBe('│ HIT 2.0 ms      proxy/ecstasy │');
	});
});

describe('several fetches', () => {
	const batch = {
		...{ id: 9, firstFetch: 1, transforms: [], atOnce: 2, startedAt: sampleTime - 5_200 },
		promise: 'all',
		addresses: ['127.0.0.1:10000', '127.0.0.1:10001', '127.0.0.1:10002', '127.0.0.1:9'],
	} as const;
	const [ecstasy, tyger, ozymandias, elsewhere] = batch.addresses;
	const poet = { cache: undefined as never, batch: 9, startedAt: sampleTime - 5_200 };
	const fetches = [
		sampleFetch({ ...poet, id: 1, address: ecstasy, server: 'poetry/ecstasy', poemBytes: 3_003, durationMs: 11 }),
		runningFetch({ ...poet, id: 2, address: tyger, server: 'poetry/tyger', poemBytes: 640 }),
		runningFetch({ ...poet, ...nothing, id: 3, address: ozymandias, server: 'poetry/ozymandias', status: 'waiting' }),
		runningFetch({
			...poet,
			...nothing,
			id: 4,
			address: elsewhere,
			server: elsewhere,
			status: 'failed',
			code: 'refused',
			why: 'connection refused',
		}),
	];
	const draw = (change: Partial<Snapshot>, width: number, client: Partial<ScreenState['client']> = {}) => {
		const marked = batch.addresses;
		const state = { ...initialState, client: { ...initialState.client, marked, ...client } };
		const snapshot = withShownFetch(state, sampleSnapshot({ fetches, fetch: fetches[1], batches: [batch], ...change }));
		const model = modelOf({ state, snapshot, now: sampleTime });
		return drawnRows(<ClientPanel model={model} focused width={width} height={13} />, width, 13);
	};

	it('of an older batch stand under a heading, and the border says how many rows are not seen', () => {
		const whole = { ...poet, ...nothing, batch: 5, server: 'poetry/tyger' };
		const older = [11, 12].map(id => sampleFetch({ ...whole, id, batch: 5 }));
		const newer = [13, 14].map(id => sampleFetch({ ...whole, id, batch: 9 }));
		const single = sampleFetch({ ...whole, id: 10, batch: undefined as never });
		const rows = draw({ fetches: [single, ...older, ...newer], fetch: newer[1] }, 50);
		expect(rows.map(row => /(?:tyger|before) */.exec(row)?.[0].trim() ?? '').filter(word => word !== '')).toEqual([
			...['tyger', 'tyger', 'before', 'tyger', 'tyger', 'before'],
		]);
		expect(rows.at(-1)).toContain('─ ↓ 1 more ─');
	});

	it('are listed with words that are true, bytes and times, under how many of them are there', () => {
		expect(draw({}, 50)).toEqual([
			'╭─ 4 Client ────────────────────── ◐ fetching 2 ─╮',
			'│ Host       4 hosts   / changes                 │',
			'│ Transforms none   t chooses                    │',
			'│ At once    ‹ all ›  Promise.all                │',
			'│▸            Fetch   enter                      │',
			'│ ━━━━━━━━━━━━━━━─────────────── 2 of 4  5.2 s   │',
			'│ poetry/ecstasy    FETCHED 3.0 kB         11 ms │',
			'│ poetry/tyger      RECEIVING 640 B        5.2 s │',
			'│ poetry/ozymandias WAITING for its turn         │',
			'│ 127.0.0.1:9       FAILED connection refused    │',
			'│                                                │',
			'│                                                │',
			'╰────────────────────────────────────────────────╯',
		]);
	});

	it('show who failed once all have ended, however many were asked for before', () => {
		const end = { poems: 19, failed: 1, cancelled: 0, durationMs: 20, sumMs: 90 };
		const many = Array.from({ length: 20 }, (_, at) => {
			const own = { ...poet, id: at + 1, server: `poetry/p${at}` };
			return at === 13
				? runningFetch({ ...own, status: 'failed', code: 'reset', why: 'connection reset' })
				: sampleFetch({ ...own, durationMs: 9 });
		});
		const addresses = many.map(({ address }) => address);
		const rows = draw({ fetches: many, fetch: many[19], batches: [{ ...batch, addresses, end }] }, 50);
		expect(rows.find(row => row.includes('p13'))).toMatch(/p13 +FAILED connection reset/);
	});

	it('keep the reason, and the time of a poem that is there, where there is little room', () => {
		expect(draw({}, 33, { field: 'fetches', selected: 4 }).slice(6, 10)).toEqual([
			'│ poetry/ecstasy FETCHED  11 ms │',
			'│ poetry/tyger RECEIVING 640 B  │',
			'│ po/ozymandias  WAITING        │',
			'│▸127.0.0.1:9    FAILED refused │',
		]);
	});

	it('end with the time of all, and the time of one after the other', () => {
		const end = { poems: 3, failed: 1, cancelled: 0, durationMs: 3_100, sumMs: 9_700 };
		const ended = (atOnce: number) => draw({ batches: [{ ...batch, atOnce, end }] }, 64)[5];
		expect(ended(4)).toBe('│ 3 poems, 1 failed in 3.1 s, one after the other 9.7 s        │');
		expect(ended(1)).toBe('│ 3 poems, 1 failed in 3.1 s, one after the other              │');
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
