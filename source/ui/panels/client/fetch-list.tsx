import type { ReactNode } from 'react';
import type { BatchState } from '../../../lab/snapshot/batch-state.ts';
import type { FetchState } from '../../../lab/snapshot/fetch-state.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { List } from '../../components/list.tsx';
import { Rows } from '../../components/spans.tsx';
import { fetchOutcome } from '../../fetch-outcome.ts';
import { formatAge, formatBytes, formatDuration } from '../../format.ts';
import { centredTop } from '../../list-cursor.ts';
import { detailIn, type Outcome } from '../../outcome.ts';
import { type CutName, distinctNames } from '../../text/distinct-names.ts';
import { barOf, gap, padText, type Row, span, spreadRow } from '../../text/rows.ts';
import { textWidth } from '../../text/width.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { ViewModel } from '../../view.ts';
import { batchEndWords, comparisonWords } from './batch-words.ts';
import { fetchesOf, isUnderWay, listedFetches, shownBatch } from './client-fetches.ts';
import { hostLabel } from './client-hosts.ts';

/** Beside the name there is room for a word, and mostly for the reason or the time. */
const restWidth = 16;
/** The least columns for a name. */
const leastName = 6;

/** A row of the list: a fetch, or the heading over those that are older than what stands above it. */
type ListedRow = FetchState | { readonly before: FetchState };

/** The rows of the list, and which of them are seen. */
export interface FetchListing {
	/** The results of the batch that is shown, above the list. */
	readonly head: readonly Row[];
	readonly items: readonly ListedRow[];
	/** The index of the first item that is seen, and the number of rows there are. */
	readonly top: number;
	readonly room: number;
	/** The index of the fetch that the person is on, or -1. */
	readonly selected: number;
}

/** Every fetch that is under way and the newest past ones, a row each, in so many columns and rows. */
export function fetchListing(model: ViewModel, width: number, height: number): FetchListing {
	const { state, snapshot } = model;
	const batch = shownBatch(snapshot);
	const head = batch === undefined ? [] : batchRows(batch, model, width).slice(0, Math.max(0, height - 1));
	const room = Math.max(1, height - head.length);
	const items = withHeadings(listedFetches(snapshot));
	const isShown = (item: ListedRow): boolean => !('before' in item) && item.id === snapshot.fetch?.id;
	const selected = state.client.field === 'fetches' ? items.findIndex(isShown) : -1;
	const eye = selected >= 0 ? selected : placeToSee(items, batch);
	return { head, items, top: centredTop(items.length, eye, room), room, selected };
}

/** The fetches, with a heading where an older batch begins, or what is older than a batch. */
function withHeadings(fetches: readonly FetchState[]): readonly ListedRow[] {
	return fetches.flatMap((fetch, at): readonly ListedRow[] => {
		const above = fetches[at - 1];
		return above === undefined || above.batch === fetch.batch ? [fetch] : [{ before: fetch }, fetch];
	});
}

interface FetchListProps {
	readonly model: ViewModel;
	readonly listing: FetchListing;
	readonly width: number;
}

/** The listed fetches under the results of the batch that is shown. */
export function FetchList({ model, listing, width }: FetchListProps): ReactNode {
	const { head, items, top, room, selected } = listing;
	const { now } = model;
	const labels = new Map(listedFetches(model.snapshot).map(fetch => [fetch, shortLabel(fetch, model)]));
	const cutName = distinctNames([...new Set(labels.values())]);
	const widest = Math.max(...[...labels.values()].map(textWidth));
	const nameWidth = Math.min(widest, Math.max(9, width - restWidth));
	return (
		<>
			<Rows rows={head} />
			<List
				items={items}
				{...{ top, selected }}
				height={room}
				row={(item, isSelected) =>
					'before' in item
						? [gap(1), span('before', 'dim')]
						: fetchRow(item, labels.get(item) ?? '', { isSelected, now, nameWidth, width, cutName })
				}
				keyOf={item => ('before' in item ? `before ${item.before.id}` : item.id)}
			/>
		</>
	);
}

