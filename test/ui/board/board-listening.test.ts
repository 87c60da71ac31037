import { expect, test } from 'vitest';
import { sampleBoard, sampleLive, sampleWatched } from '../../fixtures/board.ts';
import { createFakeLab, sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { listenTo } from '../screen-reader/listener.ts';

function listen() {
	const lab = createFakeLab(sampleSnapshot({ board: sampleBoard }));
	return { lab, listener: listenTo(lab) };
}

test('the board is told as it opens, and the lab that a key leads to', () => {
	const { listener } = listen();
	const opened = listener.heard().join('\n');
	expect(opened).toContain('Board of the class at teacher.local:7000: 5 labs, 1 quiet, 2 gone, 537 served');
	expect(opened).toContain('ada@mac');
	expect(listener.press('down', 'down').join('\n')).toMatch(
		/cy@lab-7, quiet for 2 minutes.*, at By hand, step 2 of 5, for 7 minutes.*, the guess did not hold, after 3 other tries.*, 3 of 5/,
	);
	expect(listener.press('s').join('\n')).toContain('Sorted by lesson');
	expect(listener.press('d').join('\n')).toContain('is still here');
});

test('a lab that is watched is told as it comes, is held still and is left', () => {
	const { lab, listener } = listen();
	listener.press('enter');
	lab.set({ board: undefined, replay: sampleWatched });
	expect(listener.wait(1_000).join('\n') + listener.written()).toContain('Watching the lab ada@mac, live');
	listener.heard();
	lab.set({ replay: { ...sampleWatched, playing: false } });
	expect(listener.heard().join('\n')).toContain('Held still. Event 3 of 3');
	lab.set({ replay: { ...sampleWatched, live: { ...sampleLive, away: 'h:7000: nothing listens there' } } });
	expect(listener.heard().join('\n')).toContain('The class is away: h:7000: nothing listens there.');
	lab.set({ board: sampleBoard, replay: undefined });
	expect(listener.heard().join('\n')).toContain('Board of the class');
});
