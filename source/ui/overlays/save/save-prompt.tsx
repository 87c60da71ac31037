import type { ReactNode } from 'react';
import { Overlay } from '../../components/overlay.tsx';
import { DrawnPanel } from '../../components/panel.tsx';
import type { ViewProps } from '../../view.ts';
import { savePromptPanel, savePromptSize } from './save-prompt-rows.ts';

/** The question in which file the poem is to be saved, over the panels. */
export function SavePrompt({ model, ...body }: ViewProps): ReactNode {
	const { overlay } = model.state;
	if (overlay?.kind !== 'save-poem') {
		return null;
	}
	const size = savePromptSize(body);
	return (
		<Overlay body={body} {...size}>
			<DrawnPanel {...savePromptPanel(overlay, size)} />
		</Overlay>
	);
}
