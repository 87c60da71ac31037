import type { Finding, Lesson, LessonAction, StepContext } from '../engine/lesson.ts';
import { exchangesSeen, type SeenExchange } from '../engine/seen-exchanges.ts';
import { fetchesSeen, firstEnded, type SeenFetch } from '../engine/seen-fetches.ts';
import { timeWords } from '../engine/words.ts';
import { fetching, proxy } from './lesson-actions.ts';

/** How long the poet takes, so that a miss and a hit can be told by a person. */
const poetMs = 800;
const slowPoet = (server: string) => ({ server, fault: 'latency', settings: { ms: poetMs } });

/** A cache: sometimes now, sometimes later, and one way to write it. */
export const nowOrLater: Lesson = {
	name: 'now-or-later',
	title: 'Sometimes now, sometimes later',
	summary: 'A cache has the poem, or has to fetch it; the program that asks is the same.',
	poem: 'thermopylae',
	beside: ['client', 'traffic'],
	steps: [
		{
			text: 'A caching proxy stands between you and the poet. You ask the proxy {proxy}, and it asks the poet for you. It keeps each poem in its cache, a store, which is empty now. The poet takes 800 ms.',
			task: 'Fetch the poem through the proxy.',
			setUp: ({ poet: { id } }) => ({ faults: [slowPoet(id)], emptyCache: true }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'Hit or miss? A hit comes out of the cache, a miss has to be fetched.',
				expected: 'miss',
				choices: [
					{
						says: 'hit',
						text: 'Hit',
						explanation:
							'A cache can give only what it has been given before. The first to ask always pays for the way to the poet. Whoever comes next does not.',
					},
					{
						says: 'miss',
						text: 'Miss',
						explanation: 'The cache was empty, so the first to ask pays for the way to the poet.',
					},
				],
			},
			check: hitOrMiss,
		},
		{
			text: 'The proxy has kept the poem. The poet still takes 800 ms for whoever asks him.',
			task: 'Fetch the same poem again.',
			setUp: ({ poet: { id } }) => ({ faults: [slowPoet(id)] }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'How long does it take this time?',
				expected: 'at-once',
				choices: [
					{
						says: 'at-once',
						text: 'Almost no time',
						explanation: 'The poem came out of the cache. The poet was not even asked.',
					},
					{
						says: 'as-long',
						text: 'About 800 ms, as before',
						explanation:
							'So it would be if the proxy asked the poet again. It does not: it has kept the poem from the first time, and gives it away at once.',
					},
					{
						says: 'half',
						text: 'About half as long',
						explanation:
							'A cache does not make the way shorter. It leaves it out: the proxy has the poem already, and the poet is not asked at all.',
					},
				],
			},
			check: howLong,
		},
		{
			text: 'Here is the proxy’s program. The poem may be there now, or later: the words after ?? count only where the cache has nothing.',
			code: ['async function poemOf(host) {', '  return cache.get(host)', '    ?? await fetchPoem(host);', '}'],
			task: 'Let the client meet both: a miss, and then a hit.',
			setUp: ({ poet: { id } }) => ({ faults: [slowPoet(id)], emptyCache: true }),
			action: missThenHit,
			prediction: {
				question: 'What does the client do differently for a hit?',
				expected: 'nothing',
				choices: [
					{
						says: 'asks',
						text: 'It asks first whether it is there',
						explanation:
							'Then it would need two ways: one for now, and one for later. It needs only one. It awaits, and if the poem is there already, the wait is short.',
					},
					{
						says: 'skips',
						text: 'It leaves out the await',
						explanation:
							'It can not know before whether it may. So it always awaits, and if the poem is there already, the wait is short. One way for both.',
					},
					{
						says: 'nothing',
						text: 'Nothing at all',
						explanation:
							'It always awaits. A promise that is kept already makes the wait short. So one way of writing it does for now and for later.',
					},
				],
			},
			check: samePath,
		},
		{
			text: 'Now the poet is down, and refuses everybody. The cache still has the poem.',
			task: 'Fetch the poem through the proxy.',
			setUp: ({ poet: { id } }) => ({ faults: [{ server: id, fault: 'down', settings: {} }] }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'What do you get?',
				expected: 'hit',
				choices: [
					{
						says: 'hit',
						text: 'The poem',
						explanation: 'A hit needs no poet. A cache makes things fast, and it also covers for those who are away.',
					},
					{
						says: 'failed',
						text: 'An error',
						explanation:
							'Asking the poet would fail, that is true. But for a hit nobody asks him. A cache makes things fast, and it also covers for those who are away.',
					},
				],
			},
			check: hitOrFailure,
		},
	],
};

