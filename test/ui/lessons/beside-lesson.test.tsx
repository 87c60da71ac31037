import type { ReactNode } from 'react';
import { describe, expect, test } from 'vitest';
import type { LessonState } from '../../../source/lab/snapshot/lesson-state.ts';
import { ClientPanel } from '../../../source/ui/panels/client/client-panel.tsx';
import { TrafficPanel } from '../../../source/ui/panels/traffic/traffic-panel.tsx';
import { initialState } from '../../../source/ui/state.ts';
import type { ViewProps } from '../../../source/ui/view.ts';
import { drawnRows } from '../../fixtures/drawn.tsx';
import { sampleSnapshot } from '../../fixtures/fake-lab.ts';
import { modelOf } from '../../fixtures/view-model.ts';

const lesson: LessonState = {
	name: 'write-and-close',
	title: 'A server that writes, and closes',
	step: 1,
	steps: 3,
	skipped: 0,
	beside: ['traffic', 'client'],
	text: 'A server waits.',
	task: 'Connect to it.',
	done: false,
};

const panels: readonly (readonly [string, (props: ViewProps) => ReactNode])[] = [
	['Traffic', TrafficPanel],
	['Client', ClientPanel],
];

describe.each(panels)('%s beside a lesson in which nothing has happened', (_, Panel) => {
	test.each([
		['sends the reader to the card, and names no other server or key', lesson, true],
		['tells a newcomer without a lesson what to do there', undefined, false],
	] as const)('%s', (_what, now, isCard) => {
		const snapshot = sampleSnapshot({ lesson: now, fetch: undefined, exchanges: [] });
		const model = modelOf({ state: initialState, snapshot });
		const text = drawnRows(<Panel model={model} focused={false} width={44} height={14} />, 44, 14).join('\n');
		expect(/The card\s+says/.test(text)).toBe(isCard);
		expect(/[Ee]nter (in Client|fetches)/.test(text)).toBe(!isCard);
	});
});
