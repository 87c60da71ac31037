import type { FetchState } from '../../../lab/snapshot/fetch-state.ts';
import type { Exchange } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { fetchOutcome, poemOutcome, type StepStanding, stepOutcome, stepStanding } from '../../fetch-outcome.ts';
import { formatAge, formatDuration } from '../../format.ts';
import { detailIn, outcomeIn, outcomeText } from '../../outcome.ts';
import { clipText, gap, padText, type Row, rowWidth, span, spreadRow } from '../../text/rows.ts';
import { signs, type Tone } from '../../text/tones.ts';
import { fitting, type Ways } from '../../text/ways.ts';
import { textWidth } from '../../text/width.ts';
import { wrapWords } from '../../text/wrap.ts';

/**
 * The result of the newest fetch: a sentence, then a row for each step where there is more than one. Beside the client's
 * own time stands that of the exchange which served the poem, where that is known.
 */
export function outcomeRows(fetch: FetchState, now: number, width: number, served?: Exchange): readonly Row[] {
	const whole = fetchOutcome(fetch);
	const running = fetch.status === 'running';
	const total: Ways = running ? [formatAge(now - fetch.startedAt)] : totalWays(fetch, served);
	const [sign] = standingSigns[standingOf(fetch)];
	const head = `${sign} ${whole.word}`;
	const rows = wrapWords(`${sign} ${outcomeText(whole)}`, width, 3);
	const summary = rows.map((row, index): Row => {
		const pieces: Row =
			index === 0 && row.startsWith(head)
				? [span(head, whole.tone, true), span(row.slice(head.length), 'plain')]
				: [span(index === 0 ? row : `  ${row}`)];
		return [
			gap(1),
			...(rows.length === 1
				? spreadRow(pieces, [span(fitting([...total, ''], width - rowWidth(pieces) - 1), 'dim')], width)
				: pieces),
		];
	});
	if (fetch.steps.length === 0) {
		return summary;
	}
	const poem = poemOutcome(fetch);
	// What became of a poem that never came whole is what became of the fetch: the summary has said why.
	const poemWords = fetch.poemMs === undefined && !running ? poem.word : undefined;
	const nameWidth = Math.min(14, Math.max(4, ...fetch.steps.map(({ transform }) => textWidth(visibleLine(transform)))));
	const room = width - nameWidth - 4;
	return [
		...summary,
		// Where all went well, the summary is the poem's own outcome.
		...(fetch.status === 'succeeded'
			? []
			: [
					stepRow(fetch.poemMs === undefined ? standingOf(fetch) : 'succeeded', 'poem', nameWidth, [
						span(poemWords ?? outcomeIn(poem, room), poem.tone),
					]),
				]),
		...fetch.steps.map(step => {
			const outcome = stepOutcome(step, fetch);
			const words = step.status === 'failed' ? detailIn(outcome, room) : clipText(outcome.word, room);
			return stepRow(stepStanding(step, fetch), visibleLine(step.transform), nameWidth, [
				span(words, step.status === 'failed' ? 'failed' : 'dim'),
			]);
		}),
	];
}

function stepRow(standing: StepStanding, name: string, nameWidth: number, words: Row): Row {
	const [mark, tone] = standingSigns[standing];
	return [gap(1), span(mark, tone), span(` ${padText(name, nameWidth)}  `), ...words];
}

/** The sign and the colour for the status of a poem, of one of its transforms, or of the whole fetch. */
const standingSigns: { readonly [standing in StepStanding]: readonly [string, Tone] } = {
	'not-run': [signs.notRun, 'dim'],
	left: [signs.pending, 'warning'],
	pending: [signs.pending, 'dim'],
	running: [signs.running, 'live'],
	succeeded: [signs.done, 'good'],
	failed: [signs.failed, 'failed'],
};

function standingOf({ status }: FetchState): StepStanding {
	return status === 'cancelled'
		? 'left'
		: status === 'fell-back'
			? 'failed'
			: status === 'waiting'
				? 'pending'
				: status;
}

/** The whole fetch's time, where it says more than the outcome does; else how much of it passed at the server. */
function totalWays({ durationMs, steps, status }: FetchState, served: Exchange | undefined): Ways {
	if (durationMs === undefined) {
		return [];
	}
	if (steps.length > 0 || status !== 'succeeded') {
		const time = formatDuration(durationMs);
		return [`${time} in all`, `all ${time}`];
	}
	// A server may end its side later than the client needs.
	if (served?.durationMs === undefined || served.durationMs > durationMs) {
		return [];
	}
	const time = formatDuration(served.durationMs);
	return served.kind === 'proxy'
		? [`${time} of it in the proxy`, `${time} in the proxy`, `${time} in proxy`]
		: [`${time} of it at the poet`, `${time} at the poet`, `${time} at poet`];
}
