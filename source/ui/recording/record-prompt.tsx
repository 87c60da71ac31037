import type { ReactNode } from 'react';
import { RowsView } from '../chrome/rows-view.tsx';
import type { Rect } from '../layout.ts';
import { filePromptRows, savePromptRect } from '../poem/save-prompt-rows.ts';
import type { Overlay } from '../screen-state.ts';

export interface RecordPromptProps {
	readonly prompt: Extract<Overlay, { readonly kind: 'record' }>;
	readonly body: Rect;
}

const words = {
	title: 'Record every event in',
	hint: 'A new file, relative to where the lab was started.',
	busy: 'opening it…',
};

/** The question in which file the lab is to be recorded, over the panels. */
export function RecordPrompt({ prompt, body }: RecordPromptProps): ReactNode {
	const rect = savePromptRect(body);
	return <RowsView opaque rect={rect} rows={filePromptRows(prompt, words, rect)} />;
}
