import type { ReactNode } from 'react';
import { Overlay } from '../../components/overlay.tsx';
import { Rows } from '../../components/spans.tsx';
import type { ViewProps } from '../../view.ts';
import { savePromptRows, savePromptSize } from './save-prompt-rows.ts';

/** The question in which file the poem is to be saved, over the panels. */
export function SavePrompt({ model, ...body }: ViewProps): ReactNode {
	const { overlay } = model.state;
	if (overlay?.kind !== 'save-poem') {
		return null;
	}
	const size = savePromptSize(body);
	return (
		<Overlay body={body} {...size}>
			<Rows rows={savePromptRows(overlay, size)} />
		</Overlay>
	);
}
