import { expect, test } from 'vitest';
import type { RecordingState } from '../../../source/lab/snapshot/replay-state.ts';
import { endRecording } from '../../../source/lab/worker/end-recording.ts';
import { createFakeLab, sampleSnapshot } from '../../fixtures/fake-lab.ts';

const recording: RecordingState = { path: 'a.jsonl', events: 3, bytes: 300, status: 'on' };

test('a recording is over when the lab says so, and not before', async () => {
	const lab = createFakeLab(sampleSnapshot({ recording }));
	let isOver = false;
	const ending = endRecording(lab).then(() => {
		isOver = true;
	});
	expect(lab.actions).toEqual([{ type: 'stop-recording' }]);
	lab.set({ recording: { ...recording, events: 4 } });
	await Promise.resolve();
	expect(isOver).toBe(false);
	lab.set({ recording: { ...recording, events: 4, status: 'stopped' } });
	await ending;
	expect(lab.listening).toBe(0);
});

test('without a recording there is nothing to wait for', async () => {
	await endRecording(createFakeLab());
});
