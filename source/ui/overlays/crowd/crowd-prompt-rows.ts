import { visibleLine } from '../../../wire/visible-text.ts';
import type { Extent } from '../../arrangement/types.ts';
import type { DrawnPanelProps } from '../../components/panel.tsx';
import { clipText, gap, padText, type Row, span } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { CrowdPromptState, CrowdTarget } from './crowd-state.ts';

/** The question how many clients are to come, and how fast. */
export function crowdPromptPanel(
	prompt: CrowdPromptState,
	target: CrowdTarget,
	{ width, height }: Extent,
): DrawnPanelProps {
	const inner = width - 4;
	const field = (name: CrowdPromptState['field'], label: string, empty: string): Row => {
		const current = prompt.field === name;
		const value = prompt[name];
		return [
			current ? span('▸', 'focus') : gap(1),
			span(padText(label, 12), current ? 'focus' : 'dim'),
			span(clipText(value, 20), 'plain', current),
			...(current ? [span('▏', 'focus')] : []),
			...(value === '' ? [span(current ? ` ${empty}` : empty, 'dim')] : []),
		];
	};
	const transforms = target.transforms.length === 0 ? '' : ` through ${target.transforms.map(visibleLine).join(', ')}`;
	const goes: Row = [
		gap(1),
		span(padText('to', 12), 'dim'),
		span(clipText(visibleLine(target.host) + transforms, inner - 13)),
	];
	const below: readonly Row[] =
		prompt.error === undefined
			? [[gap(1), span('So many clients fetch this poem, each on its own connection.', 'dim')]]
			: wrapWords(prompt.error, inner - 2, 2).map(
					(row, at): Row => [gap(1), span(at === 0 ? '✗ ' : '  ', 'failed'), span(row)],
				);
	return {
		width,
		height,
		title: 'A crowd',
		focused: true,
		rows: [goes, field('clients', 'clients', ''), field('rate', 'a second', 'all at once'), [], ...below],
	};
}
