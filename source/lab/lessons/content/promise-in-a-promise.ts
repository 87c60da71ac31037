import type { Finding, Lesson, LessonAction, StepContext } from '../engine/lesson.ts';
import { exchangesSeen } from '../engine/seen-exchanges.ts';
import { firstEnded } from '../engine/seen-fetches.ts';
import { countWords, timeWords } from '../engine/words.ts';
import { fetching, poet } from './lesson-actions.ts';

/** How long each transform takes, where that is what the step is about. */
const transformMs = 400;

/** Promises, awaited in order. */
export const promiseInAPromise: Lesson = {
	name: 'promise-in-a-promise',
	title: 'A promise inside a promise',
	summary: 'A transform is one more thing to wait for, inside the waiting for the poem.',
	poem: 'tyger',
	beside: ['client', 'traffic'],
	steps: [
		{
			text: 'A promise is a voucher for something that is still on its way. The word await puts this one function to rest until the thing is there. {poet} now takes two seconds to answer. Meanwhile a second reader goes to another server.',
			code: ['async function fetchPoem(host) {', '  return await read(host);', '}'],
			task: 'Let both of them go at once.',
			setUp: ({ poet: { id } }) => ({ faults: [{ server: id, fault: 'latency', settings: { ms: 2_000 } }] }),
			action: fetchAndRead,
			prediction: {
				question: 'When is the second reader served?',
				expected: 'meanwhile',
				choices: [
					{
						says: 'after',
						text: 'After the first one has its poem',
						explanation:
							'So it would be if await stopped the whole program. It puts only the function to rest that says await. Everybody else goes on, and so the second reader did not have to wait.',
					},
					{
						says: 'meanwhile',
						text: 'At once, while the first one waits',
						explanation: 'await puts one function to rest, and not the program. While it rests, others are served.',
					},
				],
			},
			check: servedMeanwhile,
		},
		{
			text: 'Another server transforms poems. So a transform is also a promise, and it is awaited inside the function that fetches. A promise inside a promise:',
			code: [
				'async function loudPoem(host) {',
				'  const poem = await fetchPoem(host);',
				"  return await send('shout', poem);",
				'}',
			],
			task: 'Fetch the poem with the transform shout.',
			setUp: () => ({}),
			action: fetching(poet, 'fetch it with shout', ['shout']),
			prediction: {
				question: 'How many connections does the client open?',
				expected: 'two',
				choices: [
					{
						says: 'one',
						text: 'One',
						explanation:
							'One is enough for the poem. But the transform is the work of another server, and it needs a connection of its own. So there are two waits, one inside the other.',
					},
					{
						says: 'two',
						text: 'Two',
						explanation: 'One to the poet and one to the transform server. Two waits, one inside the other.',
					},
					{
						says: 'three',
						text: 'Three',
						explanation:
							'The poem does go to the server and back, which looks like two ways. But one connection goes both ways. So there is one for the poem and one for the transform.',
					},
				],
			},
			check: twoConnections,
		},
		{
			text: 'Now {poet} sends its poem in small pieces, for about two seconds. The first words are here long before the last ones.',
			task: 'Fetch the poem with shout again, and watch when Traffic shows the transform.',
			setUp: ({ poet: { id, bytes } }) => ({
				faults: [{ server: id, fault: 'trickle', settings: { bytes: Math.ceil(bytes / 20), ms: 100 } }],
			}),
			action: fetching(poet, 'fetch it with shout', ['shout']),
			prediction: {
				question: 'When does the client connect to the transform server?',
				expected: 'after',
				choices: [
					{
						says: 'start',
						text: 'At the start, to save time',
						explanation:
							'It would have nothing to send yet. The line with send stands below the line with await. It is not even reached before the poem is there.',
					},
					{
						says: 'first-words',
						text: 'With the first words',
						explanation:
							'A cleverer client could send each word as it comes. This one awaits fetchPoem, and that promise is kept only when the whole poem is there.',
					},
					{
						says: 'after',
						text: 'When the whole poem is there',
						explanation: 'await gives the poem only when its promise is kept, and the next line is reached only then.',
					},
				],
			},
			check: transformAfterPoem,
		},
		{
			text: 'Two transforms, one after the other: shout, and then rot13. Each of them now takes about 400 ms.',
			code: ["poem = await send('shout', poem);", "poem = await send('rot13', poem);"],
			task: 'Fetch the poem with both of them.',
			setUp: ({ transform: { id } }) => ({
				faults: [{ server: id, fault: 'latency', settings: { ms: transformMs } }],
			}),
			action: fetching(poet, 'fetch it with shout and rot13', ['shout', 'rot13']),
			prediction: {
				question: 'How long do both take together?',
				expected: 'sum',
				choices: [
					{
						says: 'one',
						text: 'About 400 ms: side by side',
						explanation:
							'Waits can run side by side, if the second needs nothing from the first. But rot13 needs the poem that shout has made. So the two waits add up.',
					},
					{
						says: 'sum',
						text: 'About 800 ms: in turn',
						explanation: 'rot13 needs the poem that shout has made, so it can not begin before. The two waits add up.',
					},
				],
			},
			check: oneAfterTheOther,
		},
	],
};

