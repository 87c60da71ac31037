import type { ReactNode } from 'react';
import { Prompt, promptWidth } from '../../components/prompt.tsx';
import { TextField } from '../../components/text-field.tsx';
import type { Effect } from '../../effects.ts';
import { newError } from '../../screen-reader/new-error.ts';
import { overlayOf } from '../../state.ts';
import { gap } from '../../text/rows.ts';
import type { View, ViewProps } from '../../view.ts';
import type { FilePromptState } from './file-prompt-state.ts';
import { typePath, updateFilePrompt } from './update.ts';

/** A question for a new file's name: its words, and what is to be done with the name. */
export interface FileQuestion {
	readonly name: FilePromptState['kind'];
	readonly title: string;
	/** What is said while the file is being written. */
	readonly working: string;
	/** The same two as they are told. */
	readonly spoken: { readonly label: string; readonly working: string };
	write(path: string): Effect;
}

/** The view of such a question. */
export function filePromptView(question: FileQuestion): View {
	const { name, spoken, write } = question;
	return {
		name,
		contexts: () => [name, 'typing'],
		update: (state, command) => updateFilePrompt(state, name, command, write),
		type: (state, text) => typePath(state, name, text),
		Component: props => <FilePrompt {...props} question={question} />,
		spoken: {
			arrival: () => ['A new file. Enter keeps the name, control u clears it.'],
			moved(before, after) {
				const [was, now] = [overlayOf(before.state, name), overlayOf(after.state, name)];
				return was?.saving === false && now?.saving === true ? [spoken.working] : newError(before, after);
			},
			field({ state }) {
				const prompt = overlayOf(state, name);
				return prompt?.saving === false ? { label: spoken.label, text: prompt.path } : undefined;
			},
		},
	};
}

/** The question over the panels. */
function FilePrompt({ question, model, ...body }: ViewProps & { readonly question: FileQuestion }): ReactNode {
	const { name, title, working } = question;
	const prompt = overlayOf(model.state, name);
	if (prompt === undefined) {
		return null;
	}
	const { path, saving, error } = prompt;
	const hint = saving ? working : 'A new file, relative to where the lab was started.';
	return (
		<Prompt body={body} title={title} fieldCount={1} hint={hint} error={error}>
			<TextField label={[gap(1)]} text={path} typing={!saving} width={promptWidth(body.width) - 7} showsEnd />
		</Prompt>
	);
}
