import type { CacheOutcome, LabEvent, TransformStep } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatAge, formatBytes, formatPlural } from '../../format.ts';
import { failureWords } from '../trace/failure-words.ts';
import { cacheIn, isFound } from '../trace/links.ts';
import { latestOf, type Trace } from '../trace/trace.ts';

/** The state of a promise; of two branches, one is taken; a note only explains. */
export type PromiseState = 'pending' | 'fulfilled' | 'rejected' | 'taken' | 'not-taken' | 'note';

/** Less than this apart, a promise and what crossed because of it are shown, and told, as one. */
export const momentMs = 0.25;

/** One line of the chain of promises. */
export interface PromiseLine {
	readonly kind: 'promise';
	readonly time: number;
	/** The event with which it came about; for a sum, the last of its events. */
	readonly cause: LabEvent;
	/** The number of promises that it is inside of. */
	readonly depth: number;
	/** Safe to show, as `words` is. */
	readonly name: string;
	/** The cache's outcome, where a cache was asked. */
	readonly cache: CacheOutcome | undefined;
	readonly state: PromiseState;
	/** Words to add; empty where the state says it all. */
	readonly words: string;
}

/** Every step of the chain of promises, in order: the pending ones, and what each came to. */
export function promisesOf(trace: Trace): readonly PromiseLine[] {
	const chain = chainOf(trace);
	const told = trace.events.flatMap(event => {
		const isOwn = 'fetch' in event && event.fetch === trace.fetch;
		return (isOwn ? ownSaid(event, chain) : proxySaid(event, trace, chain)).map(line => lineAt(event, line));
	});
	return [...told, ...streamLines(trace, chain), ...waiterLines(trace, chain)];
}

/** The depth of each promise: a poem with transforms is one promise around several. */
interface Chain {
	readonly hasTransforms: boolean;
	/** The poem arrived, so that only a transform can still fail. */
	readonly hasPoem: boolean;
	readonly poemDepth: number;
	readonly upstreamDepth: number;
}

const whole = 'fetchTransformedPoem';
const poem = 'fetchPoem';

function chainOf({ fetch, fetching, events }: Trace): Chain {
	const hasTransforms = (fetching?.transforms.length ?? 0) > 0;
	const poemDepth = hasTransforms ? 1 : 0;
	const hasPoem = events.some(
		event => event.type === 'poem-received' || (event.type === 'fetch-found-running' && event.poemMs !== undefined),
	);
	return { hasTransforms, hasPoem, poemDepth, upstreamDepth: fetch === undefined ? 0 : poemDepth + 1 };
}

type Said = Omit<PromiseLine, 'kind' | 'time' | 'cause'>;

function said(depth: number, name: string, state: PromiseState, words = '', cache?: CacheOutcome): Said {
	return { depth, name, state, words, cache };
}

function lineAt(cause: LabEvent, line: Said): PromiseLine {
	return { kind: 'promise', time: cause.time, cause, ...line };
}

function ownSaid(event: LabEvent, { hasTransforms, hasPoem, poemDepth }: Chain): readonly Said[] {
	const onWhole = (state: PromiseState, words?: string) => (hasTransforms ? [said(0, whole, state, words)] : []);
	switch (event.type) {
		case 'fetch-started':
			return [...onWhole('pending'), said(poemDepth, poem, 'pending')];
		case 'fetch-found-running':
			return [
				...onWhole('pending'),
				said(poemDepth, poem, event.poemMs === undefined ? 'pending' : 'fulfilled'),
				...event.steps.flatMap(foundStep),
			];
		case 'poem-received':
			return [said(poemDepth, poem, 'fulfilled', hasTransforms ? '' : formatBytes(event.bytes))];
		case 'fetch-transform-started':
			return [said(1, step(event.transform), 'pending')];
		case 'fetch-transform-succeeded':
			return [said(1, step(event.transform), 'fulfilled')];
		case 'fetch-transform-failed':
			return [
				said(1, step(event.transform), 'rejected', failureWords[event.code]),
				...(event.code === 'cancelled' ? [] : caught(2, 'the poem as it was')),
			];
		case 'fetch-succeeded':
			return onWhole('fulfilled', formatBytes(event.bytes));
		case 'fetch-fell-back':
			return [said(0, whole, 'fulfilled', 'fell back')];
		case 'fetch-failed': {
			const words = failureWords[event.code];
			return [...(hasPoem ? [] : [said(poemDepth, poem, 'rejected', words)]), ...onWhole('rejected', words)];
		}
		default:
			return [];
	}
}

