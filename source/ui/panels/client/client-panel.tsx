import { Box } from 'ink';
import type { ReactNode } from 'react';
import { List } from '../../components/list.tsx';
import { Panel } from '../../components/panel.tsx';
import { Rows } from '../../components/spans.tsx';
import type { PastFetch } from '../../state.ts';
import { clipText, gap, type Row, rowWidth, span, spreadRow } from '../../text/rows.ts';
import { wrapWords } from '../../text/wrap.ts';
import { signs } from '../../theme.ts';
import type { ViewProps } from '../../view.ts';
import type { ViewModel } from '../../view-model.ts';
import { type Field, FormField, formFields, recordedFields } from './client-form.tsx';
import { chosenHost } from './client-hosts.ts';
import { outcomeRows } from './client-outcome-rows.ts';

/** Panel 4: what to fetch, and what came of it. */
export function ClientPanel({ model, focused, width, height }: ViewProps): ReactNode {
	const { fetch, replay } = model.snapshot;
	const inner = height - 2;
	const room = width - 4;
	const form: readonly Field[] =
		replay === undefined ? formFields(model, { focused, room, height }) : recordedFields(fetch, room);
	const outcome = fetch === undefined ? firstWords(model, room) : outcomeRows(fetch, model.now, room);
	const apart = inner > form.length + outcome.length ? 1 : 0;
	return (
		<Panel
			{...{ width, height, focused }}
			title="Client"
			digit={4}
			right={fetch?.status === 'running' ? [span(`${signs.running} fetching`, 'live')] : []}
		>
			{form.map(field => (
				<FormField key={field.name} {...field} />
			))}
			<Box height={apart} flexShrink={0} />
			<Rows rows={outcome} />
			<PastFetches
				past={model.state.pastFetches.filter(({ id }) => id !== fetch?.id).reverse()}
				room={inner - form.length - apart - outcome.length}
				width={width - 3}
			/>
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
			: chosenHost(state, snapshot)?.server?.startsWith('proxy/')
				? 'Enter fetches the poem through this caching proxy: a MISS. Once more, and it is a HIT.'
				: 'Enter fetches the poem from this host.';
	return wrapWords(words, width).map((row): Row => [gap(1), span(row, 'dim')]);
}

interface PastFetchesProps {
	readonly past: readonly PastFetch[];
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

function pastRow({ outcome, host, transforms }: PastFetch, width: number): Row {
	const words: Row = [
		gap(1),
		span(outcome.word, outcome.tone),
		span(outcome.detail === '' ? '' : ` ${outcome.detail}`),
	];
	const what = [host, ...transforms].join(' · ');
	return spreadRow(words, [span(clipText(what, Math.max(8, width - rowWidth(words) - 2)), 'dim')], width);
}