function fetchAndRead({ state, stage }: StepContext): LessonAction | undefined {
	const [other = stage.poet] = stage.others;
	return state.fetch?.status === 'running'
		? undefined
		: {
				label: 'let both go',
				actions: [
					{ type: 'fetch', address: stage.poet.address, transforms: [] },
					{ type: 'open-by-hand', address: other.address, reads: true },
				],
			};
}

function servedMeanwhile({ events, stage }: StepContext): Finding | undefined {
	const [other = stage.poet] = stage.others;
	const first = firstEnded(events, stage.poet.port);
	const second = exchangesSeen(events, other.id).find(
		({ openedAt, closed }) => closed && first && openedAt >= first.startedAt,
	);
	if (first?.ended === undefined || second?.closed === undefined) {
		return undefined;
	}
	return {
		observed: `The second reader had its poem after ${timeWords(second.closed.time - second.openedAt)}. The first one had to wait ${timeWords(first.ended.durationMs)}.`,
		answer: second.closed.time < first.ended.time ? 'meanwhile' : 'after',
	};
}

function twoConnections({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.poet.port);
	if (fetch === undefined) {
		return undefined;
	}
	if (fetch.transforms.length === 0) {
		return { hint: 'That was the poem alone. Choose shout in Client, or press enter here.' };
	}
	const { length } = fetch.dials;
	return {
		observed: `The client opened ${countWords(length, 'connection')}: ${fetch.dials.map(({ purpose }) => (purpose === 'poem' ? stage.poet.id : stage.transform.id)).join(', then ')}.`,
		answer: { 1: 'one', 2: 'two', 3: 'three' }[length] ?? 'more',
	};
}

function transformAfterPoem({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.poet.port);
	const dial = fetch?.dials.find(({ purpose }) => purpose === 'transform');
	const first = fetch?.dials[0]?.received[0];
	if (fetch?.poemAt === undefined || first === undefined) {
		return undefined;
	}
	if (dial === undefined) {
		return { hint: 'That was the poem alone. Choose shout in Client, or press enter here.' };
	}
	const at = (time: number) => timeWords(time - fetch.startedAt);
	return {
		observed: `First words after ${at(first.time)}, whole poem after ${at(fetch.poemAt)}, and the second connection after ${at(dial.startedAt)}.`,
		answer: dial.startedAt >= fetch.poemAt ? 'after' : dial.startedAt >= first.time ? 'first-words' : 'start',
	};
}

function oneAfterTheOther({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.poet.port);
	if (fetch?.ended === undefined || fetch.poemAt === undefined) {
		return undefined;
	}
	if (fetch.transforms.length < 2) {
		return { hint: 'That was one transform, or none. Choose shout and rot13 in Client, or press enter here.' };
	}
	const bothMs = fetch.ended.time - fetch.poemAt;
	const each = fetch.transforms.map(({ transform, durationMs }) => `${transform} ${timeWords(durationMs)}`);
	return {
		observed: `${each.join(', then ')}: ${timeWords(bothMs)} together.`,
		answer: bothMs > transformMs * 1.5 ? 'sum' : 'one',
	};
}
