import type { FetchId, FoundStep, LabEvent } from '../../../events/events.ts';
import type { CacheOutcome } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatAge, formatBytes, formatPlural } from '../../format.ts';
import { isFetching, isFound } from '../story/beginnings.ts';
import { failureWords } from '../story/failure-words.ts';
import { upstreamIn } from '../story/legs.ts';
import { latestOf, type Story } from '../story/story.ts';

/** What a promise has come to; of two branches, one is taken; a note only explains. */
export type PromiseState = 'pending' | 'fulfilled' | 'rejected' | 'taken' | 'not-taken' | 'note';

/** Less than this apart, a promise and what crossed because of it are shown, and told, as one. */
export const momentMs = 0.25;

/** One line of the chain of promises. */
export interface PromiseLine {
	readonly kind: 'promise';
	readonly time: number;
	/** The event at whose moment it came about; of a sum, the last one's. */
	readonly cause: LabEvent;
	/** How many promises it is inside of. */
	readonly depth: number;
	/** Safe to show, as `words` is. */
	readonly name: string;
	/** What the cache made of it, where a cache was asked. */
	readonly cache?: CacheOutcome;
	readonly state: PromiseState;
	/** What there is to add; empty where the state says it all. */
	readonly words: string;
}

/** Every step of the chain of promises, in order: which was pending, and what it came to. */
export function promisesOf(story: Story): readonly PromiseLine[] {
	const chain = chainOf(story);
	return [
		...story.events.flatMap(event => linesOf(event, story, chain)),
		...streamLines(story, chain),
		...waiterLines(story, chain),
	];
}

/** How deep each promise is: a poem with transforms is one promise around several. */
interface Chain {
	readonly hasTransforms: boolean;
	/** The poem arrived, so that only a transform can still fail. */
	readonly hasPoem: boolean;
	readonly poemDepth: number;
	readonly upstreamDepth: number;
}

const whole = 'fetchTransformedPoem';
const poem = 'fetchPoem';

function chainOf({ fetch, events }: Story): Chain {
	const started = events.filter(isFetching).find(event => event.fetch === fetch);
	const hasTransforms = (started?.transforms.length ?? 0) > 0;
	const poemDepth = hasTransforms ? 1 : 0;
	const hasPoem = events.some(
		event => event.type === 'poem-received' || (event.type === 'fetch-found-running' && event.poemMs !== undefined),
	);
	return { hasTransforms, hasPoem, poemDepth, upstreamDepth: fetch === undefined ? 0 : poemDepth + 1 };
}

type Said = Omit<PromiseLine, 'kind' | 'time' | 'cause' | 'words'> & { readonly words?: string };

function linesOf(event: LabEvent, story: Story, chain: Chain): readonly PromiseLine[] {
	const said = 'fetch' in event && event.fetch === story.fetch ? ownSaid(event, chain) : proxySaid(event, story, chain);
	return said.map(line => ({ kind: 'promise', time: event.time, cause: event, words: '', ...line }));
}

function ownSaid(event: LabEvent, { hasTransforms, hasPoem, poemDepth }: Chain): readonly Said[] {
	switch (event.type) {
		case 'fetch-started':
			return [
				...(hasTransforms ? [{ depth: 0, name: whole, state: 'pending' } as const] : []),
				{ depth: poemDepth, name: poem, state: 'pending' },
			];
		case 'fetch-found-running':
			return [
				...(hasTransforms ? [{ depth: 0, name: whole, state: 'pending' } as const] : []),
				{ depth: poemDepth, name: poem, state: event.poemMs === undefined ? 'pending' : 'fulfilled' },
				...event.steps.flatMap(foundStep),
			];
		case 'poem-received':
			return [
				{ depth: poemDepth, name: poem, state: 'fulfilled', words: hasTransforms ? '' : formatBytes(event.bytes) },
			];
		case 'fetch-transform-started':
			return [{ depth: 1, name: step(event.transform), state: 'pending' }];
		case 'fetch-transform-succeeded':
			return [{ depth: 1, name: step(event.transform), state: 'fulfilled' }];
		case 'fetch-transform-failed':
			return [
				{ depth: 1, name: step(event.transform), state: 'rejected', words: failureWords(event.code) },
				...(event.code === 'cancelled' ? [] : branches),
			];
		case 'fetch-succeeded':
			return hasTransforms ? [{ depth: 0, name: whole, state: 'fulfilled', words: formatBytes(event.bytes) }] : [];
		case 'fetch-fell-back':
			return [{ depth: 0, name: whole, state: 'fulfilled', words: 'fell back' }];
		case 'fetch-failed': {
			const rejected = { state: 'rejected', words: failureWords(event.code) } as const;
			return [
				...(hasPoem ? [] : [{ depth: poemDepth, name: poem, ...rejected }]),
				...(hasTransforms ? [{ depth: 0, name: whole, ...rejected }] : []),
			];
		}
		default:
			return [];
	}
}