/** The first that is under way; where none is, the first of the batch that went wrong, so that it is not out of sight. */
function placeToSee(items: readonly ListedRow[], batch: BatchState | undefined): number {
	const underWay = items.findIndex(item => !('before' in item) && isUnderWay(item));
	const wentWrong = (item: ListedRow): boolean =>
		!('before' in item) && item.batch === batch?.id && (item.status === 'failed' || item.status === 'fell-back');
	return Math.max(0, underWay >= 0 ? underWay : items.findIndex(wentWrong));
}

/** The progress of a batch while it goes on, and then its results. */
function batchRows(batch: BatchState, { snapshot, now }: ViewModel, width: number): readonly Row[] {
	const { end, atOnce, startedAt } = batch;
	if (end !== undefined) {
		const compared = comparisonWords(batch, snapshot.batches);
		return [
			...wrapWords(batchEndWords(end, atOnce), width).map((words): Row => [gap(1), span(words, 'title')]),
			...(compared === '' ? [] : wrapWords(compared, width).map((words): Row => [gap(1), span(words, 'good')])),
		];
	}
	const fetches = fetchesOf(batch, snapshot);
	const done = fetches.filter(fetch => !isUnderWay(fetch)).length;
	const words = ` ${done} of ${fetches.length}  ${formatAge(now - startedAt)}`;
	return [[gap(1), ...barOf(done, fetches.length, Math.min(30, Math.max(4, width - words.length - 1))), span(words)]];
}

interface RowOptions {
	readonly isSelected: boolean;
	readonly now: number;
	readonly nameWidth: number;
	readonly width: number;
	readonly cutName: CutName;
}

/**
 * The host, the word, and as much of the rest as has room: the reason or the bytes before the time, the time of a whole poem
 * before its bytes. Where a reason has no room even in short, the name makes room for it.
 */
function fetchRow(fetch: FetchState, label: string, { isSelected, now, nameWidth, width, cutName }: RowOptions): Row {
	const outcome = fetchOutcome(fetch);
	const { word, tone } = outcome;
	const { status, durationMs, poemBytes, startedAt } = fetch;
	const isWhole = status === 'succeeded' && durationMs !== undefined;
	const time = isWhole ? formatDuration(durationMs) : status === 'running' ? formatAge(now - startedAt) : '';
	const rest = width - textWidth(word) - 3;
	const reason = isWhole ? textWidth(time) : reasonWidth(outcome, status);
	const name =
		reason <= rest - nameWidth
			? padText(cutName(label, nameWidth), nameWidth)
			: cutName(label, Math.max(leastName, Math.min(nameWidth, rest - reason)));
	const room = rest - textWidth(name);
	const what = isWhole ? formatBytes(poemBytes) : detailIn(outcome, room);
	const hasBoth = textWidth(what) + textWidth(time) + 2 <= room;
	return spreadRow(
		[
			isSelected ? span('▸', 'focus') : gap(1),
			span(name, isSelected ? 'focus' : 'plain'),
			gap(1),
			span(word, tone),
			span(what === '' || (isWhole && !hasBoth) ? '' : ` ${what}`),
		],
		time === '' || !(hasBoth || isWhole) ? [] : [span(time, 'dim')],
		width,
	);
}

/** The columns for why, or for the bytes so far: as many for few as for many, so that the name beside them stays the same. */
function reasonWidth({ detail, short }: Outcome, status: FetchState['status']): number {
	const width = textWidth(short?.at(-1) ?? detail);
	return status === 'running' && width > 0 ? Math.max(width, mostBytes.length) : width;
}

const mostBytes = '999 kB';

/** A fetch's host by its name, without the kind where that is the same for all of its batch. */
function shortLabel({ server, address, batch }: FetchState, { snapshot }: ViewModel): string {
	const label = visibleLine(server ?? hostLabel(address, snapshot));
	const own = snapshot.batches.find(({ id }) => id === batch);
	const kinds = new Set(own?.addresses.map(other => hostLabel(other, snapshot).split('/')[0]));
	return kinds.size === 1 ? label.replace(/^(?:poetry|proxy)\//, '') : label;
}
