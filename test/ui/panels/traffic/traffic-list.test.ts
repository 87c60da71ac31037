import { expect, test } from 'vitest';
import { newerWords, trafficList } from '../../../../source/ui/panels/traffic/traffic-list.ts';
import { initialState } from '../../../../source/ui/state.ts';
import { sampleExchange, sampleSnapshot } from '../../../fixtures/fake-lab.ts';

const exchange = (id: number, server: string) => sampleExchange({ id, server });
const before = [exchange(1, 'proxy/tyger'), exchange(2, 'poetry/tyger')];
const paused = { exchanges: before, dropped: 0 };

function newer(filter: string, exchanges: readonly ReturnType<typeof exchange>[], droppedExchanges = 0) {
	return trafficList({ ...initialState.traffic, paused, filter }, sampleSnapshot({ exchanges, droppedExchanges }))
		.newer;
}

test('paused with a filter, what the filter hides does not count as new', () => {
	const after = [...before, exchange(3, 'proxy/ecstasy'), exchange(4, 'proxy/tyger'), exchange(5, 'proxy/ecstasy')];
	expect(newer('', after)).toEqual({ count: 3, isLeast: false });
	expect(newer('ecstasy', after)).toEqual({ count: 2, isLeast: false });
	expect(newer('!ecstasy', after)).toEqual({ count: 1, isLeast: false });
	expect(newer('/wide', after)).toEqual({ count: 0, isLeast: false });
});

test('what was there when it was paused is not new, though it matches', () => {
	expect(newer('tyger', before)).toEqual({ count: 0, isLeast: false });
});

test('where some of the new ones are gone already, a count through a filter is told as the least', () => {
	const after = [exchange(8, 'proxy/tyger'), exchange(9, 'proxy/ecstasy')];
	expect(newer('ecstasy', after, 7)).toEqual({ count: 1, isLeast: true });
	expect(newer('', after, 7)).toEqual({ count: 7, isLeast: false });
	expect(newerWords({ count: 1, isLeast: true })).toBe('1 new or more');
});

test('what is not paused has nothing newer', () => {
	expect(trafficList(initialState.traffic, sampleSnapshot({ exchanges: before })).newer).toBeUndefined();
});
