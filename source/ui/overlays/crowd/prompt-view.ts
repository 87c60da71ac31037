import { overlayContexts } from '../../panel-contexts.ts';
import { newError } from '../../screen-reader/new-error.ts';
import { stay } from '../../state.ts';
import type { View } from '../../view.ts';
import { crowdQuestion } from './announce.ts';
import { CrowdPrompt } from './crowd-prompt.tsx';
import { typeCrowd, updateCrowdPrompt } from './update.ts';

/** The question how many clients a crowd is to have. */
export const crowdPromptView: View = {
	name: 'crowd-prompt',
	contexts: () => overlayContexts('crowd-prompt', 'typing'),
	update: updateCrowdPrompt,
	type: (state, text) => stay(typeCrowd(state, text)),
	Component: CrowdPrompt,
	spoken: {
		arrival: crowdQuestion,
		moved: newError,
		field: ({ state: { overlay } }) =>
			overlay?.kind === 'crowd-prompt'
				? {
						label: overlay.field === 'clients' ? 'Clients' : 'A second, or nothing for all at once',
						text: overlay[overlay.field],
					}
				: undefined,
		// Its two numbers are fields that name themselves.
		isQuiet: true,
	},
};
