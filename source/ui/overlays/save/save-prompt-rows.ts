import { visibleLine } from '../../../wire/visible-text.ts';
import type { Extent } from '../../arrangement/types.ts';
import type { DrawnPanelProps } from '../../components/panel.tsx';
import type { Overlay } from '../../state.ts';
import { graphemesOf } from '../../text/graphemes.ts';
import { gap, type Row, span } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import { wrapWords } from '../../text/wrap.ts';

/** What is asked and answered so far. */
export type SavePromptState = Extract<Overlay, { readonly kind: 'save-poem' }>;

/** How large the prompt is. */
export function savePromptSize(body: Extent): Extent {
	const width = Math.min(72, body.width - 4);
	const height = Math.min(7, body.height);
	return { width, height };
}

/** The words of a prompt for a file's name. */
export interface FilePromptWords {
	readonly title: string;
	/** What kind of a name is wanted. */
	readonly hint: string;
	/** While it is being done. */
	readonly busy: string;
}

const saveWords: FilePromptWords = {
	title: 'Save the poem in',
	hint: 'A new file, relative to where the lab was started.',
	busy: 'saving…',
};

/** The name of the poem's file as it is typed, and why the last one would not do. */
export function savePromptPanel(prompt: SavePromptState, size: Extent): DrawnPanelProps {
	return filePromptPanel(prompt, saveWords, size);
}

/** A file's name as it is typed, and why the last one would not do. */
export function filePromptPanel(
	{ path, saving, error }: Omit<SavePromptState, 'kind'>,
	words: FilePromptWords,
	{ width, height }: Extent,
): DrawnPanelProps {
	const inner = width - 4;
	const typed: Row = [gap(1), span(tail(path, inner - 3)), ...(saving ? [] : [span('▏', 'focus')])];
	const below: readonly Row[] =
		error === undefined
			? [[gap(1), span(saving ? words.busy : words.hint, 'dim')]]
			: wrapWords(visibleLine(error), inner - 2, Math.max(1, height - 4)).map(
					(row, index): Row => [gap(1), span(index === 0 ? '✗ ' : '  ', 'failed'), span(row)],
				);
	return { width, height, title: words.title, focused: true, rows: [typed, [], ...below] };
}

/** The end of a long name, since that is where it is typed. */
function tail(path: string, width: number): string {
	const shown = graphemesOf(visibleLine(path));
	let kept = shown.join('');
	while (textWidth(kept) > width && shown.length > 0) {
		shown.shift();
		kept = `…${shown.join('')}`;
	}
	return kept;
}
