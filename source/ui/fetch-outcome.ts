import type { TransformStep } from '../events/events.ts';
import type { FetchState } from '../lab/snapshot/fetch-state.ts';
import { visibleLine } from '../wire/visible-text.ts';
import { classWords } from './class-words.ts';
import { formatDuration, formatProgress } from './format.ts';
import { failureWords } from './inspector/trace/failure-words.ts';
import { named, type Outcome, outcome } from './outcome.ts';
import type { Ways } from './text/ways.ts';

/** The outcome of the poem itself, before its transforms: `MISS 12 ms`, `HIT class 12 ms`. */
export function poemOutcome(fetch: FetchState): Outcome {
	const { poemMs, cache } = fetch;
	if (poemMs !== undefined) {
		const time = formatDuration(poemMs);
		const ways = [`${classWords(fetch)} ${time}`.trim(), time];
		return cache === undefined ? outcome('FETCHED', 'good', time) : outcome(cache.toUpperCase(), cache, ways);
	}
	if (fetch.status === 'failed') {
		return outcome('FAILED', 'failed', fetchFailure(fetch));
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
	const detail = progressOfFetch(fetch);
	if (cache !== undefined) {
		return outcome(cache.toUpperCase(), cache, classWords(fetch), isWaiting ? 'waiting' : detail);
	}
	if (!isWaiting) {
		return outcome('RECEIVING', 'live', detail);
	}
	return connected === true
		? outcome('WAITING', 'live', ['for the first byte', 'first byte', ''])
		: outcome('CONNECTING', 'live');
}

/** The outcome of the poem itself without a time: `MISS`, `HIT class`. */
export function poemWords(fetch: FetchState): string {
	const { word } = poemOutcome(fetch);
	return word === fetch.cache?.toUpperCase() ? `${word} ${classWords(fetch)}`.trim() : word;
}

/** The outcome of a whole fetch: `HIT 0.3 ms`, `FELL BACK cummingsify: connection refused`, `CANCELLED`. */
export function fetchOutcome(fetch: FetchState): Outcome {
	switch (fetch.status) {
		case 'waiting':
			return outcome('WAITING', 'dim', ['for its turn', 'its turn', '']);
		case 'running': {
			const step = fetch.steps.find(({ status }) => status === 'running');
			return step === undefined ? poemOutcome(fetch) : outcome('TRANSFORMING', 'live', visibleLine(step.transform));
		}
		case 'succeeded':
			return poemOutcome(fetch);
		case 'fell-back':
			return outcome('FELL BACK', 'failed', fellBackWays(fetch));
		case 'failed':
			return outcome('FAILED', 'failed', fetchFailure(fetch));
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
		const short = step.code === undefined ? {} : { short: [failureWords[step.code]] };
		return { ...outcome, detail: visibleLine(step.why ?? ''), ...short };
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

/** The transforms that failed, each with why, then in a word or two; and then only how many more there are. */
function fellBackWays({ steps, why }: FetchState): Ways {
	const failures = steps.filter(({ status }) => status === 'failed');
	const [first, ...others] = failures;
	if (first === undefined) {
		return [visibleLine(why ?? '')];
	}
	const names = failures.map(({ transform }) => visibleLine(transform));
	const shortly = failures.map(({ transform, code, why }) =>
		named(transform, code === undefined ? why : failureWords[code]),
	);
	const more = others.length === 0 ? '' : ` +${others.length}`;
	return [
		failures.map(({ transform, why }) => named(transform, why)).join('; '),
		shortly.join('; '),
		names.join(', '),
		`${names[0]}${more}`,
	];
}

/** Why a fetch failed: in full, and in a word or two. */
function fetchFailure({ code, why }: FetchState): Ways {
	const words = visibleLine(why ?? '');
	if (code === undefined) {
		return [words];
	}
	const whole = words.includes(code) ? words : words === '' ? code : `${code}: ${words}`;
	return [whole, failureWords[code]];
}

function progressOfFetch({ poemBytes }: FetchState): string {
	return poemBytes === 0 ? '' : formatProgress(poemBytes, undefined);
}
