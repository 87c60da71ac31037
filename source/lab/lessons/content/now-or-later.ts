import type { Finding, Lesson, LessonAction, Stage, StepContext } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { timeWords } from '../engine/words.ts';
import { fetchFrom, fetching, isFetching, proxy } from '../steps/actions.ts';
import { isOver, tookMs, visitTo } from '../steps/checks.ts';

/** The time that the poet takes, in milliseconds: long enough that a person can tell a miss from a hit. */
const poetMs = 800;
const slowPoet = ({ poet: { id } }: Stage) => [{ server: id, fault: 'latency', settings: { ms: poetMs } }];
const shell = ['nc {proxy-host} {proxy-port}'];

/** A cache: sometimes now, sometimes later, and one way to write it. */
export const nowOrLater: Lesson = {
	name: 'now-or-later',
	title: 'Sometimes now, sometimes later',
	summary: 'A cache has the poem, or must fetch it first: what is that to the program that asks?',
	poem: 'thermopylae',
	beside: ['client', 'traffic'],
	inside: 'The promise, cache, was fulfilled at once: a HIT. The poet has no lane at all, since nobody asked it.',
	steps: [
		{
			text: 'A caching proxy stands between you and the poet. You ask {proxy}, and it asks {poet} for you. It keeps each poem in its cache, a store, which is empty now. The poet takes 800 ms.',
			task: 'Read the poem at the proxy, {proxy-address}.',
			shell,
			setUp: stage => ({ faults: slowPoet(stage), cache: 'empty' }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'Hit or miss? A hit comes out of the cache, a miss has to be fetched.',
				expected: 'miss',
				choices: [
					{
						says: 'hit',
						text: 'Hit',
						explanation:
							'A cache can give only what it has been given before. The first to ask pays for the way to the poet. Whoever comes once it is kept does not.',
					},
					{
						says: 'miss',
						text: 'Miss',
						explanation: 'The cache was empty, so the first to ask pays for the way to the poet.',
					},
				],
			},
			check: visitTo(proxy, hitOrMiss),
		},
		{
			text: 'The proxy has kept the poem. The poet still takes 800 ms for whoever asks it.',
			task: 'Read the same poem at {proxy} again.',
			shell,
			setUp: stage => ({ faults: slowPoet(stage), cache: 'whole' }),
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
			check: visitTo(proxy, howLong),
		},
		{
			text: 'In short, the proxy does this: what stands after ?? is done only where the cache has nothing. The client is a program of its own, which connects to the proxy and awaits the poem. The lab has emptied the cache again.',
			code: [
				'async function poemOf(host) {',
				'  const poem = cache.get(host)',
				'    ?? await fetchPoem(host);',
				'  cache.set(host, poem);',
				'  return poem;',
				'}',
			],
			task: 'Meet both at {proxy}: a miss, then a hit.',
			shell: [...shell, ...shell],
			setUp: stage => ({ faults: slowPoet(stage), cache: 'empty' }),
			action: missThenHit,
			prediction: {
				question: 'What does the client, not the proxy, do differently for a hit?',
				expected: 'nothing',
				choices: [
					{
						says: 'asks',
						text: 'It asks first whether it is there',
						explanation:
							'It needs only one way. It awaits, and the wait is short if the poem is there. So with poemOf: async gives a promise either way. One that gave now a poem, now a promise would be a trap: a promise has no length.',
					},
					{
						says: 'skips',
						text: 'It leaves out the await',
						explanation:
							'It can not know before whether it may, so it always awaits. So with poemOf: async gives a promise either way. One that gave now a poem, now a promise would be a trap: a promise has no length.',
					},
					{
						says: 'nothing',
						text: 'Nothing at all',
						explanation:
							'It always awaits, and the wait is short if the poem is there. So with poemOf: async gives a promise either way. One that gave now a poem, now a promise would be a trap: a promise has no length.',
					},
				],
			},
			check: samePath,
		},
		{
			text: 'Now {poet} is down, and refuses everybody. The cache still has the poem.',
			task: 'Read the poem at {proxy}.',
			shell,
			setUp: ({ poet: { id } }) => ({ faults: [{ server: id, fault: 'down', settings: {} }], cache: 'whole' }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'What do you get?',
				expected: 'poem',
				choices: [
					{
						says: 'poem',
						text: 'The poem',
						explanation: 'A hit needs no poet. A cache makes things fast, and it also covers for those who are away.',
					},
					{
						says: 'failed',
						text: 'An error',
						explanation:
							'Asking the poet would fail, that is true. But for a hit nobody asks it. A cache makes things fast, and it also covers for those who are away.',
					},
				],
			},
			check: visitTo(proxy, poemOrFailure),
		},
	],
};

