import { formatPlural } from '../format.ts';
import { exchangeOutcome } from '../outcome.ts';
import { listed, placeOf, plainWords, sentence, spokenDuration, spokenParty } from '../screen-reader/speech.ts';
import type { ViewModel } from '../view-model.ts';
import { standingOf } from './inspector-commands.ts';
import type { InspectorState } from './inspector-state.ts';
import type { Detail } from './story/detail.ts';
import { headingOf } from './story/heading.ts';
import { viewLines } from './view-lines.ts';

type Here = Extract<Detail, { status: 'here' }>;

/** What is open, once the lab has told of it. */
export interface Opened {
	readonly inspector: InspectorState;
	readonly detail: Here;
}

/** The exchange that is open and known; undefined where none is, or where the lab has yet to answer. */
export function openedOf({ state: { inspector }, detail }: ViewModel): Opened | undefined {
	return inspector !== undefined && detail.status === 'here' && detail.connection === inspector.connection
		? { inspector, detail }
		: undefined;
}

/** The exchange that is open, and which of how many it is; then all that it was a part of, and what came of that. */
export function headingWords(model: ViewModel, { detail }: Opened): string {
	const { title, outcome, durationMs } = headingOf(detail.story);
	const { exchange, place, count, marked } = standingOf(model.state, model.snapshot);
	const which = listed(
		exchange && exchangeOutcome(exchange).word.toLowerCase(),
		exchange && spokenParty(exchange.server),
		marked ? 'marked' : '',
		place === 0 ? '' : placeOf(place - 1, count),
	);
	const whole = listed(
		plainWords(title),
		`${outcome.word.toLowerCase()}${outcome.detail === '' ? '' : ` ${plainWords(outcome.detail)}`}`,
		durationMs === undefined ? 'so far' : spokenDuration(durationMs),
	);
	return `${sentence(which)} ${sentence(whole)}`.trim();
}

/** The view as somebody comes to it. */
export function viewWords({ detail, inspector }: Opened): readonly string[] {
	const { title, opening, lines } = viewLines(detail, inspector);
	return [`${title}, ${formatPlural(lines.length, 'line')}.`, ...opening];
}

/** The lines of the view from one to another. */
export function viewPart(opened: Opened, from: number, to: number): readonly string[] {
	return viewLines(opened.detail, opened.inspector).lines.slice(from, to);
}

/** How many lines the view that is open has; 0 where none is. */
export function viewLength(detail: Detail, inspector: InspectorState): number {
	return detail.status === 'here' && detail.connection === inspector.connection
		? viewLines(detail, inspector).lines.length
		: 0;
}
