import { describe, expect, it, test } from 'vitest';
import { lookOf } from '../../../../source/ui/components/theme.ts';
import { trafficColumns } from '../../../../source/ui/panels/traffic/traffic-columns.ts';
import { trafficList } from '../../../../source/ui/panels/traffic/traffic-list.ts';
import { TrafficPanel } from '../../../../source/ui/panels/traffic/traffic-panel.tsx';
import type { ScreenState } from '../../../../source/ui/state.ts';
import { tableRow } from '../../../../source/ui/text/columns.ts';
import { paletteOf } from '../../../../source/ui/text/palette.ts';
import { nameIn } from '../../../../source/ui/text/ways.ts';
import { textWidth } from '../../../../source/ui/text/width.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { sampleExchange, sampleServer, sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { modelOf, panelSizes, withTraffic } from '../../../fixtures/view-model.ts';

const exchanges = [
	sampleExchange({ id: 1, server: 'proxy/ecstasy', kind: 'proxy', cache: 'miss', durationMs: 12.3, peer: 'client' }),
	sampleExchange({ id: 2, server: 'proxy/ecstasy', kind: 'proxy', cache: 'hit', durationMs: 0.3, peer: 'client' }),
];

// The longest name is of 18 columns.
const servers = [sampleServer({ id: 'poetry/jabberwocky' })];

function rows(change: Partial<ScreenState['traffic']>, width = 76, height = 14, shown = exchanges): readonly string[] {
	const model = modelOf({ snapshot: sampleSnapshot({ servers, exchanges: shown }), state: withTraffic(change) });
	return drawnRows(<TrafficPanel model={model} focused width={width} height={height} />, width, height);
}

/** The pieces of the cells that are underlined where this is the filter. */
function underlined(filter: string) {
	const columns = trafficColumns({
		width: 76,
		gutter: 1,
		nameWidth: 18,
		cutName: nameIn,
		strangers: { host: 0, label: 0 },
		filter,
	});
	const { shown } = trafficList(withTraffic({ filter }).traffic, sampleSnapshot({ exchanges }));
	return shown.flatMap(exchange => tableRow(columns, exchange)).filter(({ underline }) => underline);
}

describe('Traffic with a filter', () => {
	it('underlines what each term has found, and nothing else', () => {
		expect(underlined('miss server:ecs >10ms').map(({ text }) => text)).toEqual(['ecs', 'MISS', '12 ms']);
		expect(underlined('!hit').map(({ text }) => text)).toEqual([]);
		expect(underlined('').map(({ text }) => text)).toEqual([]);
	});

	it('shows an underline without any colour', () => {
		const [miss = { text: 'no such piece' }] = underlined('miss');
		expect(miss.text).toBe('MISS');
		expect(lookOf(miss, paletteOf({ NO_COLOR: '1' }))).toEqual({ bold: true, underline: true });
	});

	it('explains the term that is being typed, and says at once what can be none', () => {
		expect(rows({ filter: 'miss server:', typing: true }).join('\n')).toContain('server: needs a name, such as');
		expect(rows({ filter: '>1ms', typing: true }).join('\n')).toContain('took more than 1 ms');
		expect(rows({ filter: 'sever:x', typing: true }).join('\n')).toContain('✗ sever: is no term');
		expect(rows({ filter: '', typing: true }).join('\n')).toContain('words, or terms: hit !miss');
	});

	it('has room for the rows, the words and the filter in every size', () => {
		for (const [width, height] of [
			[30, 5],
			[46, 13],
			[76, 9],
			[200, 50],
		] as const) {
			for (const filter of ['', 'miss server:', 'status:none ', 'marked']) {
				const panel = rows({ filter, typing: true, marks: exchanges }, width, height);
				expect(panel.length).toBe(height);
				expect(new Set(panel.map(textWidth))).toEqual(new Set([width]));
			}
		}
	});
});

describe('Traffic that was paused while it was empty', () => {
	const paused = { exchanges: [], dropped: 0 };

	it('says that it is paused, and how it goes on, once something has happened', () => {
		const text = rows({ paused }).join('\n');
		expect(text).toContain('paused, +2 new');
		expect(text).not.toContain('Nothing has happened');
		expect(text).toContain('Paused before anything happened.');
		expect(text).toContain('space goes on.');
	});

	it('says that nothing has happened as long as that is so', () => {
		expect(rows({ paused }, 76, 14, []).join('\n')).toContain('Nothing has happened yet.');
	});
});

describe('Traffic on every terminal', () => {
	it('fills its place', () => {
		const sizes = panelSizes('traffic', sampleSnapshot({ servers, exchanges }));
		expect(sizes.length).toBe(4);
		for (const { width, height } of sizes) {
			const panel = rows({}, width, height);
			expect(panel.length).toBe(height);
			expect(new Set(panel.map(textWidth))).toEqual(new Set([width]));
		}
	});
});

describe('Traffic with marks', () => {
	it('shows a sign before what is marked, and how many there are', () => {
		const panel = rows({ marks: exchanges.slice(0, 1) });
		expect(panel.find(row => row.includes('MISS'))).toContain('◆ 10:30');
		expect(panel.find(row => row.includes('HIT'))).not.toContain('◆');
		expect(panel.at(-1)).toContain('◆ 1 marked');
	});

	it('takes no room for a sign where nothing is marked', () => {
		expect(rows({}).find(row => row.includes('MISS'))).toMatch(/^│ 10:30/);
	});
});

describe('the columns of Traffic', () => {
	it('have the time of day that the clock showed, before it was set and since', () => {
		const shown = [sampleExchange({ id: 1 }), sampleExchange({ id: 2, clockShiftMs: 2 * 3_600_000 })];
		const [before = 0, since = 0] = rows({}, 76, 14, shown).flatMap(row => {
			const [, hours, minutes] = /(\d\d):(\d\d):\d\d/.exec(row) ?? [];
			return hours === undefined ? [] : [Number(hours) * 60 + Number(minutes)];
		});
		expect(since - before).toBe(120);
	});

	it('shows the longest name of a server whole at 77 columns, and every column in its place', () => {
		const shown = [
			sampleExchange({ id: 1, server: 'poetry/jabberwocky', peer: 'proxy/jabberwocky' }),
			sampleExchange({ id: 2, server: 'transform', kind: 'transform', replied: true, durationMs: 0.6, peer: 'client' }),
		];
		expect(rows({}, 77, 14, shown).slice(1, 4)).toEqual([
			'│ time         server             what happened        bytes    took from   │',
			'│ 10:30:01.000 poetry/jabberwocky SENT                3.0 kB   11 ms proxy  │',
			'│▸10:30:02.000 transform          ENDED               3.0 kB  0.6 ms client │',
		]);
	});
});

test.each([
	[77, '192.168.100.104'],
	[77, 'ada@mac'],
	[62, 'ada@mac'],
	[120, '192.168.100.104:50001'],
	[140, '[2001:db8:85a3::8a2e:370:7334]:50002'],
])('in %i columns, those from elsewhere are told by %s', (width, words) => {
	const strangers = [
		sampleExchange({ id: 1, peerHost: '192.168.100.104' }),
		sampleExchange({ id: 2, peerHost: '2001:db8:85a3::8a2e:370:7334' }),
		sampleExchange({ id: 3, peerHost: '192.168.1.5', peerName: 'ada@mac' }),
	];
	const shown = words.startsWith('[') ? strangers : strangers.filter(({ id }) => id !== 2);
	const drawn = rows({}, width, 14, shown);
	expect(drawn.join('\n')).toContain(words);
	expect(drawn.join('\n')).toContain('SENT');
});