function hitOrMiss(visit: Visit): Finding | undefined {
	const { cache } = visit;
	switch (cache) {
		case 'miss':
		case 'hit':
			return {
				observed: `${cache.toUpperCase()}, after ${timeWords(tookMs(visit))}. The proxy ${cache === 'hit' ? 'did not ask the poet' : 'asked the poet'}.`,
				answer: cache,
			};
		default:
			return {
				hint: `Somebody was there, and it was ${cache?.toUpperCase() ?? 'no poem'}. The cache is empty again: come once more.`,
				again: true,
			};
	}
}

function howLong(visit: Visit): Finding | undefined {
	if (visit.cache !== 'hit') {
		return {
			hint: `That was ${visit.cache?.toUpperCase() ?? 'no poem'}: the cache had been emptied, or the poem’s time was over. Now it has it: come once more.`,
			again: true,
		};
	}
	const found = hitOrMiss(visit);
	const ms = tookMs(visit);
	return found && { ...found, answer: ms < poetMs * 0.3 ? 'at-once' : ms < poetMs * 0.8 ? 'half' : 'as-long' };
}

/** The first visit that was a miss and stayed to the poem's end, and the first after it that was a hit. */
function missAndHit({ visits, stage }: Pick<StepContext, 'visits' | 'stage'>): readonly (Visit | undefined)[] {
	const over = visits(stage.proxy.id).filter(isOver);
	const miss = over.find(visit => visit.cache === 'miss' && !hasLeft(visit));
	return miss === undefined ? [] : [miss, over.find(({ cache, id }) => cache === 'hit' && id > miss.id)];
}

function hasLeft({ how }: Visit): boolean {
	return how === 'left' || how === 'reset';
}

function missThenHit(context: StepContext): LessonAction | undefined {
	if (isFetching(context)) {
		return undefined;
	}
	const actions = [fetchFrom(context.stage.proxy)];
	return missAndHit(context)[0] === undefined
		? { label: 'fetch it once: a miss', actions, anew: true }
		: { label: 'fetch it again: now a hit', actions };
}

function samePath(context: StepContext): Finding | undefined {
	const [miss, hit] = missAndHit(context);
	if (miss === undefined || hit === undefined) {
		return visitTo(proxy, visit => {
			const what = visit.cache?.toUpperCase() ?? 'no poem';
			if (visit.cache !== 'miss') {
				return { hint: `That was ${what}. The cache is empty again: a miss comes first.`, again: true };
			}
			return hasLeft(visit)
				? { hint: 'You left before the poem was whole, so nothing was stored. Come again, for the miss.' }
				: { hint: 'That was the miss. Now come once more, for the hit.', isPart: true };
		})(context);
	}
	const [forMiss, forHit] = [pathOf(miss), pathOf(hit)];
	const who = hit.fetch === undefined ? 'whoever came' : 'the client';
	return {
		observed: `For the miss ${who} did: ${forMiss}, in ${timeWords(tookMs(miss))}. For the hit: ${forHit}, in ${timeWords(tookMs(hit))}.`,
		answer: forMiss === forHit ? 'nothing' : 'skips',
		connection: hit.id,
	};
}

function poemOrFailure(visit: Visit): Finding | undefined {
	if (visit.cache === 'miss' || visit.cache === 'collapsed') {
		return {
			hint: 'The cache had been emptied, so the proxy asked the poet, and was refused. It is full again: come once more.',
			again: true,
		};
	}
	return visit.fetch?.ended?.how === 'failed' || visit.bytesOut === 0
		? { observed: `FAILED: ${visit.fetch?.ended?.why ?? 'no byte came'}.`, answer: 'failed' }
		: {
				observed: `${visit.cache?.toUpperCase()}: the whole poem, after ${timeWords(tookMs(visit))}, and the poet was not there.`,
				answer: 'poem',
			};
}

/** The path of a visit in words, in the order in which it happened. */
function pathOf({ fetch, bytesIn, bytesOut, how }: Visit): string {
	const read = fetch === undefined ? bytesOut > 0 : fetch.dials.some(({ received }) => received.length > 0);
	const isDone = fetch === undefined ? how === 'ended' || how === undefined : fetch.ended?.how === 'succeeded';
	return ['connect', ...(bytesIn > 0 ? ['send'] : []), ...(read ? ['read'] : []), isDone ? 'done' : 'failed'].join(
		', ',
	);
}
