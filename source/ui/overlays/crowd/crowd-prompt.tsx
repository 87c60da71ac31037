import type { ReactNode } from 'react';
import { Overlay } from '../../components/overlay.tsx';
import { DrawnPanel } from '../../components/panel.tsx';
import type { ViewProps } from '../../view.ts';
import { savePromptSize } from '../save/save-prompt-rows.ts';
import { crowdTarget } from './crowd-commands.ts';
import { crowdPromptPanel } from './crowd-prompt-rows.ts';

/** The question how large the crowd is to be, over the panels. */
export function CrowdPrompt({ model, ...body }: ViewProps): ReactNode {
	const { state, snapshot } = model;
	const { overlay } = state;
	if (overlay?.kind !== 'crowd-prompt') {
		return null;
	}
	const size = { ...savePromptSize(body), height: Math.min(8, body.height) };
	return (
		<Overlay body={body} {...size}>
			<DrawnPanel {...crowdPromptPanel(overlay, crowdTarget(state, snapshot), size)} />
		</Overlay>
	);
}
