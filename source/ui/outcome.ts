import type { CacheOutcome, FailureCode, TransformStep } from '../events/events.ts';
import type { Exchange, FetchState } from '../lab/snapshot.ts';
import { visibleLine } from '../wire/visible-text.ts';
import { formatDuration, formatProgress } from './format.ts';
import { failureWords } from './inspector/trace/failure-words.ts';
import { struckWords } from './overlays/faults/fault-label.ts';
import type { Tone } from './text/tones.ts';

/** An outcome in a word, with a detail and its meaning. */
export interface Outcome {
	readonly word: string;
	/** Empty where the word says it all. */
	readonly detail: string;
	readonly tone: Tone;
}

/** The outcome as one text: `REFUSED gibberish: the transform threw`. */
export function outcomeText({ word, detail }: Outcome): string {
	return detail === '' ? word : `${word} ${detail}`;
}

/** The outcome of one exchange, or its progress while it is open. Safe to show: strangers' control characters are made visible. */
export function exchangeOutcome(exchange: Exchange): Outcome {
	const { word, detail, tone } = outcomeOf(exchange);
	return outcome(word, tone, struckWords(exchange.faults), detail);
}

function outcomeOf(exchange: Exchange): Outcome {
	const { how } = exchange;
	if (how === undefined) {
		return openOutcome(exchange);
	}
	switch (how) {
		case 'ended':
			return endedOutcome(exchange);
		case 'refused':
			return outcome('REFUSED', 'failed', named(exchange.transform, exchange.why));
		case 'left':
			return outcome('LEFT', 'warning', exchange.cache, progressOf(exchange), visibleLine(exchange.bound ?? ''));
		case 'reset':
			if (exchange.cancelled === true) {
				return outcome('CANCELLED', 'warning', exchange.cache, progressOf(exchange));
			}
			return outcome('RESET', 'failed', exchange.cache, progressOf(exchange));
		case 'cut':
			if (exchange.cancelled === true) {
				return outcome('CUT', 'warning', exchange.cache, 'its upstream was stopped');
			}
			return outcome('CUT', 'failed', exchange.cache, visibleLine(exchange.why ?? ''));
		case 'over-bound':
			return outcome('OVER BOUND', 'failed', visibleLine(exchange.bound ?? ''), visibleLine(exchange.why ?? ''));
		case 'stopped':
			return outcome('STOPPED', 'warning', exchange.cache, 'with its server');
		case 'failed':
			return outcome('FAILED', 'failed', shortFailure(exchange));
	}
}

/** The failure in a word or two, and its cause where that says more. */
function shortFailure({ code, why = '' }: Exchange): string {
	const word = code && failureWords[code];
	return word === undefined || why.includes(word) ? (word ?? visibleLine(why)) : named(word, why);
}

/** A cache outcome's word and meaning. */
export function cacheOutcome(cache: CacheOutcome): Outcome {
	return outcome(cache.toUpperCase(), cache);
}

/** The outcome of the poem itself, before its transforms: `MISS 12 ms`. */
export function poemOutcome(fetch: FetchState): Outcome {
	if (fetch.poemMs !== undefined) {
		const { word, tone } =
			fetch.cache === undefined ? ({ word: 'FETCHED', tone: 'good' } as const) : cacheOutcome(fetch.cache);
		return { word, detail: formatDuration(fetch.poemMs), tone };
	}
	if (fetch.status === 'failed') {
		return outcome('FAILED', 'failed', failureText(fetch.code, fetch.why));
	}
	if (fetch.status === 'cancelled') {
		return outcome('CANCELLED', 'warning', progressOfFetch(fetch));
	}
	return underWayOutcome(fetch);
}

/** A poem under way, in the order in which it comes: connecting, waiting for the first byte, receiving. */
function underWayOutcome(fetch: FetchState): Outcome {
	const { firstByteMs, poemBytes, connected, cache } = fetch;
	const isWaiting = firstByteMs === undefined && poemBytes === 0;
	const detail = isWaiting ? 'for the first byte' : progressOfFetch(fetch);
	if (cache !== undefined) {
		return outcome(cache.toUpperCase(), cache, isWaiting ? 'waiting' : detail);
	}
	if (!isWaiting) {
		return outcome('RECEIVING', 'live', detail);
	}
	return connected === true ? outcome('WAITING', 'live', detail) : outcome('CONNECTING', 'live');
}

