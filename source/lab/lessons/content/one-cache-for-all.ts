import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { bytesWords, countWords, partWords } from '../engine/words.ts';
import { crowdInShell, crowding, fetchFrom, fetching, isFetching, proxy } from '../steps/actions.ts';
import { crowdTo, visitTo } from '../steps/checks.ts';

const readers = 30;
/** Fewer show it as well, but one alone does not. */
const least = 3;
const shell = ['nc {proxy-host} {proxy-port}'];

/** The lesson on a shared cache: it saves fetches, and serves one wrong poem to all. */
export const oneCacheForAll: Lesson = {
	name: 'one-cache-for-all',
	title: 'One cache for all',
	summary: 'In a class the labs share a cache: what does that spare the poet, and how far does one mistake go?',
	poem: 'tyger',
	usesClass: true,
	beside: ['traffic', 'servers'],
	inside:
		'The ladder has a lane for the class: what the proxy asked it, and what it answered. This time it had nothing, and the proxy fetched for all.',
	steps: [
		{
			text: 'This lab is in a class: many labs, and one engine that they share. A proxy that does not have a poem asks the class before it asks its poet. The class has the poem of {poet} already; the cache of this lab is empty.',
			task: 'Read the poem at {proxy}.',
			shell,
			setUp: () => ({ shared: 'whole', cache: 'empty' }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'Who gives the poem to the proxy?',
				expected: 'class',
				choices: [
					{
						says: 'poet',
						text: 'The poet: this cache is empty',
						explanation:
							'In a lab alone it would be so. Here a miss is a question to the class first, and the class has the poem. The poet does not notice anything.',
					},
					{
						says: 'class',
						text: 'The class',
						explanation:
							'A miss is a question to the class first. One lab has fetched the poem for all, and the poet does not notice the others. It is a HIT, from further away than one of this lab’s own.',
					},
				],
			},
			check: visitTo(proxy, whoGaveIt),
		},
		{
			text: 'The cache of this lab is empty once more, and the class has the poem. Now 30 readers come, as in a room where everybody presses enter.',
			task: 'Let 30 readers come to {proxy} at once.',
			shell: crowdInShell(readers),
			setUp: () => ({ shared: 'whole', cache: 'empty' }),
			action: crowding(readers),
			prediction: {
				question: 'How often is the poet asked?',
				expected: 'none',
				choices: [
					{
						says: 'none',
						text: 'Not once',
						explanation:
							'The first reader’s miss asks the class, the others wait for that answer or find it here. With thirty labs and thirty readers each it is the same: the poet was asked once, by whoever was first of all.',
					},
					{
						says: 'one',
						text: 'Once, for all of them',
						explanation:
							'So it would be in a lab alone, by collapsing. Here that one question goes to the class, which has the poem. The poet was asked once, by whoever was first of all.',
					},
					{
						says: 'all',
						text: 'Once for each reader',
						explanation:
							'That would be a herd. The readers of one lab share one question, and the labs share one cache. The poet was asked once, by whoever was first of all.',
					},
				],
			},
			check: crowdTo(proxy, least, howOften),
		},
		{
			text: 'Now something has gone wrong, once: while a lab fetched the poem, the poet closed in the middle, politely. The part went to the class. The poet is well again, and the cache of this lab is empty.',
			task: 'Read the poem at {proxy}.',
			shell,
			setUp: () => ({ shared: 'part', cache: 'empty' }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'Which poem do you get?',
				expected: 'part',
				choices: [
					{
						says: 'whole',
						text: 'The whole one: the poet is well',
						explanation:
							'Nobody asks the poet. The class has something that ended in order, and gives it away. In a lab alone such a part harms the readers of one cache; here it reaches every lab that misses.',
					},
					{
						says: 'part',
						text: 'The part',
						explanation:
							'The class has something that ended in order, and gives it away to every lab that misses; each of them then keeps it in a cache of its own. What saves everybody’s work also spreads everybody’s mistake.',
					},
				],
			},
			check: visitTo(proxy, whichCame),
		},
		{
			text: 'In a lab alone the cure was to purge the cache. This lab has the part by now, and so has the class.',
			task: 'Purge the cache (x in a panel), and read at {proxy} once more.',
			shell,
			setUp: () => ({ shared: 'part', cache: 'part' }),
			action: context =>
				isFetching(context)
					? undefined
					: { label: 'purge, and fetch', actions: [{ type: 'purge-cache' }, fetchFrom(context.stage.proxy)] },
			prediction: {
				question: 'Which poem do you get now?',
				expected: 'part',
				choices: [
					{
						says: 'whole',
						text: 'The whole one: the cache is empty',
						explanation:
							'This lab’s cache is empty, so it asks; but it asks the class, which still has the part. A cache behind a cache must be emptied as well, and thirty labs can not each do that for all.',
					},
					{
						says: 'part',
						text: 'The part, once more',
						explanation:
							'x empties the cache of this lab. The class is a cache behind it, and still has the part: a moment later this lab is poisoned again. It must be healed at its source.',
					},
				],
			},
			check: visitTo(proxy, afterPurge),
		},
		{
			text: 'When a poetry server begins to listen, its lab lets the class forget its poem: what the class has may be from another server, which was there before. The other way is time: with --ttl no poem is kept for ever.',
			task: 'Stop {poet} and start it again (o in Servers), purge the cache (x), and read at {proxy}.',
			shell,
			setUp: () => ({ shared: 'part', cache: 'part' }),
			action: healing,
			prediction: {
				question: 'And now?',
				expected: 'whole',
				choices: [
					{
						says: 'whole',
						text: 'The whole poem',
						explanation:
							'Now neither this lab nor the class has it, so the poet is asked, once, and the class has the whole poem for all. But every other lab that had read the part still keeps it: each must purge its own cache, or wait for its time.',
					},
					{
						says: 'part',
						text: 'Still the part',
						explanation:
							'You trust it no more, and for the other labs you are right: those that have read the part still keep it, until they purge their own cache or its time is over. Here neither this lab nor the class has it any more, so the poet was asked.',
					},
				],
			},
			check: visitTo(proxy, healed),
		},
	],
};

