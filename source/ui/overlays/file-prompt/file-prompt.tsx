import type { ReactNode } from 'react';
import { Prompt, promptWidth } from '../../components/prompt.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { Effect } from '../../effects.ts';
import { newError } from '../../screen-reader/new-error.ts';
import { type ScreenState, stay } from '../../state.ts';
import { gap } from '../../text/rows.ts';
import { erasedText, insertText } from '../../text/text-field.ts';
import type { View } from '../../view.ts';
import { type OverlayProps, overlayView } from '../overlay-view.tsx';
import type { FilePromptState } from './file-prompt-state.ts';

/** A question for a new file's name: its words, and what is to be done with the name. */
export interface FileQuestion extends Pick<View, 'anywhere' | 'observe'> {
	readonly name: FilePromptState['kind'];
	readonly title: string;
	/** Said while the file is being written. */
	readonly working: string;
	/** The same two for a screen reader. */
	readonly spoken: { readonly label: string; readonly working: string };
	write(path: string, state: ScreenState): Effect;
}

/** The view of such a question. */
export function filePromptView({ name: kind, title, working, spoken, write, ...others }: FileQuestion): View {
	return overlayView<FilePromptState['kind']>(kind, {
		...others,
		contexts: [kind, 'typing'],
		update({ path, saving }, command, state) {
			if (saving) {
				return undefined;
			}
			if (command === 'accept' && path.trim() !== '') {
				return { state: { ...state, overlay: { kind, path, saving: true } }, effects: [write(path.trim(), state)] };
			}
			const erased = erasedText(path, command);
			return erased === undefined ? undefined : stay(askForFile(state, kind, erased));
		},
		type: ({ path, saving }, text, state) =>
			saving ? undefined : stay(askForFile(state, kind, insertText(path, text))),
		Component: props => <FilePrompt {...props} title={title} working={working} />,
		spoken: {
			arrival: () => ['A new file. Enter keeps the name, control u clears it.'],
			moved: (prompt, was) => (prompt.saving && !was.saving ? [spoken.working] : newError(prompt, was)),
			field: ({ path, saving }) => (saving ? undefined : { label: spoken.label, text: path }),
		},
	});
}

/** The state that asks for a file, with a name proposed or typed, or with the one that would not do and why. */
export function askForFile(
	state: ScreenState,
	kind: FilePromptState['kind'],
	path: string,
	error?: string,
): ScreenState {
	return { ...state, overlay: { kind, path, saving: false, ...(error !== undefined && { error }) } };
}

type FilePromptProps = OverlayProps<FilePromptState> & Pick<FileQuestion, 'title' | 'working'>;

/** The question over the panels. */
function FilePrompt({ overlay: { path, saving, error }, title, working, ...body }: FilePromptProps): ReactNode {
	const hint = saving ? working : 'A new file, relative to where the lab was started.';
	return (
		<Prompt body={body} title={title} fieldCount={1} hint={hint} error={error}>
			<TextField label={[gap(1)]} text={path} typing={!saving} width={promptWidth(body.width) - 7} showsEnd />
		</Prompt>
	);
}
