import type { FetchState } from '../../../lab/snapshot/fetch-state.ts';
import type { Host } from '../../../lab/snapshot/host.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { spokenOutcome } from '../../class-words.ts';
import { fetchOutcome, poemOutcome, stepOutcome, stepStanding } from '../../fetch-outcome.ts';
import { formatPlural } from '../../format.ts';
import {
	ended,
	listed,
	plainWords,
	sentence,
	spokenBytes,
	spokenDuration,
	spokenParty,
} from '../../screen-reader/speech.ts';

/** The sentence at the start of a fetch: its host and its transforms. */
export function fetchStart({ server, address, steps }: FetchState, hosts: readonly Host[]): string {
	const then = steps.map(({ transform }) => visibleLine(transform)).join(', ');
	// Which of ours it is, the lab tells only with the first thing that happens there.
	const host = hosts.find(known => known.address === address)?.label ?? address;
	return sentence(listed(`Fetching from ${spokenParty(server ?? host)}`, then === '' ? '' : `then ${then}`));
}

/** The outcome of a fetch, or the progress of a slow one, as a sentence. */
export function fetchProgress(fetch: FetchState): string {
	const { word, detail } = spokenOutcome(fetchOutcome(fetch), fetch);
	return sentence(`${word}${detail === '' ? '' : `: ${plainWords(detail)}`}`);
}

/** The result of a fetch as lines: the outcome and the poem, then each transform. */
export function fetchEnd(fetch: FetchState, lineCount: number): readonly string[] {
	const { status, steps, poemBytes, durationMs } = fetch;
	if (status === 'failed' || status === 'cancelled') {
		return [fetchProgress(fetch)];
	}
	const { word } = spokenOutcome(poemOutcome(fetch), fetch);
	const took = steps.length === 0 ? '' : `, ${spokenDuration(durationMs ?? 0)} in all`;
	const poem = `${formatPlural(lineCount, 'line')}, ${spokenBytes(poemBytes)}`;
	const head = `${word}, ${spokenDuration(fetch.poemMs ?? 0)}${took}`;
	return [
		sentence(status === 'fell-back' ? `Fell back. ${sentence(head)} ${poem}` : `${sentence(head)} ${poem}`),
		...steps.map(step => stepWords(step, fetch)),
	];
}

/** The outcome of one transform: `gibberish fell back: closed without a reply`. */
function stepWords(step: FetchState['steps'][number], fetch: FetchState): string {
	const name = visibleLine(step.transform);
	const { word, detail } = stepOutcome(step, fetch);
	switch (stepStanding(step, fetch)) {
		case 'failed':
			return ended(`${name} fell back: ${plainWords(detail)}`);
		case 'succeeded':
			return ended(`${name}: ${plainWords(word)}`);
		case 'not-run':
		case 'left':
		case 'pending':
		case 'running':
			return ended(`${name}: ${word}`);
	}
}
