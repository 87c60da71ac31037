import { dispatch } from '../../effects.ts';
import { filePromptView } from '../file-prompt/file-prompt.tsx';
import { observeRecording, toggleRecording } from './update.ts';

/** The question in which file all events are to be recorded. */
export const recordView = filePromptView({
	name: 'record',
	title: 'Record every event in',
	working: 'opening it…',
	spoken: { label: 'Record in', working: 'Opening the file.' },
	write: path => dispatch({ type: 'start-recording', path }),
	anywhere: { record: toggleRecording },
	observe: observeRecording,
});
