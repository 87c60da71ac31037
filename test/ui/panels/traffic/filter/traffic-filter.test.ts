import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	filterExchanges,
	filterProblem,
	findingsOf,
	parseFilter,
} from '../../../../../source/ui/panels/traffic/filter/traffic-filter.ts';
import { openExchange, sampleExchange } from '../../../../fixtures/fake-lab.ts';

const exchanges = [
	sampleExchange({ id: 1, server: 'proxy/ecstasy', kind: 'proxy', cache: 'miss', peer: 'client' }),
	sampleExchange({ id: 2, server: 'proxy/tyger', kind: 'proxy', cache: 'miss' }),
	sampleExchange({ id: 3, server: 'transform', kind: 'transform', transform: 'cummingsify', replied: true }),
	sampleExchange({ id: 4, server: 'poetry/ecstasy', how: 'reset', peerHost: '192.168.1.4' }),
];

function found(filter: string): readonly number[] {
	return filterExchanges(exchanges, filter).map(({ id }) => id);
}

describe('the traffic filter', () => {
	it('wants every word, anywhere, in any case', () => {
		expect(found('miss ecstasy')).toEqual([1]);
		expect(found('ECSTASY')).toEqual([1, 4]);
		expect(found('  ')).toEqual([1, 2, 3, 4]);
		expect(found('miss hit')).toEqual([]);
	});

	it('looks at the server, the outcome, the transform and the peer', () => {
		expect(found('proxy/')).toEqual([1, 2]);
		expect(found('reset')).toEqual([4]);
		expect(found('cummings')).toEqual([3]);
		expect(found('client')).toEqual([1]);
		expect(found('192.168')).toEqual([4]);
	});

	it('keeps the very list where there is nothing to look for', () => {
		expect(filterExchanges(exchanges, '')).toBe(exchanges);
	});

	it('finds a word within one part only, never across two', () => {
		expect(found('ecstasymiss')).toEqual([]);
	});
});

describe('a term of the filter', () => {
	const exchanges = [
		sampleExchange({ id: 1, server: 'proxy/ecstasy', kind: 'proxy', cache: 'hit', durationMs: 0.3, peer: 'client' }),
		sampleExchange({ id: 2, server: 'proxy/hit-parade', kind: 'proxy', cache: 'miss', durationMs: 10 }),
		sampleExchange({
			id: 3,
			server: 'transform',
			kind: 'transform',
			transform: 'shout',
			bytesOut: 1_000,
			replied: true,
		}),
		sampleExchange({
			id: 4,
			how: 'reset',
			durationMs: 1_200,
			bytesOut: 120,
			faults: [{ name: 'reset', what: 'reset after 120 bytes' }],
		}),
		openExchange({ id: 5, server: 'poetry/tyger', bytesOut: 200 }),
		sampleExchange({
			id: 6,
			server: 'transform',
			kind: 'transform',
			transform: 'gibberish',
			how: 'refused',
			bytesOut: 0,
		}),
	];
	const ids = (filter: string, marked: readonly number[] = []): readonly number[] =>
		filterExchanges(exchanges, filter, ({ id }) => marked.includes(id)).map(({ id }) => id);

	it('takes a cache outcome by itself, and not as a part of a name', () => {
		expect(ids('hit')).toEqual([1]);
		expect(ids('HIT')).toEqual([1]);
		expect(ids('miss')).toEqual([2]);
		expect(ids('hit-parade')).toEqual([2]);
	});

	it('looks for a server, a transform, a peer or a fault in that field alone', () => {
		expect(ids('server:proxy/ecstasy')).toEqual([1]);
		expect(ids('server:proxy')).toEqual([1, 2]);
		expect(ids('server:shout')).toEqual([]);
		expect(ids('transform:shout')).toEqual([3]);
		expect(ids('peer:client')).toEqual([1]);
		expect(ids('peer::50002')).toEqual([2]);
		expect(ids('fault:reset')).toEqual([4]);
	});

	it('knows how an exchange ended, and the open ones', () => {
		expect(ids('status:ok')).toEqual([1, 2, 3]);
		expect(ids('status:failed')).toEqual([4, 6]);
		expect(ids('status:open')).toEqual([5]);
		expect(ids('status:reset')).toEqual([4]);
		expect(ids('status:refused')).toEqual([6]);
	});

	it('compares times without those that are still open, and without the limit itself', () => {
		expect(ids('>10ms')).toEqual([3, 4, 6]);
		expect(ids('<10ms')).toEqual([1]);
		expect(ids('>1s')).toEqual([4]);
		expect(ids('>0.02min')).toEqual([]);
		expect(ids('<1min')).toEqual([1, 2, 3, 4, 6]);
	});

	it('compares sizes in bytes of a thousand to the kilo', () => {
		expect(ids('>1kB')).toEqual([1, 2]);
		expect(ids('>999B')).toEqual([1, 2, 3]);
		expect(ids('<0.2kb')).toEqual([4, 6]);
		expect(ids('>1MB')).toEqual([]);
	});

	it('finds marked ones, and the contrary of any term', () => {
		expect(ids('marked', [2, 5])).toEqual([2, 5]);
		expect(ids('!marked', [2, 5])).toEqual([1, 3, 4, 6]);
		expect(ids('!hit')).toEqual([2, 3, 4, 5, 6]);
		expect(ids('!status:failed !open >10ms')).toEqual([3]);
		expect(ids('!!hit')).toEqual([1]);
	});

	it('takes an address for a word, though there is a colon in it', () => {
		expect(filterProblem('localhost:12000', false)).toBeUndefined();
		expect(filterProblem(':50002', false)).toBeUndefined();
		expect(ids(':50002')).toEqual([2]);
	});
});

