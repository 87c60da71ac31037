import { overlayContexts } from '../../panel-contexts.ts';
import { spokenPrompt } from '../../screen-reader/spoken-prompt.ts';
import { stay } from '../../state.ts';
import type { View } from '../../view.ts';
import { typePath, updateSavePrompt } from './save-commands.ts';
import { SavePrompt } from './save-prompt.tsx';

/** The question in which file the poem is to be saved. */
export const saveView: View = {
	name: 'save-poem',
	contexts: () => overlayContexts('save-poem', 'typing'),
	update: updateSavePrompt,
	type: (state, text) => stay(typePath(state, text)),
	Component: SavePrompt,
	spoken: spokenPrompt('save-poem', 'Save the poem in', 'Saving.'),
};
