import type { FailureCode } from '../events/events.ts';
import type { CacheOutcome, Exchange, FetchState, TransformStep } from '../lab/lab.ts';
import { visibleLine } from '../wire/visible-text.ts';
import { formatDuration, formatProgress } from './format.ts';
import { struckWords } from './overlays/faults/fault-label.ts';
import type { Tone } from './theme.ts';

/** What became of something, in a word, what more there is to say, and what it means. */
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

/** What became of one exchange, or what it is doing now. Safe to show: strangers' control characters are made visible. */
export function exchangeOutcome(exchange: Exchange): Outcome {
	const outcome = outcomeOf(exchange);
	const struck = struckWords(exchange.faults);
	return struck === '' ? outcome : { ...outcome, detail: joined(struck, outcome.detail) };
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
			return failed('REFUSED', named(exchange.transform, exchange.why));
		case 'left':
			return {
				word: 'LEFT',
				detail: joined(cacheWord(exchange), progressOf(exchange), visibleLine(exchange.bound ?? '')),
				tone: 'warning',
			};
		case 'reset':
			if (exchange.cancelled === true) {
				return { word: 'CANCELLED', detail: joined(cacheWord(exchange), progressOf(exchange)), tone: 'warning' };
			}
			return failed('RESET', joined(cacheWord(exchange), progressOf(exchange)));
		case 'cut':
			if (exchange.cancelled === true) {
				return { word: 'CUT', detail: joined(cacheWord(exchange), 'its upstream was stopped'), tone: 'warning' };
			}
			return failed('CUT', joined(cacheWord(exchange), visibleLine(exchange.why ?? '')));
		case 'over-bound':
			return failed('OVER BOUND', joined(visibleLine(exchange.bound ?? ''), visibleLine(exchange.why ?? '')));
		case 'stopped':
			return { word: 'STOPPED', detail: joined(cacheWord(exchange), 'with its server'), tone: 'warning' };
	}
}

/** A cache outcome's word and meaning. */
export function cacheOutcome(cache: CacheOutcome): Outcome {
	return { word: cache.toUpperCase(), detail: '', tone: cache };
}

/** What became of the poem itself, before its transforms: `MISS 12 ms`. */
export function poemOutcome(fetch: FetchState): Outcome {
	if (fetch.poemMs !== undefined) {
		const { word, tone } =
			fetch.cache === undefined ? ({ word: 'FETCHED', tone: 'good' } as const) : cacheOutcome(fetch.cache);
		return { word, detail: formatDuration(fetch.poemMs), tone };
	}
	if (fetch.status === 'failed') {
		return failed('FAILED', failureText(fetch.code, fetch.why));
	}
	if (fetch.status === 'cancelled') {
		return { word: 'CANCELLED', detail: progressOfFetch(fetch), tone: 'warning' };
	}
	return underWayOutcome(fetch);
}

/** A poem under way, in the order in which it comes: connecting, waiting for the first byte, receiving. */
function underWayOutcome(fetch: FetchState): Outcome {
	const { firstByteMs, poemBytes, connected, cache } = fetch;
	const isWaiting = firstByteMs === undefined && poemBytes === 0;
	const detail = isWaiting ? 'for the first byte' : progressOfFetch(fetch);
	if (cache !== undefined) {
		return { word: cache.toUpperCase(), detail: isWaiting ? 'waiting' : detail, tone: cache };
	}
	if (!isWaiting) {
		return { word: 'RECEIVING', detail, tone: 'live' };
	}
	return connected === true
		? { word: 'WAITING', detail, tone: 'live' }
		: { word: 'CONNECTING', detail: '', tone: 'live' };
}

/** What became of a whole fetch: `HIT 0.3 ms`, `FELL BACK cummingsify: connection refused`, `CANCELLED`. */
export function fetchOutcome(fetch: FetchState): Outcome {
	switch (fetch.status) {
		case 'running': {
			const step = fetch.steps.find(({ status }) => status === 'running');
			return step === undefined
				? poemOutcome(fetch)
				: { word: 'TRANSFORMING', detail: visibleLine(step.transform), tone: 'live' };
		}
		case 'succeeded':
			return poemOutcome(fetch);
		case 'fell-back':
			return { word: 'FELL BACK', detail: fellBackText(fetch), tone: 'failed' };
		case 'failed':
			return failed('FAILED', failureText(fetch.code, fetch.why));
		case 'cancelled':
			return { word: 'CANCELLED', detail: progressOfFetch(fetch), tone: 'warning' };
	}
}