function hitOrMiss({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.proxy.port);
	const exchange = answeredBy(events, stage.proxy.id)[0];
	if (fetch?.ended === undefined || exchange?.cache === undefined) {
		return undefined;
	}
	const { length } = exchangesSeen(events, stage.poet.id);
	return {
		observed: `${exchange.cache.toUpperCase()}, after ${timeWords(fetch.ended.durationMs)}. The proxy ${asked(length)}.`,
		answer: exchange.cache,
	};
}

function howLong(context: StepContext): Finding | undefined {
	const found = hitOrMiss(context);
	const fetch = firstEnded(context.events, context.stage.proxy.port);
	if (found === undefined || !('observed' in found) || fetch?.ended === undefined) {
		return undefined;
	}
	const { durationMs } = fetch.ended;
	return { ...found, answer: durationMs < poetMs * 0.3 ? 'at-once' : durationMs < poetMs * 0.8 ? 'half' : 'as-long' };
}

function missThenHit({ state, stage, events }: StepContext): LessonAction | undefined {
	if (state.fetch?.status === 'running') {
		return undefined;
	}
	const missed = answeredBy(events, stage.proxy.id).some(({ cache }) => cache === 'miss');
	return {
		label: missed ? 'fetch it again: now a hit' : 'fetch it once: a miss',
		actions: [{ type: 'fetch', address: stage.proxy.address, transforms: [] }],
	};
}

function samePath({ events, stage }: StepContext): Finding | undefined {
	const outcomes = answeredBy(events, stage.proxy.id).map(({ cache }) => cache);
	const fetches = fetchesSeen(events).filter(({ ended, port }) => ended && port === stage.proxy.port);
	const miss = fetches[outcomes.indexOf('miss')];
	const hit = fetches[outcomes.indexOf('hit')];
	if (miss === undefined || hit === undefined) {
		return undefined;
	}
	const [forMiss, forHit] = [pathOf(miss), pathOf(hit)];
	return {
		observed: `For the miss the client did: ${forMiss}, in ${timeWords(miss.ended?.durationMs ?? 0)}. For the hit: ${forHit}, in ${timeWords(hit.ended?.durationMs ?? 0)}.`,
		answer: forMiss === forHit ? 'nothing' : 'skips',
	};
}

function hitOrFailure({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.proxy.port);
	if (fetch?.ended === undefined) {
		return undefined;
	}
	return fetch.ended.how === 'failed'
		? { observed: `FAILED: ${fetch.ended.why}.`, answer: 'failed' }
		: { observed: `The whole poem, after ${timeWords(fetch.ended.durationMs)}, with nobody at home.`, answer: 'hit' };
}

function answeredBy(events: StepContext['events'], proxyId: string): readonly SeenExchange[] {
	return exchangesSeen(events, proxyId).filter(({ cache, closed }) => cache !== undefined && closed !== undefined);
}

/** The client's steps in words, in their order. */
function pathOf({ dials, ended }: SeenFetch): string {
	const dial = dials[0];
	return [
		dial === undefined ? '' : 'connect',
		dial !== undefined && dial.received.length > 0 ? 'read' : '',
		ended?.how === 'succeeded' ? 'done' : 'failed',
	]
		.filter(part => part !== '')
		.join(', ');
}

function asked(count: number): string {
	return count === 0 ? 'did not ask the poet' : `asked the poet ${count === 1 ? 'once' : `${count} times`}`;
}
