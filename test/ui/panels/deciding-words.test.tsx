import { describe, expect, test } from 'vitest';
import type { FetchState } from '../../../source/lab/snapshot/fetch-state.ts';
import type { Exchange } from '../../../source/lab/snapshot.ts';
import { ClientPanel } from '../../../source/ui/panels/client/client-panel.tsx';
import { ConnectionsPanel } from '../../../source/ui/panels/connections/connections-panel.tsx';
import { TrafficPanel } from '../../../source/ui/panels/traffic/traffic-panel.tsx';
import { initialState } from '../../../source/ui/state.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import {
	openExchange,
	runningFetch,
	sampleExchange,
	sampleFetch,
	sampleServer,
	sampleSnapshot,
} from '../../fixtures/fake-lab.ts';
import { modelOf, panelSizes } from '../../fixtures/view-model.ts';

const servers = [sampleServer({ id: 'poetry/jabberwocky' }), sampleServer({ id: 'proxy/jabberwocky', kind: 'proxy' })];
const poet = { id: 1, server: 'poetry/jabberwocky', bytesOut: 1_200 } as const;
const proxy = { id: 1, server: 'proxy/jabberwocky', kind: 'proxy', bytesOut: 1_200 } as const;
const asked = { id: 1, server: 'transform', kind: 'transform' } as const;
const dialled = { id: 1, server: 'poems.a-long-name.example.org:10000', dialled: true, peer: 'client' } as const;
const struck = [{ name: 'truncate', at: 0 }] as unknown as NonNullable<Exchange['faults']>;

/** Exchanges, each with the words that decide about it. */
const exchanges: readonly (readonly [readonly string[], Exchange])[] = [
	[['OVER BOUND connections', 'jabberwocky'], sampleExchange({ ...poet, how: 'over-bound', bound: 'connections' })],
	[
		['OVER BOUND upstream-fetches', 'jabberwocky'],
		sampleExchange({
			...proxy,
			how: 'over-bound',
			bound: 'upstream-fetches',
			why: '100 fetches wait for a first byte',
		}),
	],
	[['RESET ↯ truncate', 'jabberwocky'], sampleExchange({ ...poet, how: 'reset', faults: struck })],
	[
		['CUT', 'connection reset', 'jabberwocky'],
		sampleExchange({ ...proxy, how: 'cut', cache: 'collapsed', why: 'connection reset' }),
	],
	[['STALE connection refused', 'jabber'], sampleExchange({ ...proxy, cache: 'stale', why: 'connection refused' })],
	[['COLLAPSED 1.2/3.0 kB', 'jabberwocky'], openExchange({ ...proxy, cache: 'collapsed' })],
	[['STOPPED with its server', 'jabber'], sampleExchange({ ...poet, how: 'stopped' })],
	[
		['REFUSED', 'unknown'],
		sampleExchange({
			...asked,
			how: 'refused',
			transform: 'a-name-that-nobody-knows',
			refusal: 'unknown-transform',
			why: 'no transform is called “a-name-that-nobody-knows”, unknown to this server',
		}),
	],
	[
		['REFUSED', 'timed out'],
		sampleExchange({
			...asked,
			how: 'refused',
			transform: 'spin',
			refusal: 'transform-threw',
			why: 'spin.js timed out: it did not answer within 1 s',
		}),
	],
	[
		['FAILED timed out', ':10000'],
		sampleExchange({ ...dialled, how: 'failed', code: 'timed-out', why: 'timed out: not connected within 30000 ms' }),
	],
	[
		['FAILED unreachable', ':10000'],
		sampleExchange({ ...dialled, how: 'failed', code: 'unreachable', why: 'no such host' }),
	],
	[['CONNECTING', ':10000'], openExchange({ ...dialled, bytesOut: 0 })],
];

