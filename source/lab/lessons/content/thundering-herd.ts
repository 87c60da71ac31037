import type { Finding, Lesson, Stage, StepContext } from '../engine/lesson.ts';
import { cutShort } from '../engine/lesson-set-up.ts';
import type { Visit } from '../engine/visit.ts';
import { countWords } from '../engine/words.ts';
import { crowdInShell, crowding, proxy } from '../steps/actions.ts';
import { crowdTo } from '../steps/checks.ts';

const readers = 50;
/** Fewer show it as well, but one alone does not. */
const least = 3;
const shell = crowdInShell(readers);
const slowPoet = ({ poet: { id } }: Stage) => ({ server: id, fault: 'latency', settings: { ms: 2_000 } });

/** Many who want the same thing at the same moment. */
export const thunderingHerd: Lesson = {
	name: 'thundering-herd',
	title: 'The thundering herd',
	summary: 'Many readers want the same poem at the same moment: how much work is that for the poet?',
	poem: 'jabberwocky',
	beside: ['traffic', 'connections'],
	inside:
		'This reader waited for the proxy’s read of the poet, upstream fetch, and so did all the others: one promise, rejected once for everybody.',
	steps: [
		{
			text: 'The cache of {proxy} is empty, and the poet takes two seconds. In that time 50 readers come, and each of them wants the poem. The lab’s proxies do what is called collapsing.',
			task: 'Let 50 readers come to {proxy} at once.',
			shell,
			setUp: stage => ({ faults: [slowPoet(stage)], cache: 'empty' }),
			action: crowding(readers),
			prediction: {
				question: 'How often does the proxy ask the poet?',
				expected: 'one',
				choices: [
					{
						says: 'one',
						text: 'Once',
						explanation:
							'The first reader starts the fetch. Whoever comes while it is under way waits for that one: this is collapsing.',
					},
					{
						says: 'two',
						text: 'Twice, to be safe',
						explanation:
							'Nobody is safer for it: the poet would only have twice the work. The first reader starts a fetch, and all the others wait for that one. This is collapsing.',
					},
					{
						says: 'all',
						text: 'Once for each reader',
						explanation:
							'Without collapsing it would be so, and you will see it in the next step. Here the first reader starts a fetch, and all the others wait for it.',
					},
				],
			},
			check: crowdTo(proxy, least, howOften),
		},
		{
			text: 'Now collapsing is off, and the cache is empty again. Each reader who does not find the poem asks for it. The same poet, the same crowd.',
			task: 'Let 50 readers come to {proxy} again.',
			shell,
			setUp: stage => ({ faults: [slowPoet(stage)], cache: 'empty', withoutCollapsing: true }),
			action: crowding(readers),
			prediction: {
				question: 'How often does the proxy ask the poet now?',
				expected: 'all',
				choices: [
					{
						says: 'one',
						text: 'Once: then the cache has it',
						explanation:
							'When the first poem is whole the cache has it, that is right. But all of them come before that, and find nothing. So each one asks. This is called a thundering herd.',
					},
					{
						says: 'few',
						text: 'A few times',
						explanation:
							'The cache helps only those who come after the first poem is whole. All of them come before that, and each one asks. This is called a thundering herd.',
					},
					{
						says: 'all',
						text: 'Once for each reader',
						explanation:
							'All of them come before the first poem is whole, so the cache can not help any. This is called a thundering herd.',
					},
				],
			},
			check: crowdTo(proxy, least, howOften),
		},
		{
			text: 'Collapsing is still off. But this time the poem is in the cache, from the crowd before.',
			task: 'Let 50 readers come to {proxy} once more.',
			shell,
			setUp: stage => ({ faults: [slowPoet(stage)], cache: 'whole', withoutCollapsing: true }),
			action: crowding(readers),
			prediction: {
				question: 'How often is the poet asked?',
				expected: 'none',
				choices: [
					{
						says: 'none',
						text: 'Not once',
						explanation:
							'A full cache needs no collapsing. The herd is dangerous only while the cache has nothing: after a start, after it was emptied, or when the time for which it keeps a poem is over.',
					},
					{
						says: 'one',
						text: 'Once, to look whether it has changed',
						explanation:
							'Some caches do look. This one does not, as long as it keeps a poem. So a herd does harm only while the cache has nothing: after a start, or once the poem was thrown away.',
					},
					{
						says: 'all',
						text: 'Once for each, as before',
						explanation:
							'Collapsing is about those who find nothing. Now all of them find the poem. A herd does harm only while the cache has nothing: after a start, or once the poem was thrown away.',
					},
				],
			},
			check: crowdTo(proxy, least, fromTheCache),
		},
		{
			text: 'Collapsing is on again: everybody gets the same promise, kept in flight. ??= begins a fetch only where there is none; finally forgets it once it is fulfilled or rejected. But now the poet breaks off in the middle.',
			code: ['flight ??= fetchPoem(host)', '  .finally(() => flight = undefined);', 'return await flight;'],
			task: 'Let 50 readers come to {proxy}.',
			shell,
			setUp: stage => ({ faults: [slowPoet(stage), cutShort(stage, 'reset')], cache: 'empty' }),
			action: crowding(readers),
			prediction: {
				question: 'How many readers get the whole poem?',
				expected: 'nobody',
				choices: [
					{
						says: 'others',
						text: 'All but the first',
						explanation:
							'It was the first one’s fetch, but it is everybody’s promise. Who shares the success shares the failure. Once rejected, it is forgotten, and the next reader starts a new fetch.',
					},
					{
						says: 'nobody',
						text: 'Nobody',
						explanation:
							'They all hold the same promise, so they share its failure too. Once rejected, it is forgotten, and the next reader starts a new fetch.',
					},
					{
						says: 'all',
						text: 'All: the proxy asks again',
						explanation:
							'It could, but a part of the poem has already gone to the readers. It can not take that back. So all of them fail together, and the next one to come starts a new fetch.',
					},
				],
			},
			check: crowdTo(proxy, least, howManyWhole),
		},
	],
};

