import type { FetchState, TransformStep } from '../../lab/lab.ts';
import { bounds } from '../../lab/lab.ts';
import { frameRows } from '../chrome/frame.ts';
import { formatBytes, formatProgress } from '../format.ts';
import { poemOutcome, visibleLine } from '../outcome.ts';
import type { ScreenState } from '../screen-state.ts';
import { gap, type Row, rowWidth, span } from '../text/rows.ts';
import { wrapWords } from '../text/wrap.ts';
import type { Tone } from '../theme.ts';
import { poemTop } from './poem-commands.ts';
import type { PoemText } from './poem-text.ts';

export interface PoemView {
	readonly fetch: FetchState | undefined;
	readonly text: PoemText;
	readonly poem: ScreenState['poem'];
	readonly focused: boolean;
	readonly width: number;
	readonly height: number;
}

/** How many columns a poem has in a panel: two at its left and one at its right are left free. */
export function poemWidth(panelWidth: number): number {
	return Math.max(1, panelWidth - 5);
}

/** The Poem panel: only the rows that are seen are made. */
export function poemRows({ fetch, text, poem, focused, width, height }: PoemView): readonly Row[] {
	const room = Math.max(1, height - 2);
	const top = poemTop(poem, fetch, text.rowCount, room);
	const rows = text
		.rows(top, room)
		.map((row, index): Row => [gap(2), span(row, 'plain', text.lineAt(top + index) === 0)]);
	const lastSeen = Math.min(text.rowCount, top + room);
	return frameRows(
		{
			width,
			height,
			title: 'Poem',
			digit: 5,
			focused,
			right: fetch === undefined ? [] : bytesWords(fetch),
			footer: fetch === undefined ? [] : pathWords(fetch, width - 18),
			footerRight: text.rowCount > room ? [span(`${text.lineAt(lastSeen - 1) + 1} of ${text.lineCount}`, 'dim')] : [],
		},
		rows.length > 0 ? rows : emptyRows(fetch, poemWidth(width)),
	);
}

/** How the poem got here: `proxy/ecstasy MISS · cummingsify · gibberish fell back`. The host goes first where it is too long. */
function pathWords(fetch: FetchState, width: number): Row {
	const { word, tone } = poemOutcome(fetch);
	const path = [span(word, tone), ...fetch.steps.flatMap(stepWords)];
	const host = span(`${visibleLine(fetch.server ?? fetch.address)} `, 'dim');
	return rowWidth([host, ...path]) <= width ? [host, ...path] : path;
}

function stepWords({ transform, status }: TransformStep): Row {
	const name = span(` · ${visibleLine(transform)}`, 'dim');
	switch (status) {
		case 'succeeded':
			return [name];
		case 'failed':
			return [name, span(' fell back', 'failed')];
		case 'running':
			return [name, span('…', 'live')];
		case 'pending':
			return [name, span(' waits', 'dim')];
	}
}

function bytesWords({ status, poemBytes, poemMs, expectedBytes }: FetchState): Row {
	if (poemBytes > bounds.poemBytes) {
		return [span(`first ${formatBytes(bounds.poemBytes)} of ${formatBytes(poemBytes)}`, 'dim')];
	}
	const arriving = status === 'running' && poemMs === undefined;
	return [
		span(arriving ? formatProgress(poemBytes, expectedBytes) : formatBytes(poemBytes), arriving ? 'live' : 'dim'),
	];
}

function emptyRows(fetch: FetchState | undefined, width: number): readonly Row[] {
	const [text, tone] = emptyWords(fetch);
	return text === '' ? [] : [[], ...wrapWords(text, width).map((row): Row => [gap(2), span(row, tone)])];
}

function emptyWords(fetch: FetchState | undefined): readonly [string, Tone] {
	switch (fetch?.status) {
		case undefined:
			return ['The poem appears here as its bytes arrive.', 'dim'];
		case 'running':
			return ['Waiting for the first byte…', 'dim'];
		case 'cancelled':
			return ['Cancelled before the first byte.', 'dim'];
		case 'failed':
			return [`No poem: ${visibleLine(fetch?.why ?? fetch?.code ?? '')}`, 'failed'];
		case 'succeeded':
		case 'fell-back':
			return ['', 'plain'];
	}
}
