import { expect, test } from 'vitest';
import type { ClientChoice, LessonState } from '../../../../source/lab/snapshot/lesson-state.ts';
import { clientSummary } from '../../../../source/ui/panels/client/announce.ts';
import { ClientPanel } from '../../../../source/ui/panels/client/client-panel.tsx';
import { observeStep } from '../../../../source/ui/panels/client/lesson-client.ts';
import { initialState, type ScreenState } from '../../../../source/ui/state.ts';
import { drawnRows } from '../../../fixtures/drawn.tsx';
import { sampleFetch, sampleSnapshot } from '../../../fixtures/fake-lab.ts';
import { modelOf } from '../../../fixtures/view-model.ts';

/** The lab in this step of a lesson, which asks so for a poem, or for none. */
function inStep(step: number, client?: ClientChoice, name = 'fall-back') {
	const words = { text: '', task: '', title: name, steps: 4, skipped: 0, done: false, beside: [] };
	const lesson: LessonState = { ...words, name, step, ...(client && { client }) };
	return sampleSnapshot({ lesson });
}

const tyger = '127.0.0.1:10001';
const ozymandias = '127.0.0.1:12002';
const gibberish = { address: tyger, transforms: ['gibberish'] };
const own: ScreenState = {
	...initialState,
	client: { ...initialState.client, address: ozymandias, marked: ['a:1', 'b:2'], transforms: ['shout'] },
};

test('each step that fetches sets the client to what it fetches; what somebody chooses after that stays', () => {
	const first = observeStep(own, inStep(1, gibberish));
	expect(first.client).toMatchObject({ ...gibberish, marked: [] });
	const chosen = { ...first, client: { ...first.client, address: ozymandias } };
	expect(observeStep(chosen, inStep(1, gibberish))).toBe(chosen);
	expect(observeStep(chosen, inStep(2)).client.address).toBe(ozymandias);
	expect(observeStep(chosen, inStep(3, gibberish)).client.address).toBe(tyger);
});

test('after the lesson, or the ones that were gone through, all is chosen as it was before', () => {
	const first = observeStep(own, inStep(1, gibberish));
	const other = observeStep(first, inStep(1, { address: ozymandias, transforms: [] }, 'silence'));
	expect(other.client.address).toBe(ozymandias);
	expect(observeStep(other, sampleSnapshot())).toEqual(own);
	expect(observeStep(own, sampleSnapshot())).toBe(own);
});

test.each([
	['this step’s server', tyger, gibberish, 'This is the server of the lesson’s step.'],
	['another one', ozymandias, gibberish, 'The lesson’s step is about another server: poetry/tyger.'],
	['one that no step asks', ozymandias, undefined, 'Its enter needs nothing of what is chosen here.'],
])('where %s is chosen, the panel and the reader say so', (_, address, client, words) => {
	const state = { ...initialState, client: { ...initialState.client, address } };
	const model = modelOf({ state, snapshot: inStep(1, client) });
	const frame = drawnRows(<ClientPanel {...{ model, focused: true, width: 80, height: 9 }} />, 80, 9).join('\n');
	expect(frame).toContain(words);
	expect(clientSummary(model).join(' ')).toContain(words);
});

test('once another server was asked, a row of the form still says which one the step is about', () => {
	const state = { ...initialState, client: { ...initialState.client, address: ozymandias } };
	const model = modelOf({ state, snapshot: { ...inStep(1, gibberish), fetch: sampleFetch() } });
	const frame = drawnRows(<ClientPanel {...{ model, focused: true, width: 60, height: 16 }} />, 60, 16).join('\n');
	expect(frame).toContain('the lesson’s step: poetry/tyger');
});