type Crowd = readonly Visit[];

function howOften(crowd: Crowd): Finding | undefined {
	const count = (which: Visit['cache']) => crowd.filter(({ cache }) => cache === which).length;
	if (count('hit') + count('stale') > 0) {
		return {
			hint: `${count('hit') + count('stale')} of them found the poem in the cache. It is empty again: let them come together, at once.`,
			again: true,
		};
	}
	const asked = upstreamFetches(crowd);
	return {
		observed: `${countWords(crowd.length, 'reader')}: ${outcomesOf(crowd)}. The proxy asked the poet ${timesWords(asked)}.`,
		answer: asked === 1 ? 'one' : asked >= crowd.length ? 'all' : asked === 2 ? 'two' : 'few',
	};
}

function fromTheCache(crowd: Crowd): Finding | undefined {
	const asked = upstreamFetches(crowd);
	if (asked > 0) {
		return {
			hint: `The proxy had to ask ${timesWords(asked)}: the poem was no longer in its cache, or past its time. It is there again: once more.`,
			again: true,
		};
	}
	return {
		observed: `${countWords(crowd.length, 'reader')}: ${outcomesOf(crowd)}. The proxy did not ask the poet.`,
		answer: 'none',
	};
}

function howManyWhole(crowd: Crowd, { stage }: StepContext): Finding | undefined {
	const whole = crowd.filter(({ how, bytesOut }) => how !== 'cut' && bytesOut >= stage.poet.bytes).length;
	return {
		observed: `${whole} of ${countWords(crowd.length, 'reader')} got the whole poem: ${outcomesOf(crowd)}. The proxy asked the poet ${timesWords(upstreamFetches(crowd))}.`,
		answer: whole === 0 ? 'nobody' : whole === crowd.length ? 'all' : 'others',
	};
}

function upstreamFetches(crowd: Crowd): number {
	return new Set(crowd.flatMap(({ upstreamFetch }) => upstreamFetch ?? [])).size;
}

function outcomesOf(crowd: Crowd): string {
	return (['hit', 'miss', 'collapsed', 'stale'] as const)
		.map(which => [crowd.filter(({ cache }) => cache === which).length, which.toUpperCase()] as const)
		.filter(([count]) => count > 0)
		.map(([count, word]) => `${count} ${word}`)
		.join(' and ');
}

function timesWords(count: number): string {
	return count === 1 ? 'once' : `${count} times`;
}
