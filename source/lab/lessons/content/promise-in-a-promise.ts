import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { countWords, timeWords } from '../engine/words.ts';
import { connectTo, fetchFrom, fetching, isFetching, poet, typedInNetcat } from '../steps/actions.ts';
import { answeredMs, doneAt, type Journey, journeyFrom, tookMs, visitTo } from '../steps/checks.ts';

/** The time that each transform takes, in milliseconds, where the step is about that. */
const transformMs = 400;
const readThenShout = ['nc {poet-host} {poet-port}', ...typedInNetcat('17:shout.Tyger Tyger,')];

/** Promises, awaited in order. */
export const promiseInAPromise: Lesson = {
	name: 'promise-in-a-promise',
	title: 'A promise inside a promise',
	summary: 'Waiting for a poem, and for what is done with it: who waits for whom, and how long.',
	poem: 'tyger',
	beside: ['client', 'traffic'],
	inside:
		'If the lab’s client fetched it, each transform is a promise of its own. It begins only when the one before it is over.',
	steps: [
		{
			text: 'A promise stands for a result that may still be on its way: it is pending, and later fulfilled with its value or rejected with an error. The word await puts this one function to rest until then. {poet} now takes two seconds to answer. Meanwhile a second reader goes to {other}.',
			code: ['async function fetchPoem(host) {', '  return await read(host);', '}'],
			task: 'Let both of them go, one right after the other.',
			shell: ['nc {poet-host} {poet-port} </dev/null &', 'nc {other-host} {other-port}'],
			setUp: ({ poet: { id } }) => ({ faults: [{ server: id, fault: 'latency', settings: { ms: 2_000 } }] }),
			action: ({ stage, state }) =>
				isFetching({ state })
					? undefined
					: {
							label: 'let both go',
							actions: [fetchFrom(stage.poet), connectTo(stage.others[0] ?? stage.poet)],
							anew: true,
						},
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
			check: visitTo(poet, servedMeanwhile),
		},
		{
			text: 'Another server transforms poems. So its answer is a promise too, and that is awaited inside the function that fetches. A promise inside a promise:',
			code: [
				'async function loudPoem(host) {',
				'  const poem = await fetchPoem(host);',
				"  return await send('shout', poem);",
				'}',
			],
			task: 'Fetch the poem of {poet} with the transform shout.',
			shell: readThenShout,
			action: fetching(poet, 'fetch it with shout', { transforms: ['shout'] }),
			prediction: {
				question: 'How many connections does the client open?',
				expected: 'two',
				choices: [
					{
						says: 'one',
						text: 'One',
						explanation:
							'One is enough for the poem. But the transform is the work of another server, and it needs a connection of its own. The promise of loudPoem is fulfilled when both waits are over, and rejected when one fails.',
					},
					{
						says: 'two',
						text: 'Two',
						explanation:
							'One to the poet and one to the transform server. The promise of loudPoem is fulfilled when both waits are over, and rejected when one of them fails.',
					},
					{
						says: 'three',
						text: 'Three',
						explanation:
							'The poem does go to the server and back, which looks like two ways. But one connection goes both ways. So there is one for the poem and one for the transform. If one of the two fails, the promise of loudPoem is rejected.',
					},
				],
			},
			check: journeyFrom(poet, ['shout'], twoConnections),
		},
		{
			text: 'The same can be written with then, which names a function to call with the poem. It gives a promise too: loud waits for the promise that send returns, and gets its value. Now {poet} sends its poem in small pieces, for about two seconds.',
			code: ['const loud = fetchPoem(host)', "  .then(poem => send('shout', poem));"],
			task: 'Fetch the poem with shout again, and watch when Traffic shows the transform.',
			shell: readThenShout,
			setUp: ({ poet: { id, bytes } }) => ({
				faults: [{ server: id, fault: 'trickle', settings: { bytes: Math.ceil(bytes / 20), ms: 100 } }],
			}),
			action: fetching(poet, 'fetch it with shout', { transforms: ['shout'] }),
			prediction: {
				question: 'When does the client connect to the transform server?',
				expected: 'after',
				choices: [
					{
						says: 'start',
						text: 'At the start, to save time',
						explanation:
							'It would have nothing to send yet. The function given to then is called only with the poem, and a line below an await is reached only then too.',
					},
					{
						says: 'first-words',
						text: 'With the first words',
						explanation:
							'The request begins with its length, and that is not known yet. And the promise of fetchPoem is fulfilled only when the whole poem is there: then, or an await, waits for that.',
					},
					{
						says: 'after',
						text: 'When the whole poem is there',
						explanation:
							'then calls its function with the poem, once the promise of fetchPoem is fulfilled. An await goes on at that moment too. So send comes after the whole poem.',
					},
				],
			},
			check: journeyFrom(poet, ['shout'], transformAfterPoem),
		},
		{
			text: 'Two transforms, one after the other: shout, and then rot13. Each of them now takes about 400 ms.',
			code: ["poem = await send('shout', poem);", "poem = await send('rot13', poem);"],
			task: 'Fetch the poem of {poet} with shout, rot13.',
			shell: [...readThenShout, ...typedInNetcat('17:rot13.TYGER TYGER,')],
			setUp: ({ transform: { id } }) => ({
				faults: [{ server: id, fault: 'latency', settings: { ms: transformMs } }],
			}),
			action: fetching(poet, 'fetch it with shout and rot13', { transforms: ['shout', 'rot13'] }),
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
			check: journeyFrom(poet, ['shout', 'rot13'], oneAfterTheOther),
		},
	],
};

