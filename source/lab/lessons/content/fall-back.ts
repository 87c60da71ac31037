import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { bytesWords } from '../engine/words.ts';
import { fetching, poet, proxy, typedInNetcat } from '../steps/actions.ts';
import { type Journey, journeyFrom, visitTo } from '../steps/checks.ts';

/** A transform that nobody has; it differs from all that a person could have loaded. */
const unknownName = 'whisper-softly';
const code = [
	'let poem = await fetchPoem(host);',
	'try {',
	'  poem = await send(name, poem);',
	'} catch {',
	"  log(name + ' failed');",
	'}',
];
const readPoem = 'nc {poet-host} {poet-port}';
const gibberish = '13:gibberish.Ruh,';

/** The lesson about a client whose transform fails. */
export const fallBack: Lesson = {
	name: 'fall-back',
	title: 'When the transform fails',
	summary: 'A transform fails, or its server is down: what does the client still have, and what does it know?',
	poem: 'nachtlied',
	beside: ['client', 'traffic'],
	inside:
		'The proxy’s own read of the poet, upstream fetch, is rejected first. If the lab’s client came, fetchPoem follows, and no catch stands between.',
	steps: [
		{
			text: 'The transform gibberish always fails: it throws an error. In the client’s program, what is in try may fail. Then what is in catch is done, and the program goes on below.',
			code,
			task: 'Fetch the poem of {poet} with gibberish.',
			shell: [readPoem, ...typedInNetcat(gibberish)],
			action: fetching(poet, 'fetch it with gibberish', { transforms: ['gibberish'] }),
			prediction: {
				question: 'Which poem do you get?',
				expected: 'original',
				choices: [
					{
						says: 'none',
						text: 'None: it fails',
						explanation:
							'Without try and catch it would be so. Here the error is caught, and the poem that had already come is still good. So the fetch is fulfilled, with a poem that is not changed.',
					},
					{
						says: 'original',
						text: 'The original one',
						explanation:
							'The error is caught, and the poem that had already come is kept. So the fetch is fulfilled all the same. That is the fall-back.',
					},
					{
						says: 'half',
						text: 'Half of a changed one',
						explanation:
							'The change is made on the server, and its answer is counted: the client takes it whole or not at all. So there is never half of it. The client keeps the poem that it had.',
					},
				],
			},
			check: journeyFrom(poet, ['gibberish'], whichPoem),
		},
		{
			text: `Before, the transform threw an error. The transform ${unknownName} does not even exist: a very different reason. Now the client asks for both, one after the other. Where one fails, the poem stays as it was before that one.`,
			task: 'Fetch the poem with the two of them.',
			shell: [readPoem, ...typedInNetcat(gibberish), ...typedInNetcat(`18:${unknownName}.Ruh,`)],
			action: fetching(poet, 'fetch it with both', { transforms: ['gibberish', unknownName] }),
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
			check: journeyFrom(poet, ['gibberish', unknownName], sameForTheClient),
		},
		{
			text: 'Now {transform} is down: no program listens on its port, and so the system refuses the connection. The client has not even asked yet.',
			task: 'Read {poet}, and then ask for shout.',
			shell: [readPoem, 'nc {transform-host} {transform-port}'],
			setUp: ({ transform: { id } }) => ({ faults: [{ server: id, fault: 'down', settings: {} }] }),
			action: fetching(poet, 'fetch it with shout', { transforms: ['shout'] }),
			prediction: {
				question: 'What do you get this time?',
				expected: 'original',
				choices: [
					{
						says: 'original',
						text: 'The original poem again',
						explanation:
							'An await throws the error of its promise, and catch takes it, wherever it comes from. To be refused is an answer too, and a quick one: the system says that nobody listens there.',
					},
					{
						says: 'none',
						text: 'An error: this is worse',
						explanation:
							'It feels worse, but for the poem it is the same. An await throws the error of its promise, whatever it is, and catch takes it. So you get the original again.',
					},
					{
						says: 'wait',
						text: 'Nothing yet: it waits for the server',
						explanation:
							'A client that waits for ever is stuck. The system says at once that nobody listens, and that is an error like any other. So it is caught, and you get the original.',
					},
				],
			},
			check: visitTo(poet, stillThere),
		},
		{
			text: 'Last, the other way round: {transform} is well, but {poet} is down. You ask {proxy}, a server that reads poems at the poet and passes them on. It has kept none.',
			code: [
				'let poem = await fetchPoem(host);',
				'try { poem = await send(name, poem); }',
				"catch { log(name + ' failed'); }",
			],
			task: 'Fetch through {proxy}, with shout.',
			shell: ['nc {proxy-host} {proxy-port}'],
			setUp: ({ poet: { id } }) => ({ faults: [{ server: id, fault: 'down', settings: {} }], cache: 'empty' }),
			action: fetching(proxy, 'fetch it with shout', { transforms: ['shout'] }),
			prediction: {
				question: 'What does the client fall back on?',
				expected: 'none',
				choices: [
					{
						says: 'cache',
						text: 'A poem from before',
						explanation:
							'Somebody would need to have kept one. This client keeps none, and the cache is empty. What a full one does is told in the lesson now-or-later.',
					},
					{
						says: 'original',
						text: 'The original again',
						explanation:
							'The original is just what is missing. A fall-back needs something to fall on. The first line stands above the try, so its error is not caught here: it goes to whoever awaits the poem.',
					},
					{
						says: 'none',
						text: 'Nothing: the fetch fails',
						explanation:
							'A fall-back needs something to fall on. The first line stands above the try, so its error is not caught here: it goes to whoever awaits the poem, to you.',
					},
				],
			},
			check: visitTo(proxy, nothingCame),
		},
	],
};

