import { describe, expect, it } from 'vitest';
import { filterExchanges, peerLabel } from '../../../source/ui/traffic/traffic-filter.ts';
import { sampleExchange } from '../../fixtures/fake-lab.ts';

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

describe('a peer', () => {
	it('is one of ours by name, a port on this machine, or an address', () => {
		expect(exchanges.map(peerLabel)).toEqual(['client', ':50002', ':50003', '192.168.1.4:50004']);
		expect(peerLabel(sampleExchange({ id: 1, peerHost: '2001:db8::1' }))).toBe('[2001:db8::1]:50001');
	});
});
