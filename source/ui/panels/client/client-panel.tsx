import { Box } from 'ink';
import type { ReactNode } from 'react';
import type { FetchState } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { List } from '../../components/list.tsx';
import { Panel } from '../../components/panel.tsx';
import { Rows } from '../../components/spans.tsx';
import { fetchOutcome } from '../../outcome.ts';
import { clipText, gap, type Row, rowWidth, span, spreadRow } from '../../text/rows.ts';
import { signs } from '../../text/tones.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { ViewModel, ViewProps } from '../../view.ts';
import { atOnceWords } from './batch-words.ts';
import { isUnderWay, listedFetches, showsSeveral } from './client-fetches.ts';
import { type Field, FormField, formFields, recordedFields } from './client-form.tsx';
import { chosenHost } from './client-hosts.ts';
import { outcomeRows } from './client-outcome-rows.ts';
import { FetchList } from './fetch-list.tsx';

/** Panel 4: what to fetch, and what came of it. */
export function ClientPanel({ model, focused, width, height }: ViewProps): ReactNode {
	const { fetch, replay } = model.snapshot;
	const inner = height - 2;
	const room = width - 4;
	const form: readonly Field[] =
		replay === undefined ? formFields(model, { focused, room, height }) : recordedFields(fetch, room);
	const isSeveral = showsSeveral(model.state, model.snapshot);
	const outcome = fetch === undefined ? firstWords(model, room) : isSeveral ? [] : outcomeRows(fetch, model.now, room);
	const apart = inner > form.length + outcome.length + (isSeveral ? 8 : 0) ? 1 : 0;
	const left = inner - form.length - apart - outcome.length;
	const underWay = model.snapshot.fetches.filter(isUnderWay).length;
	const many = underWay > 1 ? ` ${underWay}` : '';
	return (
		<Panel
			{...{ width, height, focused }}
			title="Client"
			digit={4}
			right={underWay > 0 ? [span(`${signs.running} fetching${many}`, 'live')] : []}
		>
			{form.map(field => (
				<FormField key={field.name} {...field} />
			))}
			<Box height={apart} flexShrink={0} />
			<Rows rows={outcome} />
			{isSeveral ? (
				<FetchList model={model} width={width - 3} height={left} />
			) : (
				<PastFetches
					past={listedFetches(model.snapshot).filter(({ id }) => id !== fetch?.id)}
					room={left}
					width={width - 3}
				/>
			)}
		</Panel>
	);
}

/** What somebody who has read nothing needs to know. */
function firstWords({ state, snapshot }: ViewModel, width: number): readonly Row[] {
	const words =
		snapshot.replay !== undefined
			? snapshot.totals.fetches > 0
				? 'What was fetched before this recording began is not in it.'
				: 'Nothing was fetched here up to now.'
			: state.client.marked.length > 1
				? `Enter fetches from all of them, ${atOnceWords(state.client.atOnce)} at once; a changes how many.`
				: chosenHost(state, snapshot)?.server?.startsWith('proxy/')
					? 'Enter fetches the poem through this caching proxy: a MISS. Once more, and it is a HIT.'
					: 'Enter fetches the poem from this host.';
	return wrapWords(words, width).map((row): Row => [gap(1), span(row, 'dim')]);
}

interface PastFetchesProps {
	readonly past: readonly FetchState[];
	/** How many rows there are for them, with their heading. */
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

function pastRow(fetch: FetchState, width: number): Row {
	const outcome = fetchOutcome(fetch);
	const words: Row = [
		gap(1),
		span(outcome.word, outcome.tone),
		span(outcome.detail === '' ? '' : ` ${outcome.detail}`),
	];
	const names = [fetch.server ?? fetch.address, ...fetch.steps.map(({ transform }) => transform)];
	const what = names.map(visibleLine).join(' · ');
	return spreadRow(words, [span(clipText(what, Math.max(8, width - rowWidth(words) - 2)), 'dim')], width);
}
