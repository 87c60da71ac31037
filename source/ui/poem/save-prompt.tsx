import type { ReactNode } from 'react';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import { type SavePromptState, savePromptRect, savePromptRows } from './save-prompt-rows.ts';

export interface SavePromptProps {
	readonly prompt: SavePromptState;
	readonly body: Rect;
}

/** The question in which file the poem is to be saved, over the panels. */
export function SavePrompt({ prompt, body }: SavePromptProps): ReactNode {
	const rect = savePromptRect(body);
	return <RowsView opaque rect={rect} rows={savePromptRows(prompt, rect)} />;
}
