import type { ReactNode } from 'react';
import { visibleLine } from '../../wire/visible-text.ts';
import { graphemesOf } from '../text/graphemes.ts';
import { clipText, type Row, span } from '../text/rows.ts';
import { textWidth } from '../text/width.ts';
import { Spans } from './spans.tsx';

/** A text that can be typed. */
export interface TextFieldProps {
	/** In front of the text. */
	readonly label: Row;
	readonly text: string;
	/** It takes the text that is typed, and a cursor sign shows where. */
	readonly typing: boolean;
	/** The most cells for the text; without a bound where absent. */
	readonly width?: number;
	/** The end of a long text is shown, where it is typed, rather than its beginning. */
	readonly showsEnd?: boolean;
	/** The text is bold. */
	readonly bold?: boolean;
	/** Said in the place of an empty text. */
	readonly empty?: string;
	/** Behind the text. */
	readonly after?: Row;
}

/** One line with a text that is typed. */
export function TextField(props: TextFieldProps): ReactNode {
	return <Spans row={textFieldRow(props)} />;
}

function textFieldRow(props: TextFieldProps): Row {
	const { label, text, typing, width = Number.POSITIVE_INFINITY, showsEnd, bold, empty = '', after = [] } = props;
	const shown = showsEnd === true ? endOf(text, width) : clipText(text, width);
	return [
		...label,
		span(shown, 'plain', bold),
		...(typing ? [span('▏', 'focus')] : []),
		...(text === '' && empty !== '' ? [span(typing ? ` ${empty}` : empty, 'dim')] : []),
		...after,
	];
}

function endOf(text: string, width: number): string {
	const shown = graphemesOf(visibleLine(text));
	let kept = shown.join('');
	while (textWidth(kept) > width && shown.length > 0) {
		shown.shift();
		kept = `…${shown.join('')}`;
	}
	return kept;
}
