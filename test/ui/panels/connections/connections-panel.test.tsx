import { describe, expect, it } from 'vitest';
import { ConnectionsPanel } from '../../../../source/ui/panels/connections/connections-panel.tsx';
import { initialState } from '../../../../source/ui/state.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { openExchange, sampleServer, sampleSnapshot, sampleTime } from '../../../fixtures/fake-lab.ts';
import { modelOf, panelSizes } from '../../../fixtures/view-model.ts';

const open = [
	openExchange({ id: 1, server: 'proxy/jabberwocky', kind: 'proxy', peer: 'client', bytesOut: 1_500 }),
	openExchange({ id: 2, server: 'poetry/jabberwocky', peer: 'proxy/jabberwocky', bytesOut: 1_500 }),
];
const servers = [sampleServer({ id: 'poetry/jabberwocky' }), sampleServer({ id: 'proxy/jabberwocky', kind: 'proxy' })];

interface Shown {
	readonly width: number;
	readonly height: number;
	readonly shown?: typeof open;
	readonly openCount?: number;
	readonly on?: number;
}

function rows({ width, height, shown = open, openCount = shown.length, on }: Shown): readonly string[] {
	const base = sampleSnapshot({ servers, open: shown });
	const model = modelOf({
		snapshot: { ...base, totals: { ...base.totals, open: openCount } },
		state: on === undefined ? initialState : { ...initialState, connections: { id: on, fromTop: 0 } },
		now: sampleTime + 4_000,
	});
	const panel = <ConnectionsPanel model={model} focused={on !== undefined} width={width} height={height} />;
	return drawnRows(panel, width, height);
}

describe('the Connections panel', () => {
	it('shows the longest name of a server whole at 43 columns, and its peer by its kind', () => {
		expect(rows({ width: 43, height: 4 }).slice(1, 3)).toEqual([
			'│ client  proxy/jabberwocky  ━━───  3.0 s │',
			'│ proxy   poetry/jabberwocky ━━───  2.0 s │',
		]);
	});

	it('says how many there are, how many are not listed, and how many are below', () => {
		const drawn = rows({ width: 43, height: 3, openCount: 9, on: 1 });
		expect(drawn).toEqual([
			'╭─ 3 Connections ──────────────── 9 open ─╮',
			'│▸client  proxy/jabberwocky  ━━───  3.0 s │',
			'╰─ 7 not listed ─────────────── ↓ 1 more ─╯',
		]);
	});

	it('says that nobody is connected', () => {
		expect(rows({ width: 43, height: 4, shown: [] })).toEqual([
			'╭─ 3 Connections ─────────────────────────╮',
			'│ nobody is connected now                 │',
			'│                                         │',
			'╰─────────────────────────────────────────╯',
		]);
	});

	it('fills its place on every terminal', () => {
		const sizes = panelSizes('connections', sampleSnapshot({ servers, open }));
		expect(sizes.length).toBe(4);
		for (const { width, height } of sizes) {
			const drawn = rows({ width, height });
			expect(drawn.length).toBe(height);
			expect(new Set(drawn.map(textWidth))).toEqual(new Set([width]));
		}
	});
});
