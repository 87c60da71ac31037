import type { ReactNode } from 'react';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import { savePromptRect } from '../poem/save-prompt-rows.ts';
import { crowdPromptRows } from './crowd-prompt-rows.ts';
import type { CrowdPromptState, CrowdTarget } from './crowd-state.ts';

export interface CrowdPromptProps {
	readonly prompt: CrowdPromptState;
	readonly target: CrowdTarget;
	readonly body: Rect;
}

/** The question how large the crowd is to be, over the panels. */
export function CrowdPrompt({ prompt, target, body }: CrowdPromptProps): ReactNode {
	const place = savePromptRect(body);
	const rect = { ...place, height: Math.min(8, body.height) };
	return <RowsView opaque rect={rect} rows={crowdPromptRows(prompt, target, rect)} />;
}
