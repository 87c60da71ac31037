import { describe, expect, it } from 'vitest';
import type { FetchState } from '../../source/lab/snapshot/fetch-state.ts';
import type { Exchange } from '../../source/lab/snapshot.ts';
import { fetchOutcome, poemOutcome } from '../../source/ui/fetch-outcome.ts';
import { exchangeOutcome, outcomeIn, outcomeText } from '../../source/ui/outcome.ts';
import { openExchange, runningFetch, sampleExchange, sampleFetch } from '../fixtures/fake-lab.ts';

const transform = { id: 1, server: 'transform', kind: 'transform', transform: 'gibberish' } as const;
const proxy = { id: 1, server: 'proxy/ecstasy', kind: 'proxy' } as const;

const exchanges: readonly (readonly [string, Exchange])[] = [
	['SENT', sampleExchange({ id: 1 })],
	['WAITING 0.0/3.0 kB', openExchange({ id: 1, bytesOut: 0 })],
	['CONNECTING', openExchange({ id: 1, dialled: true, bytesOut: 0 })],
	['WAITING 0.0/3.0 kB', openExchange({ id: 1, dialled: true, connected: true, bytesOut: 0 })],
	['SENDING 0.1/3.0 kB', openExchange({ id: 1, bytesOut: 120 })],
	['HIT', sampleExchange({ ...proxy, cache: 'hit' })],
	['HIT class', sampleExchange({ ...proxy, cache: 'hit', cacheFrom: 'class' })],
	['MISS', sampleExchange({ ...proxy, cache: 'miss' })],
	['COLLAPSED 0.1/3.0 kB', openExchange({ ...proxy, cache: 'collapsed', bytesOut: 120 })],
	[
		'COLLAPSED with bo@mac 0.1/3.0 kB',
		openExchange({ ...proxy, cache: 'collapsed', withLab: 'bo@mac', bytesOut: 120 }),
	],
	['STALE connection refused', sampleExchange({ ...proxy, cache: 'stale', why: 'connection refused' })],
	['REPLIED gibberish', sampleExchange({ ...transform, replied: true })],
	['TRANSFORMING gibberish', openExchange(transform)],
	['REPLYING gibberish', openExchange({ ...transform, replied: true })],
	[
		'REFUSED no such transform',
		openExchange({
			id: 1,
			server: 'transform',
			kind: 'transform',
			bytesIn: 3,
			replied: false,
			why: 'no such transform',
		}),
	],
	['RECEIVING 3 B', openExchange({ id: 1, server: 'transform', kind: 'transform', bytesIn: 3 })],
	['REFUSED gibberish: it threw', sampleExchange({ ...transform, how: 'refused', why: 'it threw' })],
	['REFUSED no dot', sampleExchange({ id: 1, server: 'transform', kind: 'transform', how: 'refused', why: 'no dot' })],
	['LEFT 0.1/3.0 kB', sampleExchange({ id: 1, how: 'left', bytesOut: 120 })],
	['CANCELLED 0.1/3.0 kB', sampleExchange({ id: 1, how: 'reset', cancelled: true, bytesOut: 120 })],
	['CUT miss its upstream was stopped', sampleExchange({ ...proxy, cache: 'miss', how: 'cut', cancelled: true })],
	['LEFT 0.1/3.0 kB half-close', sampleExchange({ id: 1, how: 'left', bound: 'half-close', bytesOut: 120 })],
	['RESET 0.1/3.0 kB', sampleExchange({ id: 1, how: 'reset', bytesOut: 120 })],
	['CUT miss the upstream reset', sampleExchange({ ...proxy, cache: 'miss', how: 'cut', why: 'the upstream reset' })],
	['OVER BOUND request-time', sampleExchange({ ...transform, how: 'over-bound', bound: 'request-time' })],
	['STOPPED with its server', sampleExchange({ id: 1, how: 'stopped' })],
];

const fetches: readonly (readonly [string, FetchState])[] = [
	['MISS 12 ms', sampleFetch()],
	['HIT 0.3 ms', sampleFetch({ cache: 'hit', poemMs: 0.3 })],
	['HIT class 0.3 ms', sampleFetch({ cache: 'hit', cacheFrom: 'class', poemMs: 0.3 })],
	['COLLAPSED with bo@mac 9.0 ms', sampleFetch({ cache: 'collapsed', withLab: 'bo@mac', poemMs: 9 })],
	['COLLAPSED with bo@mac 120 B', runningFetch({ cache: 'collapsed', withLab: 'bo@mac', poemBytes: 120 })],
	[
		'CONNECTING',
		runningFetch({ poem: new Uint8Array(), poemBytes: 0, firstByteMs: undefined as never, cache: undefined as never }),
	],
	[
		'WAITING for the first byte',
		runningFetch({
			connected: true,
			poem: new Uint8Array(),
			poemBytes: 0,
			firstByteMs: undefined as never,
			cache: undefined as never,
		}),
	],
	[
		'MISS waiting',
		runningFetch({ connected: true, poem: new Uint8Array(), poemBytes: 0, firstByteMs: undefined as never }),
	],
	['MISS 120 B', runningFetch({ poemBytes: 120 })],
	['TRANSFORMING shout', runningFetch({ steps: [{ transform: 'shout', status: 'running' }] })],
	[
		'FELL BACK cummingsify: connection refused',
		sampleFetch({
			status: 'fell-back',
			steps: [{ transform: 'cummingsify', status: 'failed', why: 'connection refused' }],
		}),
	],
	[
		'FAILED refused: nobody listens there',
		runningFetch({ status: 'failed', code: 'refused', why: 'nobody listens there' }),
	],
	['FAILED timed-out', runningFetch({ status: 'failed', code: 'timed-out' })],
	['CANCELLED 44 B', runningFetch({ status: 'cancelled' })],
];

describe('an outcome in words', () => {
	it.each(exchanges)('says %s of an exchange', (words, exchange) => {
		expect(outcomeText(exchangeOutcome(exchange))).toBe(words);
	});

	it.each(fetches)('says %s of a fetch', (words, fetch) => {
		expect(outcomeText(fetchOutcome(fetch))).toBe(words);
	});

	it('says FETCHED where no cache of ours was in between', () => {
		const { cache: _cache, ...direct } = sampleFetch();
		expect(outcomeText(poemOutcome(direct))).toBe('FETCHED 12 ms');
	});

	it('keeps the poem’s own outcome of a fetch that fell back', () => {
		expect(outcomeText(poemOutcome(sampleFetch({ status: 'fell-back' })))).toBe('MISS 12 ms');
	});

	it.each([
		[70, 'REFUSED spin: spin.js timed out: it did not answer within 1 s'],
		[40, 'REFUSED spin: spin.js timed out'],
		[26, 'REFUSED spin.js timed out'],
		[20, 'REFUSED timed out'],
	])('says in %i columns why a transform was refused', (width, words) => {
		const why = 'spin.js timed out: it did not answer within 1 s';
		const refused = sampleExchange({
			...transform,
			transform: 'spin',
			how: 'refused',
			refusal: 'transform-threw',
			why,
		});
		expect(outcomeIn(exchangeOutcome(refused), width)).toBe(words);
	});

	it('makes a stranger’s control characters visible, on one line', () => {
		const outcome = exchangeOutcome(
			sampleExchange({ ...transform, transform: '\u001b[31m', how: 'refused', why: 'two\nlines' }),
		);
		expect(outcomeText(outcome)).toBe('REFUSED ␛[31m: two␊lines');
	});
});
