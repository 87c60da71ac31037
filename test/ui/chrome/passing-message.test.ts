import { expect, test } from 'vitest';
import type { Snapshot } from '../../../source/lab/snapshot.ts';
import { initialState, type ScreenState, sayWhile } from '../../../source/ui/state.ts';
import { observe } from '../../../source/ui/views.ts';
import { runningFetch, sampleFetch, sampleSnapshot } from '../../fixtures/fake-lab.ts';

const blocked = sayWhile(initialState, 'blocked-loop', 'the lab’s loop is blocked for 2 s', 'warning');

function after(state: ScreenState, ...changes: readonly Partial<Snapshot>[]): string | undefined {
	return changes.reduce((before, change) => observe(before, sampleSnapshot(change)), state).message?.text;
}

test('that the loop is blocked is said until it answers again, also before that has been noticed', () => {
	expect(after(blocked, { lagMs: 0 })).toBe('the lab’s loop is blocked for 2 s');
	expect(after(blocked, { lagMs: 0 }, { lagMs: 300 })).toBe('the lab’s loop is blocked for 2 s');
	expect(after(blocked, { lagMs: 0 }, { lagMs: 300 }, { lagMs: 1_900 }, { lagMs: 0 })).toBeUndefined();
});

test('what esc would cancel is said until nothing is under way', () => {
	const said = sayWhile(initialState, 'fetching', 'cancelled tyger; esc again cancels the 7 others');
	expect(after(said, { fetches: [runningFetch()] })).toContain('the 7 others');
	expect(after(said, { fetches: [runningFetch()] }, { fetches: [sampleFetch()] })).toBeUndefined();
});

test('a message that was said after it stays, whatever ends', () => {
	const other = { ...blocked, message: { text: 'copied', tone: 'good' as const }, messageWhile: undefined };
	expect(after(other, { lagMs: 300 }, { lagMs: 0 })).toBe('copied');
});
