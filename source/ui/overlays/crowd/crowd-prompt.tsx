import type { ReactNode } from 'react';
import { visibleLine } from '../../../wire/visible-text.ts';
import { Prompt, promptWidth } from '../../components/prompt.tsx';
import { TextField } from '../../components/text-field.tsx';
import { overlayOf } from '../../state.ts';
import { gap, padText, span } from '../../text/rows.ts';
import type { ViewProps } from '../../view.ts';
import { crowdTarget } from './update.ts';

/** How many columns a label takes. */
const labelWidth = 12;

/** The question how many clients are to come, and how fast, over the panels. */
export function CrowdPrompt({ model: { state, snapshot }, ...body }: ViewProps): ReactNode {
	const prompt = overlayOf(state, 'crowd-prompt');
	if (prompt === undefined) {
		return null;
	}
	const { host, transforms } = crowdTarget(state, snapshot);
	const through = transforms.length === 0 ? '' : ` through ${transforms.map(visibleLine).join(', ')}`;
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
				text={visibleLine(host) + through}
				typing={false}
				width={promptWidth(body.width) - labelWidth - 5}
			/>
			{number('clients', 'clients', '')}
			{number('rate', 'a second', 'all at once')}
		</Prompt>
	);
}
