import type { EventOf } from '../../../events/events.ts';
import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import { exchangesSeen } from '../engine/seen-exchanges.ts';
import { countWords } from '../engine/words.ts';
import { cutAt } from './cut.ts';
import { crowding } from './lesson-actions.ts';

const readers = 50;
const slowPoet = (server: string) => ({ server, fault: 'latency', settings: { ms: 1_000 } });

/** Many who want the same thing at the same moment. */
export const thunderingHerd: Lesson = {
	name: 'thundering-herd',
	title: 'The thundering herd',
	summary: 'Many readers want the same poem at the same moment, and one fetch can do for all.',
	poem: 'jabberwocky',
	beside: ['traffic', 'connections'],
	steps: [
		{
			text: 'The cache of {proxy} is empty, and the poet takes one second. In that second 50 readers come. The proxy collapses them: whoever comes while a fetch is under way waits for that one.',
			task: 'Let 50 readers come at the same moment.',
			setUp: ({ poet: { id } }) => ({ faults: [slowPoet(id)], emptyCache: true }),
			action: crowding(readers),
			prediction: {
				question: 'How often does the proxy ask the poet?',
				expected: 'one',
				choices: [
					{
						says: 'one',
						text: 'Once',
						explanation: 'The first reader starts the fetch, and the other 49 wait for it as well.',
					},
					{
						says: 'two',
						text: 'Twice, to be safe',
						explanation:
							'Nobody is safer for it: the poet would only have twice the work. The first reader starts a fetch, and all the others wait for that one.',
					},
					{
						says: 'all',
						text: '50 times, once for each',
						explanation:
							'Without collapsing it would be so, and you will see it in the next step. Here the first reader starts a fetch, and the other 49 wait for it.',
					},
				],
			},
			check: howOften,
		},
		{
			text: 'Now collapsing is off, and the cache is empty again. Each reader who does not find the poem asks for it. The same second, the same crowd.',
			task: 'Let 50 readers come again.',
			setUp: ({ poet: { id } }) => ({ faults: [slowPoet(id)], emptyCache: true, withoutCollapsing: true }),
			action: crowding(readers),
			prediction: {
				question: 'How often does the proxy ask the poet now?',
				expected: 'all',
				choices: [
					{
						says: 'one',
						text: 'Once: then the cache has it',
						explanation:
							'After the first second the cache has it, that is right. But all 50 come within that second, and find nothing. So each one asks. This is called a thundering herd.',
					},
					{
						says: 'few',
						text: 'A few times',
						explanation:
							'The cache helps only those who come after the first poem is whole. All 50 come before that, and each one asks. This is called a thundering herd.',
					},
					{
						says: 'all',
						text: '50 times',
						explanation:
							'All 50 come before the first poem is whole, so the cache can not help any of them. This is called a thundering herd.',
					},
				],
			},
			check: howOften,
		},
		{
			text: 'Collapsing is still off. But this time the poem is in the cache, from the crowd before.',
			task: 'Let 50 readers come once more.',
			setUp: ({ poet: { id } }) => ({ faults: [slowPoet(id)], withoutCollapsing: true }),
			action: crowding(readers),
			prediction: {
				question: 'How often is the poet asked?',
				expected: 'none',
				choices: [
					{
						says: 'none',
						text: 'Not once',
						explanation:
							'A full cache needs no collapsing. The herd is dangerous only in the moment when the cache is empty: after a start, or when a poem’s time is over.',
					},
					{
						says: 'one',
						text: 'Once, to look whether it has changed',
						explanation:
							'Some caches do look. This one does not, as long as a poem is fresh. So a herd does harm only while the cache is empty: after a start, or when a poem’s time is over.',
					},
					{
						says: 'all',
						text: '50 times, as before',
						explanation:
							'Collapsing is about those who find nothing. Now all of them find the poem. A herd does harm only while the cache is empty: after a start, or when a poem’s time is over.',
					},
				],
			},
			check: howOften,
		},
		{
			text: 'Collapsing is on again. It is short: keep the promise itself, and give the same one to everybody. But now the poet breaks off in the middle.',
			code: ['flight ??= fetchPoem(host);', 'return await flight;'],
			task: 'Let 50 readers come to the broken poet.',
			setUp: stage => ({
				faults: [slowPoet(stage.poet.id), { server: stage.poet.id, fault: 'reset', settings: { after: cutAt(stage) } }],
				emptyCache: true,
			}),
			action: crowding(readers),
			prediction: {
				question: 'How many readers get the whole poem?',
				expected: 'nobody',
				choices: [
					{
						says: 'others',
						text: '49: only the first one fails',
						explanation:
							'It was the first one’s fetch, but it is everybody’s promise. Who shares the success shares the failure. The next reader to come starts a new fetch.',
					},
					{
						says: 'nobody',
						text: 'Nobody',
						explanation:
							'They all hold the same promise, so they share its failure too. The next reader to come starts a new fetch.',
					},
					{
						says: 'all',
						text: 'All: the proxy asks again',
						explanation:
							'It could, but a part of the poem has already gone to the readers. It can not take that back. So all of them fail together, and the next one to come starts a new fetch.',
					},
				],
			},
			check: howManyWhole,
		},
	],
};

function howOften({ events, stage }: StepContext): Finding | undefined {
	const crowd = crowdEnded(events);
	if (crowd === undefined) {
		return undefined;
	}
	if (crowd.how === 'refused') {
		return { hint: `The crowd could not come: ${crowd.why}` };
	}
	const asked = exchangesSeen(events, stage.poet.id).length;
	const outcomes = exchangesSeen(events, stage.proxy.id).map(({ cache }) => cache);
	const count = (which: string) => outcomes.filter(outcome => outcome === which).length;
	const told = (['hit', 'miss', 'collapsed'] as const)
		.filter(which => count(which) > 0)
		.map(which => `${count(which)} ${which.toUpperCase()}`);
	return {
		observed: `${countWords(crowd.ended, 'reader')}: ${told.join(' and ')}. ${countWords(asked, 'connection')} to ${stage.poet.id}.`,
		answer: asked === 0 ? 'none' : asked === 1 ? 'one' : asked === 2 ? 'two' : asked >= crowd.ended ? 'all' : 'few',
	};
}

function howManyWhole({ events, stage }: StepContext): Finding | undefined {
	const crowd = crowdEnded(events);
	if (crowd === undefined) {
		return undefined;
	}
	const asked = exchangesSeen(events, stage.poet.id).length;
	const { whole, ended } = crowd;
	return {
		observed: `${whole} of ${countWords(ended, 'reader')} got the whole poem. ${countWords(asked, 'connection')} to ${stage.poet.id}.`,
		answer: whole === 0 ? 'nobody' : whole === ended ? 'all' : 'others',
	};
}

function crowdEnded(events: StepContext['events']): EventOf<'crowd-ended'> | undefined {
	const started = new Set(events.flatMap(event => (event.type === 'crowd-started' ? [event.crowd] : [])));
	return events.find(
		(event): event is EventOf<'crowd-ended'> =>
			event.type === 'crowd-ended' && started.has(event.crowd) && event.how !== 'cancelled',
	);
}
