import { expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { applyEvent } from '../../../source/lab/model/apply/apply-event.ts';
import { LabModel } from '../../../source/lab/model/lab-model.ts';
import { summaryOf } from '../../../source/lab/publishing/lab-summary.ts';
import { parseSummary } from '../../../source/lab/snapshot/lab-summary.ts';

const facts = { host: 'mac', since: 0, upstreamConnections: 0, lagMs: 0, eventsLeftOut: 0, left: false };
const lesson = { lesson: 'by-hand', title: 'By hand', step: 2, steps: 4 };
const reached: LabEvent = { type: 'lesson-reached', time: 1_000, ...lesson };
const tried: LabEvent = { type: 'lesson-progressed', time: 9_000, ...lesson, tries: 2, happened: false, done: 3 };
const left: LabEvent = { type: 'lesson-left', time: 20_000, lesson: 'by-hand' };

/** What the class reads of a lab after these events, a minute and a second after the first of them. */
function summaryAfter(...events: readonly LabEvent[]) {
	const model = new LabModel();
	for (const event of events) {
		applyEvent(model, event);
	}
	return parseSummary(JSON.stringify(summaryOf(model.state, 62_000, facts)));
}

test('a summary tells where somebody is in a lesson, and for how long', () => {
	const { lesson: at, lessonsDone } = summaryAfter(reached, tried) ?? {};
	expect(at).toEqual({
		name: 'by-hand',
		title: 'By hand',
		step: 2,
		steps: 4,
		tries: 2,
		happened: false,
		stepMs: 61_000,
	});
	expect(lessonsDone).toBe(3);
});

test('a lesson that was left in the middle is told until another one begins, and one that was done is not', () => {
	expect(summaryAfter(reached, tried, left)?.lesson).toMatchObject({ name: 'by-hand', step: 2, left: true });
	expect(summaryAfter(reached, left, { ...reached, lesson: 'silence' })?.lesson).not.toHaveProperty('left');
	const done: LabEvent = { type: 'lesson-done', time: 19_000, lesson: 'by-hand', steps: [] };
	expect(summaryAfter(reached, done, left)?.lesson).toBeUndefined();
});
