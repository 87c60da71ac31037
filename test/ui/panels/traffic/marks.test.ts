import { describe, expect, it } from 'vitest';
import { isMarked, maxMarks, toggleMark } from '../../../../source/ui/panels/traffic/marks.ts';
import { trafficList } from '../../../../source/ui/panels/traffic/traffic-list.ts';
import { initialState, type ScreenState } from '../../../../source/ui/state.ts';
import { observe } from '../../../../source/ui/views.ts';
import { openExchange, sampleExchange, sampleSnapshot } from '../../../fixtures/fake-lab.ts';

const exchange = (id: number) => sampleExchange({ id });
const marking = (...ids: readonly number[]): ScreenState =>
	ids.reduce<ScreenState>((state, id) => toggleMark(state, exchange(id)), initialState);

describe('a mark', () => {
	it('is put and taken away by the same key, and both are said', () => {
		const marked = marking(7);
		expect(isMarked(marked.traffic.marks, exchange(7))).toBe(true);
		expect(marked.message?.text).toBe('marked: 1 exchange; /marked shows them');
		const unmarked = toggleMark(marked, exchange(7));
		expect(unmarked.traffic.marks).toEqual([]);
		expect(unmarked.message?.text).toBe('unmarked; nothing is marked now');
	});

	it('says that there is nothing to mark where there is no exchange', () => {
		expect(toggleMark(initialState, undefined).message?.tone).toBe('warning');
	});

	it('can not be put on more exchanges than the bound', () => {
		const full = marking(...Array.from({ length: maxMarks }, (_, index) => index + 1));
		const more = toggleMark(full, exchange(maxMarks + 1));
		expect(more.traffic.marks.length).toBe(maxMarks);
		expect(more.message?.text).toContain('that is the most');
		expect(toggleMark(full, exchange(1)).traffic.marks.length).toBe(maxMarks - 1);
	});

	it('keeps an exchange in the list after newer ones took its place', () => {
		const { traffic } = marking(2, 9);
		const snapshot = sampleSnapshot({ exchanges: [exchange(8), exchange(9), exchange(10)], droppedExchanges: 7 });
		expect(trafficList(traffic, snapshot).ids).toEqual([2, 8, 9, 10]);
		expect(trafficList({ ...traffic, filter: 'marked' }, snapshot).ids).toEqual([2, 9]);
	});

	it('shows no exchange that a replay has not come to yet', () => {
		const { traffic } = marking(9);
		expect(trafficList(traffic, sampleSnapshot({ exchanges: [exchange(3)] })).ids).toEqual([3]);
		expect(trafficList(traffic, sampleSnapshot({ exchanges: [] })).ids).toEqual([]);
	});

	it('on an open exchange learns how it ended, also when it is dropped later', () => {
		const open = openExchange({ id: 3 });
		const state = toggleMark(initialState, open);
		const ended = { ...open, how: 'reset' as const, durationMs: 5 };
		const observed = observe(state, sampleSnapshot({ exchanges: [ended] }));
		const later = sampleSnapshot({ exchanges: [exchange(2_000)], droppedExchanges: 1_999 });
		expect(trafficList(observed.traffic, later).shown[0]?.how).toBe('reset');
	});

	it('stays through a pause', () => {
		const snapshot = sampleSnapshot({ exchanges: [exchange(5)] });
		const paused = { ...marking(5).traffic, paused: { exchanges: snapshot.exchanges, dropped: 0 }, filter: 'marked' };
		expect(trafficList(paused, sampleSnapshot({ exchanges: [exchange(900)], droppedExchanges: 899 })).ids).toEqual([5]);
	});
});