function whichPoem({ poem: { fetch, bytesOut }, transforms }: Journey, { stage }: StepContext): Finding | undefined {
	switch (fetch?.ended?.how) {
		case undefined: {
			const replied = transforms.some(one => one.replied === true);
			const came = `You were sent the poem, ${bytesWords(bytesOut)}, and of gibberish came`;
			return replied
				? { observed: `${came} an answer.`, answer: 'changed' }
				: { observed: `${came} nothing back. So the original is what you have.`, answer: 'original' };
		}
		case 'failed':
			return { observed: `FAILED: ${fetch?.ended?.why}. There is no poem.`, answer: 'none' };
		case 'fell-back':
			return {
				observed: `FELL BACK: ${fetch?.ended?.why}. The poem of ${stage.poet.id} came as it was written.`,
				answer: 'original',
			};
		case 'succeeded':
			return { observed: 'The transform worked.', answer: 'changed' };
	}
}

function sameForTheClient({ poem: { fetch }, transforms }: Journey): Finding | undefined {
	const unknown = transforms.find(({ refusal }) => refusal === 'unknown-transform');
	const threw = transforms.find(({ refusal }) => refusal === 'transform-threw');
	if (unknown === undefined || threw === undefined) {
		return { hint: `Both were asked for, but not both refused. Ask for gibberish, and then for ${unknownName}.` };
	}
	const noted = `The server noted for itself: ${threw.why}; and then: ${unknown.why}.`;
	if (fetch === undefined) {
		const came = threw.bytesOut + unknown.bytesOut;
		return {
			observed: `You were sent ${bytesWords(came)} for both, and twice a close. ${noted}`,
			answer: came === 0 ? 'no' : 'yes',
		};
	}
	const told = new Set(fetch.transforms.flatMap(({ failure }) => (failure === undefined ? [] : [failure.why])));
	return {
		observed: `${told.size === 1 ? 'For both, the client was told the same' : 'The client was told'}: ${[...told].join('; ')}. ${noted}`,
		answer: told.size === 1 ? 'no' : 'yes',
		connection: unknown.id,
	};
}

function stillThere({ fetch, bytesOut }: Visit, { stage }: StepContext): Finding | undefined {
	if (fetch === undefined) {
		return {
			observed: `You were sent the whole poem, ${bytesWords(bytesOut)}. Nobody listens at ${stage.transform.address}: whoever asks there is refused. So the original is what you have.`,
			answer: 'original',
		};
	}
	const [asked] = fetch.transforms;
	if (asked === undefined) {
		return { hint: 'That was the poem without a transform. Choose shout in Client, or press enter here.' };
	}
	return fetch.ended?.how === 'fell-back'
		? {
				observed: `FELL BACK: ${fetch.ended.why}, after ${asked.durationMs.toFixed(1)} ms. The poem came as the poet wrote it.`,
				answer: 'original',
			}
		: { observed: 'The transform worked.', answer: 'changed' };
}

function nothingCame({ fetch, bytesOut, upstreamFetch }: Visit, { fetch: fetchOf }: StepContext): Finding | undefined {
	const why = upstreamFetch === undefined ? undefined : fetchOf(upstreamFetch)?.ended?.why;
	if (fetch?.ended?.how === 'failed') {
		return { observed: `FAILED: ${fetch.ended.why}. The proxy noted: ${why}. There is no poem.`, answer: 'none' };
	}
	return bytesOut === 0
		? {
				observed: `The proxy could not have the poem: ${why}. It reset the connection, and sent 0 bytes.`,
				answer: 'none',
			}
		: { hint: 'The proxy still had the poem. Its cache is empty now: come once more.', again: true };
}
