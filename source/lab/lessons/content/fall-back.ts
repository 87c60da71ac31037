import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import { exchangesSeen } from '../engine/seen-exchanges.ts';
import { firstEnded } from '../engine/seen-fetches.ts';
import { fetching, poet } from './lesson-actions.ts';

/** A transform that nobody has; it differs from all that a person could have loaded. */
const unknownName = 'whisper-softly';

/** The lesson about a client whose transform fails. */
export const fallBack: Lesson = {
	name: 'fall-back',
	title: 'When the transform fails',
	summary: 'A broken transform should not cost you the poem, and its reason stays on the server.',
	poem: 'nachtlied',
	beside: ['client', 'traffic'],
	steps: [
		{
			text: 'The transform gibberish always fails: it throws an error. The client expects that. In its program, what is in try may fail, and then what is in catch is done.',
			code: ['try {', '  poem = await send(name, poem);', '} catch {', '  // the poem stays as it was', '}'],
			task: 'Fetch the poem with gibberish.',
			setUp: () => ({}),
			action: fetching(poet, 'fetch it with gibberish', ['gibberish']),
			prediction: {
				question: 'Which poem do you get?',
				expected: 'original',
				choices: [
					{
						says: 'none',
						text: 'None: it fails',
						explanation:
							'Without try and catch it would be so. Here the error is caught, and the poem that had already come is still good. A poem that is not changed is better than none.',
					},
					{
						says: 'original',
						text: 'The original one',
						explanation: 'The error is caught, and the poem that had already come is kept. That is the fall-back.',
					},
					{
						says: 'half',
						text: 'Half of a changed one',
						explanation:
							'The change is made on the server, and it comes whole or not at all. So there is never half of it. The client keeps the poem that it had.',
					},
				],
			},
			check: whichPoem,
		},
		{
			text: `Before, the transform threw an error. The transform ${unknownName} does not even exist. Those are two very different reasons. Now the client asks for both, one after the other.`,
			task: 'Fetch the poem with the two of them.',
			action: fetching(poet, 'fetch it with both', ['gibberish', unknownName]),
			prediction: {
				question: 'Does the client learn that the reasons differ?',
				expected: 'no',
				choices: [
					{
						says: 'no',
						text: 'No, it looks the same',
						explanation:
							'The server closes without an answer, whatever is wrong. This protocol has no words for errors. So the client can fall back, but it can not say why.',
					},
					{
						says: 'yes',
						text: 'Yes, the server tells it',
						explanation:
							'It could be told only in words, and this protocol has none for errors. Whatever is wrong, the server closes without an answer. So the client sees the same in both cases.',
					},
				],
			},
			check: sameForTheClient,
		},
		{
			text: 'Now nobody is there: the transform server is down, and the system refuses the connection. The client has not even asked yet.',
			task: 'Fetch the poem with shout.',
			setUp: ({ transform: { id } }) => ({ faults: [{ server: id, fault: 'down', settings: {} }] }),
			action: fetching(poet, 'fetch it with shout', ['shout']),
			prediction: {
				question: 'What do you get this time?',
				expected: 'original',
				choices: [
					{
						says: 'original',
						text: 'The original poem again',
						explanation:
							'catch takes every error in the try, wherever it comes from. This time the client knows a little more: nobody answered at all.',
					},
					{
						says: 'none',
						text: 'An error: this is worse',
						explanation:
							'It feels worse, but for the poem it is the same. catch takes every error in the try, also that nobody is there. So you get the original again.',
					},
					{
						says: 'wait',
						text: 'Nothing yet: it waits for the server',
						explanation:
							'A client that waits for ever is stuck. The system says at once that nobody is there, and that is an error like any other. So it is caught, and you get the original.',
					},
				],
			},
			check: whichPoem,
		},
		{
			text: 'Last, the other way round. The transform server is well again, but the poet is down.',
			task: 'Fetch the poem with shout.',
			setUp: ({ poet: { id } }) => ({ faults: [{ server: id, fault: 'down', settings: {} }] }),
			action: fetching(poet, 'fetch it with shout', ['shout']),
			prediction: {
				question: 'What does the client fall back on?',
				expected: 'none',
				choices: [
					{
						says: 'cache',
						text: 'A poem from before',
						explanation:
							'It would need to keep poems, and this client keeps none. There are programs in between that do: see the lesson now-or-later.',
					},
					{
						says: 'original',
						text: 'The original again',
						explanation:
							'The original is just what is missing. A fall-back needs something to fall on. So this error is not caught here, but handed on to whoever awaits the poem.',
					},
					{
						says: 'none',
						text: 'Nothing: the fetch fails',
						explanation:
							'A fall-back needs something to fall on. So this error is not caught here, but handed on to whoever awaits the poem: to you.',
					},
				],
			},
			check: whichPoem,
		},
	],
};

function whichPoem({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.poet.port);
	if (fetch?.ended === undefined) {
		return undefined;
	}
	const { how, why } = fetch.ended;
	switch (how) {
		case 'failed':
			return { observed: `FAILED: ${why}. There is no poem.`, answer: 'none' };
		case 'fell-back':
			return { observed: `FELL BACK: ${why}. The poem came as the poet wrote it.`, answer: 'original' };
		case 'succeeded':
			return fetch.transforms.length === 0
				? { hint: 'That was the poem without a transform. Press enter here, or choose the transform in Client.' }
				: { observed: 'The transform worked.', answer: 'changed' };
	}
}

function sameForTheClient({ events, stage }: StepContext): Finding | undefined {
	const failed = firstEnded(events, stage.poet.port)?.transforms.filter(({ failure }) => failure !== undefined) ?? [];
	const notes = exchangesSeen(events, stage.transform.id).flatMap(({ refused }) => refused ?? []);
	const unknown = notes.find(({ code }) => code === 'unknown-transform');
	const threw = notes.find(({ code }) => code === 'transform-threw');
	if (failed.length === 0) {
		return undefined;
	}
	if (unknown === undefined || threw === undefined) {
		return { hint: 'That was another transform. Press enter here to ask for both.' };
	}
	const told = new Set(failed.map(({ failure }) => failure?.why));
	return {
		observed: `The client was told ${told.size === 1 ? 'twice' : 'this'}: ${[...told].join('; ')}. The server noted for itself: ${threw.why}; and then: ${unknown.why}.`,
		answer: told.size === 1 ? 'no' : 'yes',
	};
}
