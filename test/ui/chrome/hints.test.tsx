import { describe, expect, it } from 'vitest';
import { Hints } from '../../../source/ui/chrome/hints.tsx';
import { panelNames } from '../../../source/ui/keymap.ts';
import { initialState, type ScreenState } from '../../../source/ui/state.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import { openExchange, sampleExchange, sampleFetch, sampleServer, sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { modelOf } from '../../fixtures/view-model.ts';

const fetched = sampleSnapshot({ fetch: sampleFetch() });
const drawn = (state: ScreenState, width: number) =>
	drawnRows(<Hints model={modelOf({ state, snapshot: fetched })} width={width} />, width, 1)[0];
const none = new Uint8Array();
const searched = (query: string) => ({ top: 0, search: { query, typing: false, index: 0 } });
const proxy = sampleServer({ id: 'proxy/ecstasy', kind: 'proxy', collapsing: true });

describe('the hint line', () => {
	it.each(panelNames)('ends with help and quit at 60 columns and more, on %s', focused => {
		for (const width of [60, 80, 120, 200]) {
			const row = drawn({ ...initialState, focused, zoomed: true }, width);
			expect(row).toMatch(/ {3}\? help {3}q quit$/);
		}
	});

	it('keeps the way back before them where there is one', () => {
		const row = drawn({ ...initialState, focused: 'servers', zoomed: true }, 60);
		expect(row).toBe(' enter as host   esc back   0 lessons   ? help   q quit');
	});

	it('leaves out what is told last, and not the ways out', () => {
		expect(drawn(initialState, 120)).toBe(
			' enter fetch   t transforms   / hosts   c crowd   i inspect   ↑↓ move   tab panel   0 lessons   ? help   q quit',
		);
	});

	it.each(panelNames)('names the lessons and the key for the other panels at 60 columns and more, on %s', focused => {
		for (const width of [60, 80, 120, 200]) {
			expect(drawn({ ...initialState, focused }, width)).toMatch(/tab panel {3}.*0 lessons/);
		}
	});

	it.each([
		['open, mark and copy of an exchange', { focused: 'traffic' }, {}, /open|mark|newest|copy/],
		['open and copy of a connection', { focused: 'connections' }, {}, /open|copy/],
		[
			'copy and save of a poem',
			{ focused: 'poem' },
			{ fetch: sampleFetch({ status: 'failed', poem: none }) },
			/copy|save/,
		],
		['the next match', { focused: 'poem', poem: searched('zebra') }, { fetch: sampleFetch() }, /match/],
		['collapsing', { focused: 'servers', selectedServer: 'poetry/ecstasy' }, {}, /collapsing/],
	] as const)('leaves out %s where there is none', (_, state, snapshot, words) => {
		const model = modelOf({ state: { ...initialState, ...state }, snapshot: sampleSnapshot(snapshot) });
		const [row] = drawnRows(<Hints model={model} width={200} />, 200, 1);
		expect(row).toContain('q quit');
		expect(row).not.toMatch(words);
	});

	it.each([
		['an exchange', { focused: 'traffic' }, { exchanges: [sampleExchange({ id: 1 })] }, 'enter open'],
		['a connection', { focused: 'connections' }, { open: [openExchange({ id: 1 })] }, 'enter open'],
		['a poem', { focused: 'poem' }, { fetch: sampleFetch() }, 'y copy'],
		['a match', { focused: 'poem', poem: searched('pillow') }, { fetch: sampleFetch() }, 'n next match'],
		['a proxy', { focused: 'servers', selectedServer: 'proxy/ecstasy' }, { servers: [proxy] }, 'c collapsing'],
	] as const)('names what can be done with %s once there is one', (_, state, snapshot, words) => {
		const model = modelOf({ state: { ...initialState, ...state }, snapshot: sampleSnapshot(snapshot) });
		expect(drawnRows(<Hints model={model} width={200} />, 200, 1)[0]).toContain(words);
	});

	it('still names the transforms after a batch, at 80 columns', () => {
		const batch = {
			...{ id: 9, firstFetch: 900, addresses: ['127.0.0.1:10000'], transforms: [], atOnce: 0, startedAt: 0 },
			promise: 'all',
		} as const;
		const snapshot = sampleSnapshot({ fetch: sampleFetch({ batch: 9 }), batches: [batch] });
		const [row] = drawnRows(<Hints model={modelOf({ snapshot })} width={80} />, 80, 1);
		expect(row).toBe(' enter fetch   b batch   t transforms   tab panel   0 lessons   ? help   q quit');
	});

	it('says of a crowd that esc cancels it while it goes on, and else, as in a replay, that it leads back', () => {
		const state: ScreenState = { ...initialState, overlay: { kind: 'crowd', id: 1 } as never };
		const escOf = (status: string, replay?: object) => {
			const snapshot = sampleSnapshot({
				crowd: { id: 1, status } as never,
				...(replay && { replay: replay as never }),
			});
			return drawnRows(<Hints model={modelOf({ state, snapshot })} width={80} />, 80, 1)[0];
		};
		expect(escOf('running')).toMatch(/^ esc cancel {3}tab panels/);
		expect(escOf('ended')).toMatch(/^ esc back {3}enter again/);
		expect(escOf('running', { marks: [] })).toMatch(/esc back {3}/);
	});

	it('gives a message its room first, and keeps the first hint, the ways out and a way on', () => {
		const row = drawn({ ...initialState, message: { text: 'm'.repeat(34), tone: 'plain' } }, 80);
		expect(row).toMatch(/^ enter fetch {3}0 lessons {3}\? help {3}q quit +m{34}$/);
		expect(row).toHaveLength(79);
	});

	it('stays whole under a message that would leave less than that', () => {
		const message = { text: 'm'.repeat(35), tone: 'plain' } as const;
		expect(drawn({ ...initialState, message }, 80)).toBe(drawn(initialState, 80));
	});

	it.each([60, 80, 120])('stays whole at %d columns under a message that is longer', width => {
		const message = { text: 'several words '.repeat(width / 14), tone: 'plain' } as const;
		expect(drawn({ ...initialState, message }, width)).toBe(drawn(initialState, width));
	});
});
