import { expect, test } from 'vitest';
import type { LabEvent } from '../../../source/events/events.ts';
import { noState } from '../../../source/lab/model/state.ts';
import { labAsItIs } from '../../../source/lab/recording/lab-as-it-is.ts';
import { applyEvents } from '../../fixtures/lab-state.ts';

test('a recording begun in a step of a lesson tells how far the person is, and whether the guess held', () => {
	const progressed: LabEvent = {
		type: 'lesson-progressed',
		time: 5,
		lesson: 'by-hand',
		title: 'By hand',
		...{ step: 2, steps: 5, held: false, tries: 3, happened: true, done: 1 },
	};
	const state = applyEvents(noState, [progressed]);
	expect(labAsItIs(state, 9).filter(({ type }) => type.startsWith('lesson'))).toEqual([{ ...progressed, time: 9 }]);
});
