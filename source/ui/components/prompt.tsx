import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { Extent } from '../arrangement/types.ts';
import { failureRows } from '../text/failure-rows.ts';
import { gap, span } from '../text/rows.ts';
import { OverlayFrame } from './overlay-frame.tsx';
import { Rows } from './spans.tsx';

/** A question with fields to type into. */
export interface PromptProps {
	/** The size of what it lies over. */
	readonly body: Extent;
	readonly title: string;
	/** Its fields, a row each. */
	readonly children: ReactNode;
	readonly fieldCount: number;
	/** The words below them. */
	readonly hint: string;
	/** Why the last answer would not do; it stands in the hint's place. */
	readonly error?: string | undefined;
}

/** The width of a prompt over a body of this width, in cells. */
export function promptWidth(bodyWidth: number): number {
	return Math.min(72, bodyWidth - 4);
}

/** A question in the middle of the screen. */
export function Prompt({ body, title, children, fieldCount, hint, error }: PromptProps): ReactNode {
	const width = promptWidth(body.width);
	// The borders, an empty row, and room for an error of more than one row; a question with one field is no lower.
	const height = Math.min(body.height, Math.max(7, fieldCount + 5));
	const room = Math.max(1, height - 3 - fieldCount);
	return (
		<OverlayFrame {...{ body, title, width, height }}>
			<Box flexDirection="column" flexShrink={0}>
				{children}
			</Box>
			<Box height={1} flexShrink={0} />
			<Rows rows={error === undefined ? [[gap(1), span(hint, 'dim')]] : failureRows(error, width - 6, room)} />
		</OverlayFrame>
	);
}
