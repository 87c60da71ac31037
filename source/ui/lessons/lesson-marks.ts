import type { StepResult } from '../../events/events.ts';
import { formatCount } from '../format.ts';
import { type Span, span } from '../text/rows.ts';
import { signs } from '../text/tones.ts';

/** Whether the guess held, and how often something else was tried: `✗ 3 tries`; undefined where neither says anything. */
export function lessonMarks({ held, tries = 0 }: Partial<StepResult>): Span | undefined {
	const guess = held === undefined ? '' : held ? '✓' : signs.failed;
	const tried = tries === 0 ? '' : tries === 1 ? '1 try' : `${formatCount(tries)} tries`;
	const text = [guess, tried].filter(Boolean).join(' ');
	return text === '' ? undefined : span(text, held === true && tries === 0 ? 'good' : 'warning');
}
