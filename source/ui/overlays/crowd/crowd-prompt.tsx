import type { ReactNode } from 'react';
import { visibleLine } from '../../../wire/visible-text.ts';
import { Prompt, promptWidth } from '../../components/prompt.tsx';
import { TextField } from '../../components/text-field.tsx';
import { gap, padText, span } from '../../text/rows.ts';
import type { OverlayProps } from '../overlay-view.tsx';
import { hostOf, throughWords } from './announce.ts';
import type { CrowdPromptState } from './crowd-state.ts';

/** The width of a label, in cells. */
const labelWidth = 12;

/** The question how many clients are to come, and how fast, over the panels. */
export function CrowdPrompt({ overlay: prompt, model, ...body }: OverlayProps<CrowdPromptState>): ReactNode {
	const { state, snapshot } = model;
	const target = `${visibleLine(hostOf(state, snapshot))} ${throughWords(state.client.transforms)}`.trimEnd();
	const number = (name: typeof prompt.field, label: string, empty: string): ReactNode => {
		const isHere = prompt.field === name;
		const before = [isHere ? span('▸', 'focus') : gap(1), span(padText(label, labelWidth), isHere ? 'focus' : 'dim')];
		return <TextField label={before} text={prompt[name]} typing={isHere} width={20} bold={isHere} empty={empty} />;
	};
	return (
		<Prompt
			body={body}
			title="A crowd"
			fieldCount={3}
			hint="So many clients fetch this poem, each on its own connection."
			error={prompt.error}
		>
			<TextField
				label={[gap(1), span(padText('to', labelWidth), 'dim')]}
				text={target}
				typing={false}
				width={promptWidth(body.width) - labelWidth - 5}
			/>
			{number('clients', 'clients', '')}
			{number('rate', 'a second', 'all at once')}
		</Prompt>
	);
}
