import { overlayContexts } from '../../panel-contexts.ts';
import { spokenPrompt } from '../../screen-reader/spoken-prompt.ts';
import { stay } from '../../state.ts';
import type { View } from '../../view.ts';
import { RecordPrompt } from './record-prompt.tsx';
import { observeRecording, typeRecordPath, updateRecordPrompt } from './recording-commands.ts';

/** The question in which file all events are to be recorded. */
export const recordView: View = {
	name: 'record',
	contexts: () => overlayContexts('record', 'typing'),
	update: updateRecordPrompt,
	type: (state, text) => stay(typeRecordPath(state, text)),
	observe: observeRecording,
	Component: RecordPrompt,
	spoken: spokenPrompt('record', 'Record in', 'Opening the file.'),
};
