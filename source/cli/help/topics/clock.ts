import type { Topic } from '../topic.ts';

export const clock: Topic = {
	name: 'clock',
	title: 'Times and the clock',
	summary: 'what happens to times when the clock is set',
	blocks: [
		'The wall clock says when something happened. A clock that never goes back says how long it took. Time asleep counts as time, also for --ttl.',
		'When the wall clock is set while the lab runs, the event clock-changed says by how many milliseconds (shiftMs), and times of day continue from there. timeMs is the time without these shifts: recordings have it on every line, serve --json from the first shift on.',
	],
};
