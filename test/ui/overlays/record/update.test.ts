import { describe, expect, it } from 'vitest';
import type { RecordingState } from '../../../../source/lab/snapshot/replay-state.ts';
import type { Snapshot } from '../../../../source/lab/snapshot.ts';
import { dispatch } from '../../../../source/ui/effects.ts';
import type { Command } from '../../../../source/ui/keymap.ts';
import { proposedRecording } from '../../../../source/ui/overlays/record/update.ts';
import { initialState, type ScreenState, type World } from '../../../../source/ui/state.ts';
import { update, updateByText } from '../../../../source/ui/update.ts';
import { observe } from '../../../../source/ui/views.ts';
import { sampleSnapshot, sampleTime } from '../../../fixtures/fake-lab.ts';
import { worldOf } from '../../../fixtures/view-model.ts';

function world(change: Partial<Snapshot> = {}): World {
	const snapshot = sampleSnapshot(change);
	return worldOf(snapshot);
}

const press = (state: ScreenState, command: Command, here = world()) => update(state, command, here);
const seen = (state: ScreenState, recording: RecordingState) => observe(state, sampleSnapshot({ recording }));
const on: RecordingState = { path: '/tmp/a.jsonl', events: 0, bytes: 0, status: 'on' };
const asked = press(press(initialState, 'record').state, 'accept').state;

describe('the question for a file', () => {
	it('proposes a name with the date and the time of day, which sorts and needs no quotes', () => {
		expect(proposedRecording(sampleTime)).toBe('poetry-lab-2024-11-22T10-30-00.jsonl');
		expect(press(initialState, 'record').state.overlay).toMatchObject({ path: 'poetry-lab-2024-11-22T10-30-00.jsonl' });
	});

	it('asks for the file that was typed in place of the proposed one', () => {
		const empty = press(press(initialState, 'record').state, 'erase-all').state;
		const typed = updateByText(empty, ' q.jsonl ', world()).state;
		expect(press(typed, 'accept').effects).toEqual([dispatch({ type: 'start-recording', path: 'q.jsonl' })]);
	});

	it('asks for nothing without a name, nor after esc', () => {
		const empty = press(press(initialState, 'record').state, 'erase-all').state;
		expect(press(empty, 'accept').effects).toEqual([]);
		const closed = press(empty, 'close');
		expect(closed.effects).toEqual([]);
		expect(closed.state.overlay).toBeUndefined();
	});

	it('closes once the lab records, and says where to', () => {
		expect(asked.overlay).toMatchObject({ saving: true });
		const state = seen(asked, on);
		expect(state.overlay).toBeUndefined();
		expect(state.message?.text).toBe('recording to /tmp/a.jsonl');
	});

	it('stays open where it can not be, says why, and takes another name', () => {
		const why = 'Cannot record to a: it is there already';
		const state = seen(asked, { path: 'a', events: 0, bytes: 0, status: 'stopped', why });
		expect(state.overlay).toMatchObject({ kind: 'record', saving: false, error: why });
		const again = press(updateByText(state, '2', world()).state, 'accept');
		expect(again.effects).toEqual([
			dispatch({ type: 'start-recording', path: 'poetry-lab-2024-11-22T10-30-00.jsonl2' }),
		]);
		expect(seen(again.state, on).overlay).toBeUndefined();
	});
});

describe('a recording', () => {
	const running = seen(asked, on);

	it('is stopped by the key that starts one', () => {
		expect(press(running, 'record', world({ recording: on })).effects).toEqual([dispatch({ type: 'stop-recording' })]);
	});

	it('that was stopped is told of by its name, its place and how much it holds', () => {
		const stopped = seen(running, { ...on, path: '/home/x/a.jsonl', events: 1_284, bytes: 312_000, status: 'stopped' });
		expect(stopped.message).toEqual({ text: '1,284 events, 312 kB are in a.jsonl, in /home/x', tone: 'good' });
	});

	it('that failed is told of at once, and until esc, whatever is pressed', () => {
		const why = 'the disk is full';
		const busy: ScreenState = { ...running, message: { text: 'something else', tone: 'plain' } };
		const failed = seen(busy, { ...on, events: 3, bytes: 900, status: 'stopped', why });
		expect(failed.message).toBeUndefined();
		expect(failed.recordingTrouble).toBe(
			'recording stopped: the disk is full; 3 events, 900 B are in a.jsonl, in /tmp',
		);
		const later = press(press(failed, 'focus-traffic').state, 'down').state;
		expect(later.recordingTrouble).toBe(failed.recordingTrouble);
		expect(press(later, 'back').state.recordingTrouble).toBeUndefined();
	});

	it('that begins anew takes the old trouble away', () => {
		const failed = seen(running, { ...on, events: 3, status: 'stopped', why: 'the disk is full' });
		expect(seen(failed, { ...on, path: '/tmp/b.jsonl' }).recordingTrouble).toBeUndefined();
	});

	it('that only grows changes nothing on the screen’s side', () => {
		expect(seen(running, { ...on, events: 50, bytes: 1_000 })).toBe(running);
	});
});
