import type { FetchState } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { fetchOutcome, poemOutcome, type StepStanding, stepOutcome, stepStanding } from '../../fetch-outcome.ts';
import { formatAge, formatDuration } from '../../format.ts';
import { detailIn, outcomeIn, outcomeText } from '../../outcome.ts';
import { clipText, gap, padText, type Row, span, spreadRow } from '../../text/rows.ts';
import { signs, type Tone } from '../../text/tones.ts';
import { textWidth } from '../../text/width.ts';
import { wrapWords } from '../../text/wrap.ts';

/** The result of the newest fetch: a sentence, then a row for each step where there is more than one. */
export function outcomeRows(fetch: FetchState, now: number, width: number): readonly Row[] {
	const whole = fetchOutcome(fetch);
	const running = fetch.status === 'running';
	const total = running ? formatAge(now - fetch.startedAt) : durationWords(fetch);
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
			...(index === 0 && rows.length === 1 && total !== '' ? spreadRow(pieces, [span(total, 'dim')], width) : pieces),
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

/** The whole fetch's time, where it says more than the outcome does. */
function durationWords({ durationMs, steps, status }: FetchState): string {
	return durationMs === undefined || (steps.length === 0 && status === 'succeeded')
		? ''
		: `${formatDuration(durationMs)} in all`;
}