/** How far one transform of a fetch has come, or that it never ran, or was left, since the fetch ended before it. */
export function stepStanding(
	step: TransformStep,
	{ status }: FetchState,
): TransformStep['status'] | 'not-run' | 'left' {
	if (status === 'running') {
		return step.status;
	}
	if (step.status === 'pending') {
		return 'not-run';
	}
	return step.status === 'running' ? 'left' : step.status;
}

/** What became of one transform of a fetch. */
export function stepOutcome(step: TransformStep, fetch: FetchState): Outcome {
	switch (stepStanding(step, fetch)) {
		case 'not-run':
			return { word: 'not run', detail: '', tone: 'dim' };
		case 'left':
			return { word: 'cancelled', detail: '', tone: 'warning' };
		case 'pending':
			return { word: 'pending', detail: '', tone: 'dim' };
		case 'running':
			return { word: 'running', detail: '', tone: 'live' };
		case 'succeeded':
			return {
				word: step.durationMs === undefined ? 'done' : formatDuration(step.durationMs),
				detail: '',
				tone: 'good',
			};
		case 'failed':
			return { word: 'failed', detail: visibleLine(step.why ?? ''), tone: 'failed' };
	}
}

function openOutcome(exchange: Exchange): Outcome {
	if (exchange.kind === 'transform') {
		if (exchange.replied === false) {
			return failed('REFUSED', named(exchange.transform, exchange.why));
		}
		return exchange.transform === undefined
			? { word: 'RECEIVING', detail: formatProgress(exchange.bytesIn, undefined), tone: 'live' }
			: { word: 'TRANSFORMING', detail: visibleLine(exchange.transform), tone: 'live' };
	}
	if (exchange.cache === undefined) {
		return { word: exchange.bytesOut === 0 ? 'WAITING' : 'SENDING', detail: progressOf(exchange), tone: 'live' };
	}
	return { word: exchange.cache.toUpperCase(), detail: progressOf(exchange), tone: exchange.cache };
}

function endedOutcome(exchange: Exchange): Outcome {
	if (exchange.kind === 'transform') {
		return exchange.transform === undefined
			? { word: 'ENDED', detail: '', tone: 'plain' }
			: { word: 'REPLIED', detail: visibleLine(exchange.transform), tone: 'good' };
	}
	return exchange.cache === undefined
		? { word: 'SENT', detail: '', tone: 'plain' }
		: { ...cacheOutcome(exchange.cache), detail: exchange.cache === 'stale' ? visibleLine(exchange.why ?? '') : '' };
}

function fellBackText(fetch: FetchState): string {
	const failures = fetch.steps.filter(({ status }) => status === 'failed');
	return failures.length === 0
		? visibleLine(fetch.why ?? '')
		: failures.map(({ transform, why }) => named(transform, why)).join('; ');
}

function failureText(code: FailureCode | undefined, why: string | undefined): string {
	const words = visibleLine(why ?? '');
	if (code === undefined || words.startsWith(code)) {
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

function cacheWord({ cache }: Exchange): string {
	return cache ?? '';
}

function progressOf({ kind, bytesIn, bytesOut, expectedBytes }: Exchange): string {
	return kind === 'transform' && bytesOut === 0
		? formatProgress(bytesIn, undefined)
		: formatProgress(bytesOut, expectedBytes);
}

function progressOfFetch({ poemBytes }: FetchState): string {
	return poemBytes === 0 ? '' : formatProgress(poemBytes, undefined);
}

function failed(word: string, detail: string): Outcome {
	return { word, detail, tone: 'failed' };
}

function joined(...parts: readonly string[]): string {
	return parts.filter(part => part !== '').join(' ');
}