/** The outcome of a whole fetch: `HIT 0.3 ms`, `FELL BACK cummingsify: connection refused`, `CANCELLED`. */
export function fetchOutcome(fetch: FetchState): Outcome {
	switch (fetch.status) {
		case 'waiting':
			return outcome('WAITING', 'dim', 'for its turn');
		case 'running': {
			const step = fetch.steps.find(({ status }) => status === 'running');
			return step === undefined ? poemOutcome(fetch) : outcome('TRANSFORMING', 'live', visibleLine(step.transform));
		}
		case 'succeeded':
			return poemOutcome(fetch);
		case 'fell-back':
			return outcome('FELL BACK', 'failed', fellBackText(fetch));
		case 'failed':
			return outcome('FAILED', 'failed', failureText(fetch.code, fetch.why));
		case 'cancelled':
			return outcome('CANCELLED', 'warning', progressOfFetch(fetch));
	}
}

/** The status of one transform of a fetch; also that it never ran, or was still running when the fetch ended. */
export type StepStanding = TransformStep['status'] | 'not-run' | 'left';

/** The status of one transform of this fetch. */
export function stepStanding(step: TransformStep, { status }: FetchState): StepStanding {
	if (status === 'running' || status === 'waiting') {
		return step.status;
	}
	if (step.status === 'pending') {
		return 'not-run';
	}
	return step.status === 'running' ? 'left' : step.status;
}

/** The outcome of one transform of a fetch. */
export function stepOutcome(step: TransformStep, fetch: FetchState): Outcome {
	const standing = stepStanding(step, fetch);
	const outcome = { detail: '', ...stepOutcomes[standing] };
	if (standing === 'failed') {
		return { ...outcome, detail: visibleLine(step.why ?? '') };
	}
	return standing === 'succeeded' && step.durationMs !== undefined
		? { ...outcome, word: formatDuration(step.durationMs) }
		: outcome;
}

const stepOutcomes: { readonly [standing in StepStanding]: Omit<Outcome, 'detail'> } = {
	'not-run': { word: 'not run', tone: 'dim' },
	left: { word: 'cancelled', tone: 'warning' },
	pending: { word: 'pending', tone: 'dim' },
	running: { word: 'running', tone: 'live' },
	succeeded: { word: 'done', tone: 'good' },
	failed: { word: 'failed', tone: 'failed' },
};

function openOutcome(exchange: Exchange): Outcome {
	if (exchange.kind === 'transform') {
		if (exchange.replied === false) {
			return outcome('REFUSED', 'failed', named(exchange.transform, exchange.why));
		}
		return exchange.transform === undefined
			? outcome('RECEIVING', 'live', formatProgress(exchange.bytesIn, undefined))
			: outcome('TRANSFORMING', 'live', visibleLine(exchange.transform));
	}
	if (exchange.cache === undefined) {
		return outcome(exchange.bytesOut === 0 ? 'WAITING' : 'SENDING', 'live', progressOf(exchange));
	}
	return outcome(exchange.cache.toUpperCase(), exchange.cache, progressOf(exchange));
}

function endedOutcome(exchange: Exchange): Outcome {
	if (exchange.kind === 'transform') {
		return exchange.transform === undefined
			? outcome('ENDED', 'plain')
			: outcome('REPLIED', 'good', visibleLine(exchange.transform));
	}
	return exchange.cache === undefined
		? outcome('SENT', 'plain')
		: outcome(
				exchange.cache.toUpperCase(),
				exchange.cache,
				exchange.cache === 'stale' ? visibleLine(exchange.why ?? '') : '',
			);
}

function fellBackText(fetch: FetchState): string {
	const failures = fetch.steps.filter(({ status }) => status === 'failed');
	return failures.length === 0
		? visibleLine(fetch.why ?? '')
		: failures.map(({ transform, why }) => named(transform, why)).join('; ');
}

function failureText(code: FailureCode | undefined, why: string | undefined): string {
	const words = visibleLine(why ?? '');
	if (code === undefined || words.includes(code)) {
		return words;
	}
	return words === '' ? code : `${code}: ${words}`;
}

function named(name: string | undefined, why: string | undefined): string {
	return [name, why]
		.filter(part => part !== undefined && part !== '')
		.map(part => visibleLine(part ?? ''))
		.join(': ');
}

function progressOf({ kind, bytesIn, bytesOut, expectedBytes }: Exchange): string {
	return kind === 'transform' && bytesOut === 0
		? formatProgress(bytesIn, undefined)
		: formatProgress(bytesOut, expectedBytes);
}

function progressOfFetch({ poemBytes }: FetchState): string {
	return poemBytes === 0 ? '' : formatProgress(poemBytes, undefined);
}

/** An outcome with those of the details that are not empty. */
function outcome(word: string, tone: Tone, ...details: readonly (string | undefined)[]): Outcome {
	return { word, detail: details.filter(part => part !== undefined && part !== '').join(' '), tone };
}
