import { expect, test } from 'vitest';
import { LiveRecording, liveBounds } from '../../../source/lab/watching/live-recording.ts';
import { closed, listening, opened } from '../../fixtures/events.ts';

function visits(from: number, count: number) {
	return Array.from({ length: count }, (_, at) => [opened(from + at), closed(from + at)]).flat();
}

test('a recording that grows keeps its newest events, and the lab before the oldest of them', async () => {
	const live = new LiveRecording();
	live.add(listening, true);
	for (let at = 0; at < 150; at += 1) {
		live.add(visits(at * 100 + 1, 100), false);
	}
	const { index, events } = live;
	expect(index.total).toBe(3 + 30_000);
	expect(index.total - live.from).toBeGreaterThanOrEqual(liveBounds.events);
	expect(index.total - live.from).toBeLessThan(liveBounds.events + 2_000);
	expect(index.last.state.totals.served).toBe(15_000);
	const { model } = index.keyframes.before(0);
	expect(model.state.totals.served).toBe(Math.floor((live.from - 3) / 2));
	expect(await events.at(live.from)).toMatchObject({ connection: expect.any(Number) });
	expect(await events.at(index.total - 1)).toMatchObject({ type: 'connection-closed', connection: 15_000 });
});

test('what begins anew is another session, whose ids are those of nothing before it', () => {
	const live = new LiveRecording();
	live.add([...listening, ...visits(1, 3)], true);
	const again = live.add([...listening, ...visits(1, 2)], true);
	expect(again.at(-1)).toMatchObject({ connection: 5 });
	expect(live.index.sessions.map(({ first }) => first)).toEqual([0, 9]);
	expect(live.index.last.state.totals.served).toBe(2);
});