/** What a transform had come to before the recording; of one that had not begun there is nothing to say. */
function foundStep({ transform, status }: FoundStep): readonly Said[] {
	const state = ({ running: 'pending', succeeded: 'fulfilled', failed: 'rejected', pending: undefined } as const)[
		status
	];
	return state === undefined ? [] : [{ depth: 1, name: step(transform), state, words: 'before the recording' }];
}

const branches: readonly Said[] = [
	{ depth: 2, name: 'catch → the poem as it was', state: 'taken' },
	{ depth: 2, name: 'then  → the new poem', state: 'not-taken' },
];

function step(transform: string): string {
	return `transform ${visibleLine(transform)}`;
}

function proxySaid(event: LabEvent, story: Story, { upstreamDepth: depth }: Chain): readonly Said[] {
	switch (event.type) {
		case 'cache-hit': {
			const age = `stored ${formatAge(event.ageMs)} ago`;
			return [
				{ depth, name: 'cache', cache: 'hit', state: 'fulfilled', words: 'at once' },
				{ depth, name: `no upstream was asked; ${age}`, state: 'note' },
			];
		}
		case 'cache-miss':
			return [{ depth, name: 'upstream fetch', cache: 'miss', state: 'pending' }];
		case 'cache-collapsed': {
			const starter = story.waiters.find(waiter => waiter.first && waiter.fetch === event.fetch);
			return [
				{ depth, name: 'upstream fetch', cache: 'collapsed', state: 'pending' },
				{ depth, name: `waits on the one that ${starter?.name ?? 'another client'} began`, state: 'note' },
				...(event.bytesSoFar > 0
					? [{ depth, name: `${formatBytes(event.bytesSoFar)} were here already`, state: 'note' } as const]
					: []),
			];
		}
		case 'connection-found-open':
			return event.cache === undefined
				? []
				: [
						event.upstreamFetch === undefined
							? { depth, name: 'cache', cache: event.cache, state: 'fulfilled' }
							: { depth, name: 'upstream fetch', cache: event.cache, state: 'pending' },
					];
		case 'cache-stale':
			return [
				{ depth: depth + 1, name: 'catch → the cached poem', cache: 'stale', state: 'taken' },
				{ depth: depth + 1, name: 'then  → the new poem', state: 'not-taken' },
			];
		case 'fault-struck':
			return [{ depth, name: `fault ${visibleLine(event.fault)}: ${visibleLine(event.what)}`, state: 'note' }];
		case 'fetch-succeeded':
			return [{ depth, name: 'upstream fetch', state: 'fulfilled', words: storedWords(event.fetch, story) }];
		case 'fetch-failed':
			return [{ depth, name: 'upstream fetch', state: 'rejected', words: failureWords(event.code) }];
		default:
			return [];
	}
}

function storedWords(fetch: FetchId, { events }: Story): string {
	return events.some(event => event.type === 'poem-stored' && event.fetch === fetch) ? 'stored' : '';
}

/** Whoever asked through a proxy has the first bytes before the proxy has the last. */
function streamLines(story: Story, { poemDepth }: Chain): readonly PromiseLine[] {
	const leg = story.legs.find(({ passesOn }) => passesOn !== undefined);
	const first = leg?.events.find(({ type }) => type === 'bytes-sent');
	const asked = leg?.dial ?? leg?.opened;
	if (first === undefined || asked === undefined || isFound(leg?.opened)) {
		return [];
	}
	const name = `streams: first byte after ${(first.time - asked.time).toFixed(1)} ms`;
	return [{ kind: 'promise', time: first.time, cause: first, depth: poemDepth, name, state: 'note', words: '' }];
}

const namedWaiters = 3;

function waiterLines(story: Story, { upstreamDepth: depth }: Chain): readonly PromiseLine[] {
	return story.upstreams.flatMap((fetch): PromiseLine[] => {
		const others = story.waiters.filter(waiter => waiter.fetch === fetch && !waiter.first);
		const leg = story.legs.find(({ passesOn }) => passesOn === fetch);
		// They are told of together, once the last of them and the exchange itself have come.
		const cause = latestOf(story, ...others.map(({ asked }) => asked), leg?.events.find(isAsking));
		if (others.length === 0 || cause === undefined) {
			return [];
		}
		const names = others.slice(0, namedWaiters).map(waiter => waiter.name);
		const more = others.length > names.length ? ', …' : '';
		const name = `${formatPlural(others.length, 'other waits', 'others wait')} on it too: ${names.join(', ')}${more}`;
		return [{ kind: 'promise', time: cause.time, cause, depth, name, state: 'note', words: '' }];
	});
}

function isAsking(event: LabEvent): boolean {
	return upstreamIn(event) !== undefined;
}
