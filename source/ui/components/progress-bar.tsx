import type { ReactNode } from 'react';
import { barOf } from '../text/rows.ts';
import { Spans } from './spans.tsx';

export interface ProgressBarProps {
	readonly done: number;
	/** How much `done` becomes at last; where it is 0, the bar stays empty. */
	readonly whole: number;
	/** In cells. */
	readonly width: number;
}

/** How much of something is done, as a part of a line. */
export function ProgressBar({ done, whole, width }: ProgressBarProps): ReactNode {
	return <Spans row={barOf(done, whole, width)} />;
}