describe('a term in capitals', () => {
	it.each([
		['MISS', 'miss'],
		['SERVER:Ecstasy', 'server:ecstasy'],
		['Status:OK', 'status:ok'],
		['>1MS', '>1ms'],
		['>1KB', '>1kb'],
		['ECSTASY', 'ecstasy'],
	])('%s finds the same as %s', (capitals, small) => {
		expect(found(capitals)).toEqual(found(small));
		expect(found(small).length).toBeGreaterThan(0);
	});

	it('is explained as it was written', () => {
		expect(parseFilter('Tyger')[0]?.condition?.meaning).toBe('has “Tyger” in its server, outcome or peer');
		expect(parseFilter('server:Tyger')[0]?.condition?.meaning).toBe('the server’s name has “Tyger”');
		expect(parseFilter('>1KB')[0]?.condition?.meaning).toBe('sent more than 1 kB');
	});
});

describe('a term that is wrong', () => {
	it.each([
		['server:', 'server: needs a name, such as server:proxy/ecstasy'],
		['transform:', 'transform: needs a name, such as transform:cummingsify'],
		['peer:', 'peer: needs a name or a port, such as peer:client'],
		['fault:', 'fault: needs a name, such as fault:reset'],
		['status:', 'status: needs a status, such as status:failed'],
		['status:fai', 'status:fai is none; write status:failed'],
		['status:re', 'status:re is none; write status:refused or reset'],
		['>', '> needs a time or a size, such as >10ms or >1kB'],
		['<10', '<10 needs a unit: write <10ms, s, min, B, kB or MB'],
		['>10k', '>10k has no unit that is known: write >10ms, s, min, B, kB or MB'],
		['!', '! needs a term after it, such as !hit'],
		['!server:', 'server: needs a name, such as server:proxy/ecstasy'],
	])('says of %s what to write, but not while it may only lack its end', (term, why) => {
		expect(filterProblem(term, false)).toBe(why);
		expect(filterProblem(term, true)).toBeUndefined();
		expect(filterProblem(`${term} `, true)).toBe(why);
		expect(filterProblem(`${term} miss`, true)).toBe(why);
	});

	it.each([
		['sever:tyger', 'sever: is no term; write server:, transform:, status:, peer: or fault:'],
		['status:great', /^status:great is none; write status:ok, failed, open, .* or stopped$/],
		['>ten', '>ten needs a number after >, such as >10ms'],
		['>10parsecs', '>10parsecs has no unit that is known: write >10ms, s, min, B, kB or MB'],
	])('says of %s at once that it can not become one', (term, why) => {
		expect(filterProblem(term, true)).toMatch(why);
	});

	it.each([
		['>1GB', '>1GB has no unit'],
		['<10Kib', '<10Kib has no unit'],
		['!>2Parsecs', '>2Parsecs has no unit'],
		['>Ten', '>Ten needs a number'],
		['status:Great', 'status:Great is none'],
		['Sever:tyger', 'Sever: is no term'],
		['Server:', 'Server: needs a name'],
	])('is told of %s as it was written', (term, why) => {
		expect(filterProblem(term, false)).toMatch(why);
	});

	it('keeps nothing out, while the others still hold', () => {
		expect(found('miss server:')).toEqual([1, 2]);
		expect(found('server:')).toEqual([1, 2, 3, 4]);
		expect(filterProblem('miss >10 server:x', false)).toContain('>10 needs');
	});

	it('never makes the parser throw, whatever is typed', () => {
		const typed = fc.oneof(
			fc.string({ unit: 'binary' }),
			fc
				.array(
					fc.constantFrom('!', '>', '<', ':', '1', '.', 'server', 'status', 'fault', ' ', 'ms', 'k', 'marked', '\n'),
				)
				.map(parts => parts.join('')),
		);
		fc.assert(
			fc.property(typed, filter => {
				for (const term of parseFilter(filter)) {
					expect((term.condition === undefined) !== (term.problem === undefined)).toBe(true);
				}
				filterProblem(filter, true);
				findingsOf(filter);
				const kept = filterExchanges(exchanges, filter);
				expect(kept.every(exchange => exchanges.includes(exchange))).toBe(true);
			}),
		);
	});

	it('lets an exchange through a term, or through its contrary, and never through both', () => {
		const term = fc.constantFrom('hit', 'tyger', 'status:ok', '>10ms', '<1kB', 'peer:client', 'server:proxy', 'marked');
		fc.assert(
			fc.property(term, text => {
				expect([...found(text), ...found(`!${text}`)].sort()).toEqual([1, 2, 3, 4]);
			}),
		);
	});
});

describe('what a filter has found', () => {
	it('is told by column, and is nothing for a contrary', () => {
		expect(findingsOf('server:proxy !miss >1ms').map(({ column }) => column)).toEqual(['server', 'took']);
		expect(findingsOf('>1kB')).toEqual([{ column: 'bytes' }]);
	});
});
