import { type ReactNode, useCallback, useMemo } from 'react';
import type { TransformStep } from '../../../events/events.ts';
import type { FetchState } from '../../../lab/snapshot/fetch-state.ts';
import { bounds } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { List } from '../../components/list.tsx';
import { contentWidth, Panel } from '../../components/panel.tsx';
import { Rows } from '../../components/spans.tsx';
import { poemOutcome, poemWords, type StepStanding, stepStanding } from '../../fetch-outcome.ts';
import { formatBytes, formatCount } from '../../format.ts';
import { isSearching, markRow, roomBeside, searchRow } from '../../search/search-row.ts';
import { matchCount } from '../../search/wrapped-lines.ts';
import { gap, type Row, rowWidth, span } from '../../text/rows.ts';
import type { Tone } from '../../text/tones.ts';
import { nameIn } from '../../text/ways.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { ViewProps } from '../../view.ts';
import { poemTop, poemWidth } from './poem-place.ts';

/** Panel 5: the poem as its bytes arrive, and how it got here. */
export function PoemPanel({ model, focused, width, height }: ViewProps): ReactNode {
	const { state, snapshot, poem, poemMatches } = model;
	const { fetch } = snapshot;
	const { search } = state.poem;
	const room = roomBeside(search, height - 2);
	const top = poemTop(state.poem, fetch, poem.rowCount, room);
	const lines = useMemo(
		() => poem.rows(top, room).map((text, at) => ({ place: top + at, text, isTitle: poem.lineAt(top + at) === 0 })),
		[poem, top, room],
	);
	const row = useCallback(
		({ place, text, isTitle }: (typeof lines)[number]): Row => {
			const found = poemMatches.filter(match => match.row === place);
			const marks = found.map(match => ({ ...match, current: match.match === search.index }));
			return [gap(2), ...markRow([span(text, 'plain', isTitle)], marks)];
		},
		[poemMatches, search.index],
	);
	const lastSeen = Math.min(poem.rowCount, top + room);
	return (
		<Panel
			{...{ width, height, focused }}
			title="Poem"
			digit={5}
			right={fetch === undefined ? [] : bytesWords(fetch)}
			footer={fetch === undefined ? [] : pathWords(fetch, width - 18)}
			footerRight={
				poem.rowCount > room ? [span(`${formatCount(lastSeen)} of ${formatCount(poem.rowCount)}`, 'dim')] : []
			}
		>
			<List
				items={lines}
				top={0}
				height={room}
				row={row}
				keyOf={({ place }) => place}
				nothing={emptyRows(fetch, poemWidth(width))}
			/>
			{isSearching(search) && <Rows rows={[searchRow(search, matchCount(poemMatches), contentWidth(width))]} />}
		</Panel>
	);
}

/** The poem's way to here: `proxy/ecstasy MISS · cummingsify · gibberish fell back`. Where it is too long, the host is left out first. */
function pathWords(fetch: FetchState, width: number): Row {
	const path = [
		span(poemWords(fetch), poemOutcome(fetch).tone),
		...fetch.steps.flatMap(step => stepWords(step, fetch)),
	];
	const name = visibleLine(fetch.server ?? fetch.address);
	const room = width - rowWidth(path) - 1;
	return room < leastName ? path : [span(`${nameIn(name, room)} `, 'dim'), ...path];
}

/** The least width of a name, in columns: in fewer it says nothing. */
const leastName = 8;

function stepWords(step: TransformStep, fetch: FetchState): Row {
	return [span(` · ${visibleLine(step.transform)}`, 'dim'), ...standingWords[stepStanding(step, fetch)]];
}

const standingWords: { readonly [standing in StepStanding]: Row } = {
	succeeded: [],
	failed: [span(' fell back', 'failed')],
	running: [span('…', 'live')],
	pending: [span(' waits', 'dim')],
	'not-run': [span(' not run', 'dim')],
	left: [span(' cancelled', 'warning')],
};

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
		case 'waiting':
			return ['Waiting for its turn…', 'dim'];
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