/** First the poet begins to listen anew, and then the cache is purged: the other way round the part would come back. */
function healing(context: StepContext) {
	const { stage, state, listeningSince } = context;
	const server = stage.poet.id;
	if (isFetching(context)) {
		return undefined;
	}
	if (listeningSince(server) === undefined) {
		const stopped = state.servers.get(server)?.status === 'stopped';
		const actions = [{ type: 'stop-server', server } as const, { type: 'start-server', server } as const];
		return { label: 'stop and start {poet}', actions: stopped ? actions.slice(1) : actions };
	}
	return { label: 'purge, and fetch', actions: [{ type: 'purge-cache' } as const, fetchFrom(stage.proxy)] };
}

/** A poem that the class gave, though this lab's own cache was to be empty. */
const ofClass = ({ cache, cacheFrom }: Visit) => cache === 'hit' && cacheFrom === 'class';

function notFromClass({ cache, bytesOut }: Visit, what: string): Finding {
	const came = cache === 'hit' ? 'a HIT of this lab’s own' : (cache?.toUpperCase() ?? 'no poem');
	return {
		hint: `That was ${came}, ${bytesWords(bytesOut)}. ${what} is in the class again: come once more.`,
		again: true,
	};
}

function whoGaveIt(visit: Visit): Finding | undefined {
	return ofClass(visit)
		? { observed: `HIT class: ${bytesWords(visit.bytesOut)} came, and the poet was not asked.`, answer: 'class' }
		: notFromClass(visit, 'The poem');
}

function howOften(crowd: readonly Visit[], { fetches, since, stage }: StepContext): Finding | undefined {
	const asked = fetches(stage.proxy.id)
		.filter(({ startedAt }) => startedAt >= since)
		.reduce((sum, { dials }) => sum + dials.length, 0);
	if (!crowd.some(ofClass)) {
		return notFromClass(crowd[0] ?? ({} as Visit), 'The poem');
	}
	const words = new Map<string, number>();
	for (const visit of crowd) {
		words.set(wordOf(visit), (words.get(wordOf(visit)) ?? 0) + 1);
	}
	const outcomes = Array.from(words, ([word, count]) => `${count} ${word}`).join(' and ');
	return {
		observed: `${countWords(crowd.length, 'reader')}: ${outcomes}. The poet was ${asked === 0 ? 'not asked' : `asked ${countWords(asked, 'time')}`}.`,
		answer: asked === 0 ? 'none' : asked === 1 ? 'one' : 'all',
	};
}

function whichCame(visit: Visit, { stage }: StepContext): Finding | undefined {
	return ofClass(visit) ? seen(visit, stage.poet.bytes) : notFromClass(visit, 'The part');
}

function afterPurge(visit: Visit, { stage, purgedAt }: StepContext): Finding | undefined {
	if (purgedAt === undefined || purgedAt > visit.openedAt) {
		return visit.cache === 'hit'
			? { hint: `That was a HIT of this lab’s own, with the part. Purge the cache first: x in a panel.` }
			: notFromClass(visit, 'The part');
	}
	return seen(visit, stage.poet.bytes);
}

function healed(visit: Visit, { stage, purgedAt, listeningSince }: StepContext): Finding | undefined {
	const startedAt = listeningSince(stage.poet.id);
	if (startedAt === undefined || startedAt > visit.openedAt) {
		return { hint: 'The class still has the part. Stop {poet} and start it again first: o in Servers, twice.' };
	}
	if (purgedAt === undefined || purgedAt < startedAt || purgedAt > visit.openedAt) {
		return { hint: 'Now the class has forgotten it, and this lab still has the part. Purge the cache: x in a panel.' };
	}
	return seen(visit, stage.poet.bytes);
}

function seen(visit: Visit, bytes: number): Finding {
	const { bytesOut } = visit;
	const observed = `${wordOf(visit)}: ${partWords(bytesOut, bytes)} came.`;
	return { observed, answer: bytesOut < bytes ? 'part' : 'whole' };
}

function wordOf({ cache, cacheFrom }: Visit): string {
	return `${cache?.toUpperCase() ?? 'nothing'}${cacheFrom === 'class' ? ' class' : ''}`;
}
