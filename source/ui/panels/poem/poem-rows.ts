import type { FetchState, TransformStep } from '../../../lab/lab.ts';
import { bounds } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import type { DrawnPanelProps } from '../../components/panel.tsx';
import { contentWidth } from '../../components/panel.tsx';
import { formatBytes, formatCount } from '../../format.ts';
import { poemOutcome, stepStanding } from '../../outcome.ts';
import { markRow, roomBeside, withSearchRow } from '../../search/search-row.ts';
import { matchCount, type RowMatch } from '../../search/wrapped-lines.ts';
import type { ScreenState } from '../../state.ts';
import { gap, type Row, rowWidth, span } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { Tone } from '../../theme.ts';
import { poemTop } from './poem-place.ts';
import type { PoemText } from './poem-text.ts';

export interface PoemView {
	readonly fetch: FetchState | undefined;
	readonly text: PoemText;
	readonly matches: readonly RowMatch[];
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
export function poemPanel(view: PoemView): DrawnPanelProps {
	const { fetch, text, matches, poem, focused, width, height } = view;
	const room = roomBeside(poem.search, height - 2);
	const top = poemTop(poem, fetch, text.rowCount, room);
	const rows = text.rows(top, room).map((row, index): Row => {
		const own = matches.filter(match => match.row === top + index);
		const shown = [span(row, 'plain', text.lineAt(top + index) === 0)];
		return [
			gap(2),
			...markRow(
				shown,
				own.map(match => ({ ...match, current: match.match === poem.search.index })),
			),
		];
	});
	const lastSeen = Math.min(text.rowCount, top + room);
	return {
		width,
		height,
		title: 'Poem',
		digit: 5,
		focused,
		right: fetch === undefined ? [] : bytesWords(fetch),
		footer: fetch === undefined ? [] : pathWords(fetch, width - 18),
		footerRight: text.rowCount > room ? [span(`${formatCount(lastSeen)} of ${formatCount(text.rowCount)}`, 'dim')] : [],
		rows: withSearchRow(rows.length > 0 ? rows : emptyRows(fetch, poemWidth(width)), poem.search, matchCount(matches), {
			width: contentWidth(width),
			height: height - 2,
		}),
	};
}

/** How the poem got here: `proxy/ecstasy MISS · cummingsify · gibberish fell back`. The host goes first where it is too long. */
function pathWords(fetch: FetchState, width: number): Row {
	const { word, tone } = poemOutcome(fetch);
	const path = [span(word, tone), ...fetch.steps.flatMap(step => stepWords(step, fetch))];
	const host = span(`${visibleLine(fetch.server ?? fetch.address)} `, 'dim');
	return rowWidth([host, ...path]) <= width ? [host, ...path] : path;
}

function stepWords(step: TransformStep, fetch: FetchState): Row {
	const name = span(` · ${visibleLine(step.transform)}`, 'dim');
	switch (stepStanding(step, fetch)) {
		case 'succeeded':
			return [name];
		case 'failed':
			return [name, span(' fell back', 'failed')];
		case 'running':
			return [name, span('…', 'live')];
		case 'pending':
			return [name, span(' waits', 'dim')];
		case 'not-run':
			return [name, span(' not run', 'dim')];
		case 'left':
			return [name, span(' cancelled', 'warning')];
	}
}

function bytesWords({ status, poemBytes, poemMs }: FetchState): Row {
	if (poemBytes > bounds.poemBytes) {
		return [span(`first ${formatBytes(bounds.poemBytes)} of ${formatBytes(poemBytes)}`, 'dim')];
	}
	const arriving = status === 'running' && poemMs === undefined;
	return [span(formatBytes(poemBytes), arriving ? 'live' : 'dim')];
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
			return [fetch?.connected === true ? 'Waiting for the first byte…' : 'Connecting…', 'dim'];
		case 'cancelled':
			return ['Cancelled before the first byte.', 'dim'];
		case 'failed':
			return [`No poem: ${visibleLine(fetch?.why ?? fetch?.code ?? '')}`, 'failed'];
		case 'succeeded':
		case 'fell-back':
			return ['', 'plain'];
	}
}