describe('Traffic keeps the word, the reason and the name of each exchange', () => {
	test.each(exchanges)('%j on every terminal', (words, exchange) => {
		const snapshot = sampleSnapshot({ servers, exchanges: [exchange] });
		for (const { width, height } of panelSizes('traffic', snapshot)) {
			const drawn = drawnRows(
				<TrafficPanel model={modelOf({ snapshot })} focused {...{ width, height }} />,
				width,
				height,
			);
			const row = drawn.find(line => line.includes(words[0]?.split(' ')[0] ?? '')) ?? '';
			for (const word of words) {
				expect(row).toContain(word);
			}
		}
	});

	test('and who asked, where there is a column for it, whatever the reasons of others take', () => {
		const shown = exchanges.map(([, exchange], at) => ({ ...exchange, id: at, peer: 'client' as const }));
		const fine = [sampleExchange({ ...poet, id: 90, peer: 'client' })];
		const snapshot = sampleSnapshot({ servers, exchanges: [...shown, ...fine] });
		const drawn = drawnRows(<TrafficPanel model={modelOf({ snapshot })} focused width={77} height={30} />, 77, 30);
		expect(drawn[1]).toContain('took from');
		expect(drawn.find(row => row.includes('SENT'))).toContain('11 ms client');
		expect(drawn.find(row => row.includes('↯ truncate'))).toContain('11 ms client');
	});
});

test('Connections keeps the name of a server, and the port of one elsewhere', () => {
	const open = [openExchange({ ...poet, peer: 'client' }), openExchange({ ...dialled, id: 2, connected: true })];
	const snapshot = sampleSnapshot({ servers, open });
	for (const { width, height } of panelSizes('connections', snapshot)) {
		const model = modelOf({ snapshot });
		const drawn = drawnRows(<ConnectionsPanel model={model} focused {...{ width, height }} />, width, height);
		expect(drawn.some(row => row.includes('/jabberwocky '))).toBe(true);
		expect(drawn.some(row => /client +(?:→ +)?poem\S*:10000 /.test(row))).toBe(true);
	}
});

/** Fetches, each with the words that decide about it. */
const fetches: readonly (readonly [readonly string[], FetchState])[] = [
	[['MISS 12 ms', 'jabber'], sampleFetch({ server: 'proxy/jabberwocky' })],
	[
		['COLLAPSED 123 ms', 'jabber'],
		sampleFetch({ server: 'proxy/jabberwocky', cache: 'collapsed', poemMs: 123, durationMs: 123 }),
	],
	[
		['FAILED', 'unreachable', 'jabber'],
		runningFetch({
			server: 'poetry/jabberwocky',
			status: 'failed',
			code: 'unreachable',
			why: 'the host of this poem cannot be reached, it is unreachable',
		}),
	],
	[
		['FELL BACK', 'gibberish', 'jabber'],
		sampleFetch({
			server: 'proxy/jabberwocky',
			status: 'fell-back',
			steps: [
				{
					transform: 'gibberish',
					status: 'failed',
					code: 'closed-without-reply',
					why: 'the server closed without a reply',
				},
			],
		}),
	],
	[
		['FAILED timed out', ':10000'],
		runningFetch({
			address: 'poems.a-long-name.example.org:10000',
			status: 'failed',
			code: 'timed-out',
			why: 'timed out: silent for 5000 ms',
			server: undefined as never,
		}),
	],
];

describe('Client keeps the word, the reason and the host of a fetch from 80x24 on', () => {
	const newest = sampleFetch({ id: 999, server: 'proxy/ecstasy' });

	test.each(fetches)('%j, before the newest one, and in the list', (words, fetch) => {
		const snapshot = sampleSnapshot({ fetches: [fetch, newest], fetch: newest });
		for (const field of ['fetch', 'fetches'] as const) {
			const state = { ...initialState, client: { ...initialState.client, field } };
			for (const { width, height } of panelSizes('client', snapshot).slice(1)) {
				const model = modelOf({ snapshot, state });
				const drawn = drawnRows(<ClientPanel model={model} focused {...{ width, height }} />, width, height);
				const row = drawn.findLast(line => line.includes(words[0]?.split(' ')[0] ?? '') && !line.includes('ecstasy'));
				// A small panel has no room for what was before.
				for (const word of row === undefined && field === 'fetch' ? [] : words) {
					expect(row).toContain(field === 'fetches' ? word.replace(/^(?:MISS|COLLAPSED) /, '') : word);
				}
			}
		}
	});
});
