import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { FetchState } from '../../../lab/snapshot/fetch-state.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { List } from '../../components/list.tsx';
import { Panel } from '../../components/panel.tsx';
import { Rows } from '../../components/spans.tsx';
import { fetchOutcome } from '../../fetch-outcome.ts';
import { gap, joinSpans, moreWords, type Row, rowWidth, span, spreadRow } from '../../text/rows.ts';
import { signs } from '../../text/tones.ts';
import { nameIn } from '../../text/ways.ts';
import { textWidth } from '../../text/width.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { ViewModel, ViewProps } from '../../view.ts';
import { atOnceWords } from './batch-words.ts';
import { isUnderWay, listedFetches, servedBy, showsSeveral } from './client-fetches.ts';
import { type Field, FormField, formFields, recordedFields } from './client-form.tsx';
import { chosenHost } from './client-hosts.ts';
import { outcomeRows } from './client-outcome-rows.ts';
import { FetchList, fetchListing } from './fetch-list.tsx';
import { stepWords } from './lesson-client.ts';

/** Panel 4: what to fetch, and what came of it. */
export function ClientPanel({ model, focused, width, height }: ViewProps): ReactNode {
	const { fetch, replay } = model.snapshot;
	const inner = height - 2;
	const room = width - 4;
	const form: readonly Field[] =
		replay === undefined ? formFields(model, { focused, room, height }) : recordedFields(fetch, room);
	const past = listedFetches(model.snapshot).filter(({ id }) => id !== fetch?.id);
	const isSeveral = showsSeveral(model.state, model.snapshot);
	const outcome =
		fetch === undefined
			? firstRows(model, room)
			: isSeveral
				? []
				: outcomeRows(fetch, model.now, room, servedBy(fetch, model.snapshot));
	const apart = inner > form.length + outcome.length + (isSeveral ? 8 : 0) ? 1 : 0;
	const left = inner - form.length - apart - outcome.length;
	const next = isSeveral ? [] : nextRows(model, room);
	const nextRoom = left - (past.length > 0 ? Math.min(2, past.length) + pastHead : 1);
	// The first of it is worth more than the second of the fetches before, and less than the first of them.
	const shownNext = next.slice(0, Math.max(0, nextRoom, Math.min(1, left - 1 - pastHead)));
	const listing = isSeveral ? fetchListing(model, width - 3, left) : undefined;
	const underWay = model.snapshot.fetches.filter(isUnderWay).length;
	const many = underWay > 1 ? ` ${underWay}` : '';
	return (
		<Panel
			{...{ width, height, focused }}
			title="Client"
			digit={4}
			right={underWay > 0 ? [span(`${signs.running} fetching${many}`, 'live')] : []}
			footerRight={
				listing === undefined ? [] : moreWords(listing.top, listing.items.length - listing.top - listing.room)
			}
		>
			{form.map(field => (
				<FormField key={field.name} {...field} />
			))}
			<Box height={apart} flexShrink={0} />
			<Rows rows={outcome} />
			{listing !== undefined ? (
				<FetchList model={model} listing={listing} width={width - 3} />
			) : (
				<PastFetches past={past} room={left - shownNext.length} width={width - 3} />
			)}
			{shownNext.length > 0 && (
				<Box flexGrow={1} flexDirection="column" justifyContent="flex-end">
					<Rows rows={shownNext} />
				</Box>
			)}
		</Panel>
	);
}

function firstRows(model: ViewModel, width: number): readonly Row[] {
	return wrapWords(firstWords(model), width).map((row): Row => [gap(1), span(row, 'dim')]);
}

/** The advice for somebody who opens the lab for the first time. */
function firstWords({ state, snapshot }: ViewModel): string {
	const { replay, lesson, totals } = snapshot;
	if (replay !== undefined) {
		return totals.fetches > 0
			? 'What was fetched before this recording began is not in it.'
			: 'Nothing was fetched here up to now.';
	}
	if (lesson !== undefined) {
		return stepWords(state, snapshot);
	}
	if (state.client.marked.length > 1) {
		return `Enter fetches from all of them, ${atOnceWords(state.client.atOnce)} at once; a changes how many.`;
	}
	return chosenHost(state, snapshot)?.server?.startsWith('proxy/')
		? 'Enter fetches through this caching proxy: a MISS, so it asks the poet. Once more: a HIT.'
		: 'Enter fetches the poem from this host.';
}

/** The rows above the fetches of before: their heading, and an empty row. */
const pastHead = 2;

/** The advice on what to do next, until somebody has chosen several hosts. */
function nextRows({ state, snapshot: { fetch, replay, lesson } }: ViewModel, width: number): readonly Row[] {
	if (state.client.marked.length > 0 || replay !== undefined || lesson !== undefined) {
		return [];
	}
	const parts = [
		...(fetch === undefined ? [] : [['i', ' opens what happened'] as const]),
		['/', ' takes several hosts'] as const,
	];
	const rows = parts.map(([key, words]): Row => [gap(1), span(key, 'key'), span(words, 'dim')]);
	const both = joinSpans(rows, gap(2));
	return rowWidth(both) <= width ? [both] : rows;
}

interface PastFetchesProps {
	readonly past: readonly FetchState[];
	/** The number of rows that they may take, with their heading. */
	readonly room: number;
	readonly width: number;
}

/** The fetches before this one, newest first, so that a MISS and its HIT can be compared. */
function PastFetches({ past, room, width }: PastFetchesProps): ReactNode {
	return room < 3 || past.length === 0 ? null : (
		<>
			<Rows rows={[[], [gap(1), span('before', 'dim')]]} />
			<List items={past} top={0} height={room - 2} row={fetch => pastRow(fetch, width)} keyOf={({ id }) => id} />
		</>
	);
}

/** The word, the host and why or how long; where there is too little room, its transforms are the first to be left out. */
function pastRow(fetch: FetchState, width: number): Row {
	const { word, tone, detail, short = [] } = fetchOutcome(fetch);
	const host = visibleLine(fetch.server ?? fetch.address);
	const transforms = fetch.steps.map(({ transform }) => visibleLine(transform));
	const room = width - textWidth(word) - 3;
	const ways = [detail, ...short].flatMap(why => {
		const least = nameIn(host, Math.max(leastName, room - textWidth(why)));
		const names = [[host, ...transforms].join(' · '), `${host} +${transforms.length}`, host, least];
		return names.map(name => ({ why, name }));
	});
	const { why, name } = ways.find(one => textWidth(one.why) + textWidth(one.name) <= room) ?? {
		why: '',
		name: nameIn(host, room),
	};
	return spreadRow([gap(1), span(word, tone), span(why === '' ? '' : ` ${why}`)], [span(name, 'dim')], width);
}

/** The least columns for the name of a host. */
const leastName = 8;
