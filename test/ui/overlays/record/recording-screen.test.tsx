import { expect, it, onTestFinished } from 'vitest';
import type { RecordingState } from '../../../../source/lab/snapshot/replay-state.ts';
import { createFakeLab, sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { keys, openScreen, rowsOf } from '../../../fixtures/terminal.tsx';

const on: RecordingState = { path: '/tmp/a.jsonl', events: 1_284, bytes: 312_000, status: 'on' };

function open(columns = 80, rows = 24) {
	const lab = createFakeLab(sampleSnapshot());
	const screen = openScreen(lab, columns, rows);
	onTestFinished(() => screen.close());
	return { lab, screen };
}

it('asks for a file, counts in the header while it is on, and tells in the end where it is', async () => {
	const { lab, screen } = open();
	await screen.press('R', 'poetry-lab-2024-11-22T10-31-00.jsonl');
	await screen.press('q', '.jsonlq');
	await screen.press(keys.enter, 'opening it…');
	expect(lab.actions).toEqual([{ type: 'start-recording', path: 'poetry-lab-2024-11-22T10-31-00.jsonlq' }]);
	lab.set({ recording: on });
	const recording = await screen.until(frame => frame.includes('recording to /tmp/a.jsonl'));
	expect(rowsOf(recording)[0]).toContain('● rec 1,284 events');
	screen.type('R');
	expect(lab.actions.at(-1)).toEqual({ type: 'stop-recording' });
	lab.set({ recording: { ...on, status: 'stopped' } });
	const stopped = await screen.until(frame => frame.includes('1,284 events, 312 kB are in a.jsonl, in /tmp'));
	expect(rowsOf(stopped)[0]).not.toContain('rec');
});

it('says that the disk is full through the keys that follow, until esc, and that nothing is recorded for as long as that is so', async () => {
	const { lab, screen } = open(80, 24);
	lab.set({ recording: on });
	await screen.until(frame => frame.includes('● rec'));
	lab.set({ recording: { ...on, status: 'stopped', why: 'the disk is full' } });
	await screen.until(frame => frame.includes('recording stopped: the disk is full'));
	expect(await screen.press('2', '▸')).toContain('recording stopped: the disk is full');
	await screen.until(frame => frame.includes('✗ not recording'));
	const dismissed = await screen.press(keys.escape);
	expect(dismissed).not.toContain('the disk is full');
	expect(dismissed).toContain('✗ not recording');
});

it('shows beside the name why the file can not be had', async () => {
	const { lab, screen } = open();
	await screen.press('R', 'Record every event in');
	await screen.press(keys.enter, 'opening it…');
	const why = 'Cannot record to a.jsonl: it is there already, and no file is overwritten. Name another file.';
	lab.set({ recording: { path: 'a.jsonl', events: 0, bytes: 0, status: 'stopped', why } });
	const frame = await screen.until(now => now.includes('it is there already'));
	expect(frame).toContain('Record every event in');
	expect(rowsOf(frame)[0]).not.toContain('recording');
});
