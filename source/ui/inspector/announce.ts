import { spokenOutcome } from '../class-words.ts';
import { formatPlural } from '../format.ts';
import { shortOutcome } from '../outcome.ts';
import { stretch } from '../panels/poem/announce.ts';
import {
	foundWords,
	listed,
	placeOf,
	plainWords,
	sentence,
	spokenDuration,
	spokenParty,
} from '../screen-reader/speech.ts';
import { isSearching } from '../search/search-row.ts';
import { matchWords } from '../search/search-state.ts';
import type { SpokenView, ViewModel } from '../view.ts';
import { searchRead } from './bytes/bytes-search.ts';
import { openDetail } from './exchange-view.ts';
import { exchangeViews } from './exchange-views.ts';
import type { InspectorState } from './inspector-state.ts';
import type { Detail, OpenDetail } from './trace/detail.ts';
import { headingOf } from './trace/heading.ts';
import { standingOf } from './update.ts';

/** The spoken form of an exchange that is open. */
export const spokenInspector: SpokenView = {
	arrival(model) {
		const opened = openedOf(model);
		return opened === undefined ? [] : [headingWords(model, opened), ...viewWords(opened)];
	},
	moved(before, after, command) {
		const [was, now] = [openedOf(before), openedOf(after)];
		if (now === undefined) {
			const isGone = after.detail.status === 'gone' && before.detail !== after.detail;
			return isGone ? ['This exchange is no longer kept: newer ones have taken its place.'] : [];
		}
		if (was?.detail.connection !== now.detail.connection) {
			return [headingWords(after, now), ...viewWords(now)];
		}
		if (was.inspector.view !== now.inspector.view || was.inspector.bytesMode !== now.inspector.bytesMode) {
			// Who searches comes for what is found, not for all of the bytes.
			return now.inspector.search.typing ? [] : viewWords(now);
		}
		if (!was.detail.trace.settled && now.detail.trace.settled) {
			return [`It is over. ${headingWords(after, now)}`, ...(now.inspector.view === 'bytes' ? [] : viewWords(now))];
		}
		return command === undefined ? [] : movedInView(was, now);
	},
	field: ({ state: { inspector } }) =>
		inspector?.search.typing ? { label: 'Search', text: inspector.search.query } : undefined,
	standing: ({ state: { inspector }, detail }) =>
		inspector?.search.typing ? foundWords(matchWords(inspector.search, foundIn(detail, inspector).count)) : '',
};

/** An open exchange of which the lab has told. */
interface Opened {
	readonly inspector: InspectorState;
	readonly detail: OpenDetail;
}

function openedOf({ state: { inspector }, detail }: ViewModel): Opened | undefined {
	const here = openDetail(detail, inspector);
	return inspector === undefined || here === undefined ? undefined : { inspector, detail: here };
}

/** The open exchange, its place among the others, and the heading of its trace. */
function headingWords(model: ViewModel, { detail }: Opened): string {
	const { title, outcome, durationMs } = headingOf(detail.trace);
	const spoken = spokenOutcome(outcome, { ...detail.trace.root.cache });
	const { exchange, place, count, marked } = standingOf(model.state, model.snapshot);
	const which = listed(
		exchange && spokenOutcome(shortOutcome(exchange), exchange).word,
		exchange && spokenParty(exchange.server),
		marked ? 'marked' : '',
		place === 0 ? '' : placeOf(place - 1, count),
	);
	const whole = listed(
		plainWords(title),
		plainWords(`${spoken.word} ${spoken.detail}`),
		durationMs === undefined ? 'so far' : spokenDuration(durationMs),
	);
	return `${sentence(which)} ${sentence(whole)}`.trim();
}

/** The view as somebody comes to it. */
function viewWords(opened: Opened): readonly string[] {
	const { title, opening, lines } = linesOf(opened);
	return [`${title}, ${formatPlural(lines.length, 'line')}.`, ...opening];
}

function linesOf({ detail, inspector }: Opened) {
	return exchangeViews[inspector.view].read(detail, inspector.bytesMode);
}

/** The number of lines of the view that is open; 0 where none is. */
export function viewLength(detail: Detail, inspector: InspectorState): number {
	const here = openDetail(detail, inspector);
	return here === undefined ? 0 : linesOf({ detail: here, inspector }).lines.length;
}

function foundIn(detail: Detail, { search, bytesMode }: InspectorState) {
	return searchRead(detail, search.query, bytesMode);
}

function movedInView(was: Opened, now: Opened): readonly string[] {
	const { search, top } = now.inspector;
	const part = (from: number, to: number) => linesOf(now).lines.slice(from, to);
	if (search.typing) {
		return [];
	}
	if (isSearching(was.inspector.search) && !isSearching(search)) {
		return ['Search ended.'];
	}
	if (was.inspector.search.typing || was.inspector.search.index !== search.index) {
		const { count, rowOf } = foundIn(now.detail, now.inspector);
		const line = count === 0 ? '' : part(rowOf(search.index), rowOf(search.index) + 1).join('');
		return [`${sentence(matchWords(search, count))} ${line}`.trim()];
	}
	return top === undefined || top === was.inspector.top ? [] : part(...stretch(was.inspector.top ?? -1, top));
}
