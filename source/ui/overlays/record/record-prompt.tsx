import type { ReactNode } from 'react';
import { Overlay } from '../../components/overlay.tsx';
import { DrawnPanel } from '../../components/panel.tsx';
import type { ViewProps } from '../../view.ts';
import { filePromptPanel, savePromptSize } from '../save/save-prompt-rows.ts';

const words = {
	title: 'Record every event in',
	hint: 'A new file, relative to where the lab was started.',
	busy: 'opening it…',
};

/** The question in which file the lab is to be recorded, over the panels. */
export function RecordPrompt({ model, ...body }: ViewProps): ReactNode {
	const { overlay } = model.state;
	if (overlay?.kind !== 'record') {
		return null;
	}
	const size = savePromptSize(body);
	return (
		<Overlay body={body} {...size}>
			<DrawnPanel {...filePromptPanel(overlay, words, size)} />
		</Overlay>
	);
}
