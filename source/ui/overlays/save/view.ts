import { stay } from '../../state.ts';
import { filePromptView } from '../file-prompt/file-prompt.tsx';
import { openSavePrompt } from './update.ts';

/** The question in which file the poem is to be saved. */
export const saveView = filePromptView({
	name: 'save-poem',
	title: 'Save the poem in',
	working: 'saving…',
	spoken: { label: 'Save the poem in', working: 'Saving.' },
	write: (path, { client: { selected } }) => ({
		kind: 'save-poem',
		path,
		...(selected !== undefined && { fetch: selected }),
	}),
	anywhere: { 'save-poem': (state, world) => stay(openSavePrompt(state, world)) },
});