function servedMeanwhile(first: Visit, { stage, visits }: StepContext): Finding | undefined {
	const [other = stage.poet] = stage.others;
	const second = visits(other.id).find(
		({ id, openedAt, doneAt }) => id !== first.id && doneAt !== undefined && openedAt >= first.openedAt,
	);
	if (second === undefined || second.openedAt > doneAt(first)) {
		return {
			hint: `The reader of ${stage.poet.id} was alone in its two seconds. Let another one go to ${other.id} meanwhile.`,
		};
	}
	return {
		observed: `The second reader had its poem after ${timeWords(tookMs(second))}. The first one had to wait ${timeWords(tookMs(first))}.`,
		answer: doneAt(second) < doneAt(first) ? 'meanwhile' : 'after',
	};
}

function twoConnections({ poem, transforms }: Journey, { stage }: StepContext): Finding | undefined {
	const servers = poem.fetch?.dials.map(({ purpose }) => (purpose === 'poem' ? stage.poet.id : stage.transform.id)) ?? [
		poem.server,
		...transforms.slice(0, 1).map(({ server }) => server),
	];
	return {
		observed: `${poem.fetch === undefined ? 'You' : 'The client'} opened ${countWords(servers.length, 'connection')}: ${servers.join(', then ')}.`,
		answer: { 1: 'one', 2: 'two', 3: 'three' }[servers.length] ?? 'more',
	};
}

function transformAfterPoem({ poem, transforms }: Journey): Finding | undefined {
	const { fetch } = poem;
	const dialledAt = fetch?.dials.find(({ purpose }) => purpose === 'transform')?.startedAt ?? transforms[0]?.openedAt;
	const firstAt = fetch?.dials[0]?.received[0]?.time ?? poem.sent[0]?.time;
	const wholeAt = fetch?.poemAt ?? doneAt(poem);
	if (dialledAt === undefined || firstAt === undefined) {
		return undefined;
	}
	if (fetch === undefined && dialledAt < wholeAt) {
		return {
			hint: 'You asked for shout before you had the whole poem. A client that awaits can not: try it as it does.',
		};
	}
	const at = (time: number) => timeWords(time - (fetch?.startedAt ?? poem.openedAt));
	return {
		observed: `First words after ${at(firstAt)}, whole poem after ${at(wholeAt)}, and the second connection after ${at(dialledAt)}.`,
		answer: dialledAt >= wholeAt ? 'after' : dialledAt >= firstAt ? 'first-words' : 'start',
	};
}

function oneAfterTheOther({ poem: { fetch }, transforms }: Journey): Finding | undefined {
	const parts =
		fetch?.transforms ?? transforms.map(visit => ({ transform: visit.transform ?? '', durationMs: answeredMs(visit) }));
	const each = parts.map(({ transform, durationMs }) => `${transform} ${timeWords(durationMs)}`);
	const bothMs =
		fetch?.ended !== undefined && fetch.poemAt !== undefined
			? fetch.ended.time - fetch.poemAt
			: parts.reduce((sum, { durationMs }) => sum + durationMs, 0);
	return {
		observed: `${each.join(', then ')}: ${timeWords(bothMs)} together.`,
		answer: bothMs > transformMs * 1.5 ? 'sum' : 'one',
	};
}
