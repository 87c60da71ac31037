import { newError } from '../../screen-reader/new-error.ts';
import { overlayOf, stay } from '../../state.ts';
import type { View } from '../../view.ts';
import { crowdQuestion } from './announce.ts';
import { CrowdPrompt } from './crowd-prompt.tsx';
import { openCrowd, typeCrowd, updateCrowdPrompt } from './update.ts';

/** The question how many clients a crowd is to have. */
export const crowdPromptView: View = {
	name: 'crowd-prompt',
	contexts: () => ['crowd-prompt', 'typing'],
	update: updateCrowdPrompt,
	anywhere: { crowd: (state, world) => stay(openCrowd(state, world)) },
	type: (state, text) => stay(typeCrowd(state, text)),
	Component: CrowdPrompt,
	spoken: {
		arrival: crowdQuestion,
		moved: newError,
		field({ state }) {
			const prompt = overlayOf(state, 'crowd-prompt');
			const label = prompt?.field === 'clients' ? 'Clients' : 'A second, or nothing for all at once';
			return prompt && { label, text: prompt[prompt.field] };
		},
		// Its two numbers are fields that name themselves.
		isQuiet: true,
	},
};