/** The state of a transform before the recording; of one that had not begun there is nothing to say. */
function foundStep({ transform, status }: TransformStep): readonly Said[] {
	const states = { running: 'pending', succeeded: 'fulfilled', failed: 'rejected', pending: undefined } as const;
	const state = states[status];
	return state === undefined ? [] : [said(1, step(transform), state, 'before the recording')];
}

/** The branch that took over, and the one that did not. */
function caught(depth: number, instead: string, cache?: CacheOutcome): readonly Said[] {
	return [said(depth, `catch → ${instead}`, 'taken', '', cache), said(depth, 'then  → the new poem', 'not-taken')];
}

function step(transform: string): string {
	return `transform ${visibleLine(transform)}`;
}

const upstream = 'upstream fetch';

function proxySaid(event: LabEvent, { waiters, events }: Trace, { upstreamDepth: depth }: Chain): readonly Said[] {
	switch (event.type) {
		case 'cache-hit':
			return [
				said(depth, 'cache', 'fulfilled', event.from === undefined ? 'at once' : 'from the class', 'hit'),
				said(depth, `no upstream was asked; stored ${formatAge(event.ageMs)} ago`, 'note'),
			];
		case 'cache-miss':
			return [said(depth, upstream, 'pending', '', 'miss')];
		case 'cache-collapsed': {
			const starter =
				event.lab !== undefined
					? visibleLine(event.lab)
					: (waiters.find(waiter => waiter.first && waiter.fetch === event.fetch)?.name ?? 'another client');
			return [
				said(depth, upstream, 'pending', '', 'collapsed'),
				said(depth, `waits on the one that ${starter} began`, 'note'),
				...(event.bytesSoFar > 0 ? [said(depth, `${formatBytes(event.bytesSoFar)} were here already`, 'note')] : []),
			];
		}
		case 'connection-found-open': {
			const { cache, upstreamFetch } = event;
			const isAsked = upstreamFetch !== undefined;
			return cache === undefined
				? []
				: [said(depth, isAsked ? upstream : 'cache', isAsked ? 'pending' : 'fulfilled', '', cache)];
		}
		case 'cache-stale':
			return caught(depth + 1, 'the cached poem', 'stale');
		case 'fault-struck':
			return [said(depth, `fault ${visibleLine(event.fault)}: ${visibleLine(event.what)}`, 'note')];
		case 'fetch-succeeded': {
			const isStored = events.some(other => other.type === 'poem-stored' && other.fetch === event.fetch);
			return [said(depth, upstream, 'fulfilled', isStored ? 'stored' : '')];
		}
		case 'fetch-failed':
			return [said(depth, upstream, 'rejected', failureWords[event.code])];
		case 'class-followed':
			return event.code === undefined
				? [said(depth, upstream, 'fulfilled', `by ${visibleLine(event.lab)}`)]
				: [said(depth, visibleLine(event.why ?? event.code), 'note')];
		case 'class-taken-over':
			return [said(depth, `takes the fetch over from ${visibleLine(event.lab)}`, 'note')];
		default:
			return [];
	}
}

/** Whoever asked through a proxy has the first bytes before the proxy has the last. */
function streamLines({ legs, startTime }: Trace, { poemDepth }: Chain): readonly PromiseLine[] {
	const leg = legs.find(({ passesOn }) => passesOn !== undefined);
	const first = leg?.events.find(({ type }) => type === 'bytes-sent');
	return first === undefined || isFound(leg?.opened)
		? []
		: [lineAt(first, said(poemDepth, `streams: first byte after ${(first.time - startTime).toFixed(1)} ms`, 'note'))];
}

const namedWaiters = 3;

function waiterLines(trace: Trace, { upstreamDepth: depth }: Chain): readonly PromiseLine[] {
	return trace.upstreams.flatMap(fetch => {
		const others = trace.waiters.filter(waiter => waiter.fetch === fetch && !waiter.first);
		const leg = trace.legs.find(({ passesOn }) => passesOn === fetch);
		const own = leg?.events.find(event => cacheIn(event)?.upstream !== undefined);
		// They are told of together, once the last of them and the exchange itself have come.
		const cause = latestOf(trace, ...others.map(({ asked }) => asked), own);
		if (others.length === 0 || cause === undefined) {
			return [];
		}
		const names = others.slice(0, namedWaiters).map(waiter => waiter.name);
		const more = others.length > names.length ? ', …' : '';
		const who = formatPlural(others.length, 'other waits', 'others wait');
		return [lineAt(cause, said(depth, `${who} on it too: ${names.join(', ')}${more}`, 'note'))];
	});
}
