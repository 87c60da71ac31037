import type { ReactNode } from 'react';
import { Prompt, promptWidth } from '../../components/prompt.tsx';
import { TextField } from '../../components/text-field.tsx';
import { overlayOf } from '../../state.ts';
import { gap } from '../../text/rows.ts';
import type { ViewProps } from '../../view.ts';
import type { FilePromptState } from './file-prompt-state.ts';

export interface FilePromptProps extends ViewProps {
	readonly kind: FilePromptState['kind'];
	readonly title: string;
	/** What is said while the file is being written. */
	readonly working: string;
}

/** The question for a new file's name, over the panels. */
export function FilePrompt({ kind, title, working, model, ...body }: FilePromptProps): ReactNode {
	const prompt = overlayOf(model.state, kind);
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
