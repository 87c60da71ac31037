import type { EventOf } from '../../../events/events.ts';
import type { Finding, Lesson, LessonAction, StepContext } from '../engine/lesson.ts';
import { exchangesSeen } from '../engine/seen-exchanges.ts';
import { firstEnded } from '../engine/seen-fetches.ts';
import { bytesWords, partWords } from '../engine/words.ts';
import { cutAt } from './cut.ts';
import { fetching, poet, proxy } from './lesson-actions.ts';

/** A polite lie, and who believes it. */
export const poisonedCache: Lesson = {
	name: 'poisoned-cache',
	title: 'The poisoned cache',
	summary: 'Half a poem that ends politely is stored as a whole one; a netstring would have noticed.',
	poem: 'tyger',
	beside: ['traffic', 'client'],
	steps: [
		{
			text: 'On this wire the end of the connection is the end of the poem. Now the poet is broken: in the middle it closes, politely, as if that had been all. {poet} has {poet-bytes}.',
			task: 'Fetch the poem through the proxy.',
			setUp: stage => ({
				faults: [{ server: stage.poet.id, fault: 'truncate', settings: { after: cutAt(stage) } }],
				emptyCache: true,
			}),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'What does the proxy keep in its cache?',
				expected: 'half',
				choices: [
					{
						says: 'nothing',
						text: 'Nothing: it sees that it is cut',
						explanation:
							'How could it see that? Nobody has said how long the poem is, and the close was polite. What ends in order counts as whole, and is kept.',
					},
					{
						says: 'whole',
						text: 'The whole poem: it asks again',
						explanation:
							'It would ask again if it knew that something is missing. But the close was polite, and nobody has said how long the poem is. So the part counts as the whole.',
					},
					{
						says: 'half',
						text: 'The part that came',
						explanation:
							'Nobody has said how long the poem is, and the close was polite. So the part counts as the whole.',
					},
				],
			},
			check: whatIsKept,
		},
		{
			text: 'The poet is well again. Whoever asks it now gets the whole poem.',
			task: 'Fetch the poem through the proxy again.',
			setUp: () => ({}),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'Which poem do you get?',
				expected: 'half',
				choices: [
					{
						says: 'whole',
						text: 'The whole one: all is well again',
						explanation:
							'The poet is well, but nobody asks it. The cache has something, and gives it away. The error is over, and its trace lives on: the cache is poisoned.',
					},
					{
						says: 'half',
						text: 'The part, once more',
						explanation:
							'The cache has something, so the poet is not asked. The error is over, and its trace lives on: the cache is poisoned.',
					},
				],
			},
			check: whichCame,
		},
		{
			text: 'The cure is to empty the cache, which is called purging it. In the lab the key x does it at any time.',
			task: 'Purge the cache, and fetch once more.',
			action: purgeThenFetch,
			prediction: {
				question: 'And now?',
				expected: 'whole',
				choices: [
					{
						says: 'whole',
						text: 'The whole poem',
						explanation:
							'An empty cache has to ask the poet, who is well. Emptying a cache is safe: it costs only time. That is why it is often the first thing that people try.',
					},
					{
						says: 'half',
						text: 'Still the part',
						explanation:
							'You trust it no more, and that is understandable. But the wrong poem was only in the cache, and now the cache is empty. So the poet is asked, who is well.',
					},
				],
			},
			check: whichCame,
		},
		{
			text: 'Now the same cut elsewhere. The transform server closes politely in the middle of its answer. But its answer is a netstring, which begins with its length.',
			task: 'Fetch the poem from the poet, with shout.',
			setUp: stage => ({
				faults: [{ server: stage.transform.id, fault: 'truncate', settings: { after: cutAt(stage) } }],
			}),
			action: fetching(poet, 'fetch it with shout', ['shout']),
			prediction: {
				question: 'Does the client take the part for the whole?',
				expected: 'notices',
				choices: [
					{
						says: 'notices',
						text: 'No, it notices',
						explanation:
							'It has read the length at the front, and it counts. Something is missing, so it falls back on the original poem. A few bytes in front make a lie visible.',
					},
					{
						says: 'takes',
						text: 'Yes, as the proxy did',
						explanation:
							'The proxy could not know. This time the client has read the length at the front, and it counts. Something is missing, so it takes the original poem.',
					},
				],
			},
			check: noticed,
		},
	],
};

function purgeThenFetch({ state, stage }: StepContext): LessonAction | undefined {
	return state.fetch?.status === 'running'
		? undefined
		: {
				label: 'purge, and fetch',
				actions: [{ type: 'purge-cache' }, { type: 'fetch', address: stage.proxy.address, transforms: [] }],
			};
}

function whatIsKept({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.proxy.port);
	const stored = events.find(
		(event): event is EventOf<'poem-stored'> => event.type === 'poem-stored' && event.server === stage.proxy.id,
	);
	if (fetch?.ended === undefined) {
		return undefined;
	}
	if (stored === undefined) {
		return fetch.ended.how === 'failed'
			? { observed: `Nothing was kept: ${fetch.ended.why}.`, answer: 'nothing' }
			: undefined;
	}
	return {
		observed: `The poet said ${partWords(stored.bytes, stage.poet.bytes)} and closed in order. The proxy stored ${bytesWords(stored.bytes)} as the poem, and the client called it done.`,
		answer: stored.bytes < stage.poet.bytes ? 'half' : 'whole',
	};
}

function whichCame({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.proxy.port);
	const cache = exchangesSeen(events, stage.proxy.id).find(({ closed }) => closed)?.cache;
	if (fetch?.poemBytes === undefined || cache === undefined) {
		return undefined;
	}
	if (cache === 'hit' && events.every(({ type }) => type !== 'cache-purged') && fetch.poemBytes >= stage.poet.bytes) {
		return { observed: 'HIT: the whole poem was in the cache.', answer: 'whole' };
	}
	return {
		observed: `${cache.toUpperCase()}: ${partWords(fetch.poemBytes, stage.poet.bytes)} came.`,
		answer: fetch.poemBytes < stage.poet.bytes ? 'half' : 'whole',
	};
}

function noticed({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.poet.port);
	const [transform] = fetch?.transforms ?? [];
	if (fetch?.ended === undefined) {
		return undefined;
	}
	if (transform === undefined) {
		return { hint: 'That was the poem alone. Choose shout in Client, or press enter here.' };
	}
	return transform.failure === undefined
		? { observed: 'The client took the answer as it was.', answer: 'takes' }
		: { observed: `FELL BACK: ${transform.failure.why}. The original poem came instead.`, answer: 'notices' };
}
