import type { CacheOutcome, RefusalCode } from '../events/events.ts';
import type { Exchange } from '../lab/snapshot.ts';
import { visibleLine } from '../wire/visible-text.ts';
import { type ClassPart, classWords } from './class-words.ts';
import { formatProgress } from './format.ts';
import { failureWords } from './inspector/trace/failure-words.ts';
import { struckWords } from './overlays/faults/fault-label.ts';
import { clipText } from './text/rows.ts';
import type { Tone } from './text/tones.ts';
import { joinedWays, type Ways } from './text/ways.ts';
import { textWidth } from './text/width.ts';

/** An outcome in a word, with a detail and its meaning. */
export interface Outcome {
	readonly word: string;
	/** Empty where the word says it all. */
	readonly detail: string;
	/** The detail in fewer words, ever shorter; absent where it has no others. */
	readonly short?: Ways;
	readonly tone: Tone;
}

/**
 * The detail in so many columns: in full, or in as many of its words as have room. Where none have, the shortest in as many as
 * `reach`, and empty where hardly a letter has room.
 */
export function detailIn({ detail, short = [] }: Outcome, width: number, reach = width): string {
	const ways = [detail, ...short];
	const way = ways.find(one => textWidth(one) <= width) ?? ways.at(-1) ?? '';
	return reach < 4 && textWidth(way) > reach ? '' : clipText(way, reach);
}

/** The outcome as one text: `REFUSED gibberish: the transform threw`. */
export function outcomeText({ word, detail }: Outcome): string {
	return detail === '' ? word : `${word} ${detail}`;
}

/** The outcome as one text in so many columns: the word is kept, and as much of the detail as has room. */
export function outcomeIn(outcome: Outcome, width: number): string {
	const detail = detailIn(outcome, width - textWidth(outcome.word) - 1);
	return outcomeText({ ...outcome, detail });
}

/** The outcome of one exchange, or its progress while it is open. Safe to show: strangers' control characters are made visible. */
export function exchangeOutcome(exchange: Exchange): Outcome {
	const { word, detail, short = [], tone } = outcomeOf(exchange);
	return outcome(word, tone, struckWords(exchange.faults), [detail, ...short]);
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
			return refusedOutcome(exchange);
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
			return outcome('CUT', 'failed', cutWays(exchange));
		case 'over-bound':
			return outcome('OVER BOUND', 'failed', visibleLine(exchange.bound ?? ''), visibleLine(exchange.why ?? ''));
		case 'stopped':
			return outcome('STOPPED', 'warning', exchange.cache, 'with its server');
		case 'failed':
			return outcome('FAILED', 'failed', failureWays(exchange));
	}
}

/** The failure in a word or two, and its cause where that says more. */
function failureWays({ code, why = '' }: Exchange): Ways {
	const word = code && failureWords[code];
	return word === undefined ? [visibleLine(why)] : why.includes(word) ? [word] : [named(word, why), word];
}

/** A request that was refused: which transform it asked for, and why; then without what explains it, then in a word or two. */
function refusedOutcome({ transform, why = '', refusal }: Exchange): Outcome {
	const [what = ''] = why.split(': ');
	const timedOut = refusal === 'transform-threw' && why.includes('timed out');
	const words = refusal === undefined ? [] : [timedOut ? 'timed out' : refusalWords[refusal]];
	return outcome('REFUSED', 'failed', [named(transform, why), named(transform, what), visibleLine(what), ...words]);
}

const refusalWords: { readonly [code in RefusalCode]: string } = {
	'bad-netstring': 'no netstring',
	'too-long': 'too long',
	incomplete: 'incomplete',
	'no-dot': 'no dot',
	'bad-utf-8': 'no UTF-8',
	'unknown-transform': 'unknown',
	'transform-threw': 'threw',
	'request-time': 'too late',
};

/** Why a poem was cut: that decides, and not whether the proxy had begun its fetch for this client. */
function cutWays({ cache, why }: Exchange): Ways {
	const words = visibleLine(why ?? '');
	return [
		[cache, words].filter(part => part !== undefined && part !== '').join(' '),
		words === '' ? (cache ?? '') : words,
	];
}

/** An answer of a proxy, with the part of the class in it. */
export interface CacheAnswer extends ClassPart {
	readonly cache: CacheOutcome;
}

/** A proxy's answer: `HIT`, `HIT class`, `COLLAPSED with bo@mac`. */
export function outcomeOfCache(answer: CacheAnswer): Outcome {
	return outcome(answer.cache.toUpperCase(), answer.cache, classWords(answer));
}

/** The outcome of one exchange without its details, but for the part of the class in it. */
export function shortOutcome(exchange: Exchange): Outcome {
	const { word, tone } = exchangeOutcome(exchange);
	const { cache } = exchange;
	return cache !== undefined && word === cache.toUpperCase()
		? outcomeOfCache({ ...exchange, cache })
		: { word, detail: '', tone };
}

function openOutcome(exchange: Exchange): Outcome {
	if (exchange.dialled === true && exchange.connected !== true) {
		return outcome('CONNECTING', 'live');
	}
	if (exchange.kind === 'transform') {
		if (exchange.replied === false) {
			return refusedOutcome(exchange);
		}
		return exchange.transform === undefined
			? outcome('RECEIVING', 'live', formatProgress(exchange.bytesIn, undefined))
			: outcome(exchange.replied === true ? 'REPLYING' : 'TRANSFORMING', 'live', visibleLine(exchange.transform));
	}
	if (exchange.cache === undefined) {
		return outcome(exchange.bytesOut === 0 ? 'WAITING' : 'SENDING', 'live', progressOf(exchange));
	}
	return outcome(exchange.cache.toUpperCase(), exchange.cache, classWords(exchange), progressOf(exchange));
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
				exchange.cache === 'stale' ? visibleLine(exchange.why ?? '') : classWords(exchange),
			);
}

/** A name, and what became of it: `gibberish: the transform threw`; one alone where there is no other. Safe to show. */
export function named(name: string | undefined, why: string | undefined): string {
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

/** An outcome with those of the details that are not empty; the last of them is left out first. */
export function outcome(word: string, tone: Tone, ...details: readonly (string | Ways | undefined)[]): Outcome {
	const [detail = '', ...short] = joinedWays(details.map(part => (typeof part === 'object' ? part : [part ?? ''])));
	return { word, detail, tone, ...(short.length > 0 && { short }) };
}
