import type { Finding, Lesson, LessonAction, Stage, StepContext } from '../engine/lesson.ts';
import { cutShort } from '../engine/lesson-set-up.ts';
import type { Visit } from '../engine/visit.ts';
import { bytesWords, timeWords } from '../engine/words.ts';
import { fetchFrom, fetching, isFetching, poet, proxy, runningCode, transform, typing } from '../steps/actions.ts';
import { allWords, answeredMs, crowdTo, doneAt, type Journey, journeyFrom, tookMs, visitTo } from '../steps/checks.ts';

/** The time that each transform takes, in milliseconds, where the step is about that. */
const transformMs = 400;
const threeTexts = ['9:shout.ice,', '9:rot13.ice,', '12:piglatin.ice,'];

/** Promises that wait on promises, down to the socket. */
export const aPromiseThatWaits: Lesson = {
	name: 'a-promise-that-waits',
	title: 'A promise that waits for another',
	summary: 'Promises that wait for other promises: where an error goes, and where a wish to stop goes.',
	poem: 'tyger',
	beside: ['traffic', 'connections'],
	inside:
		'If the lab’s client came, its promise stands there: transform slow, rejected when you left. The one above it was rejected right after.',
	steps: [
		{
			text: 'You wait for {proxy}, and it waits for {poet}. In the middle of the poem the poet resets the connection. So the promise of poem() is rejected:',
			code: [
				'async function proxy() {',
				'  return await poem();',
				'}',
				'async function you() {',
				'  return await proxy();',
				'}',
			],
			task: 'Read the poem at {proxy}.',
			shell: ['nc {proxy-host} {proxy-port}'],
			setUp: stage => ({ faults: [cutShort(stage, 'reset')], cache: 'empty' }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'Who learns of the error?',
				expected: 'all',
				choices: [
					{
						says: 'inner',
						text: 'Only the proxy: it had asked',
						explanation:
							'It learns of it first. But nothing catches the error there, so the promise of the next one outward is rejected as well. And so on, out to you.',
					},
					{
						says: 'all',
						text: 'The proxy, and then you',
						explanation:
							'An await throws the error of its promise. Nobody catches it, so the next promise outward is rejected too, and so on.',
					},
					{
						says: 'nobody',
						text: 'Nobody: the poem only stops',
						explanation:
							'That would be the worst of all: you would wait for ever. An await throws the error of its promise. Nobody catches it, so the next one outward is rejected too.',
					},
				],
			},
			check: visitTo(proxy, passedOutward),
		},
		{
			text: 'Now somebody in the middle catches the error. What stands in finally is done last, after a return and after an error alike. The lab runs these lines:',
			code: [
				"async function inner() { throw 'no'; }",
				'async function middle() {',
				'  try { return await inner(); }',
				"  catch { return 'an old poem'; }",
				"  finally { log('finally'); }",
				'}',
				'log(await middle());',
			],
			task: 'Let the lab run the code.',
			action: runningCode,
			prediction: {
				question: 'What does it say, in which order?',
				expected: 'finally, an old poem',
				choices: [
					{
						says: 'finally, an old poem',
						text: 'finally, then: an old poem',
						explanation:
							'The catch ends the error’s way outward. Who awaits middle gets a value, as from any fulfilled promise, and gets it only when finally is done.',
					},
					{
						says: 'an old poem, finally',
						text: 'an old poem, then: finally',
						explanation:
							'The return in catch names the result, but middle is not over yet. First finally is done. Then the promise is fulfilled, and the outer log has its word.',
					},
					{
						says: 'finally, no',
						text: 'finally, then: no',
						explanation:
							'So it would be without the catch. With it the error goes no further. Who awaits middle sees a fulfilled promise, with an old poem in it.',
					},
				],
			},
			check: allWords,
		},
		{
			text: 'Three transforms of one word, and none needs another’s result. Each takes about 400 ms. All three are asked for at the same moment:',
			code: [
				'const texts = await Promise.all([',
				"  send('shout', word),",
				"  send('rot13', word),",
				"  send('piglatin', word),",
				']);',
			],
			task: 'Ask {transform} for all three at once.',
			shell: [
				'for t in 9:shout.ice, 9:rot13.ice, \\',
				'  12:piglatin.ice,; do echo $t | \\',
				'  nc {transform-host} {transform-port} & done',
			],
			setUp: ({ transform: { id } }: Stage) => ({
				faults: [{ server: id, fault: 'latency', settings: { ms: transformMs } }],
			}),
			action: typing(threeTexts),
			prediction: {
				question: 'How long do the three take together?',
				expected: 'longest',
				choices: [
					{
						says: 'sum',
						text: 'About 1.2 s: three times 400 ms',
						explanation:
							'So it is if each is asked for only when the one before has answered. Here all three wait at the same time. Promise.all is fulfilled when the last of them is: after about 400 ms. If one is rejected, so is Promise.all.',
					},
					{
						says: 'longest',
						text: 'About 400 ms: as long as the longest',
						explanation:
							'All three wait at the same time, and Promise.all is fulfilled when the last of them is. If one is rejected, so is Promise.all.',
					},
				],
			},
			check: crowdTo(transform, 3, sideBySide),
		},
		{
			text: 'Errors go outward; a wish to stop goes inward. leaving.abort() tells whoever holds the signal to stop. You fetch {poet} with the transform slow, which takes two seconds, and while slow works you leave.',
			code: [
				'const leaving = new AbortController();',
				'const { signal } = leaving;',
				'const text =',
				"  send('slow', poem, signal);",
				'leaving.abort(); // rejects text',
			],
			task: 'Press enter to fetch with slow. Soon enter becomes “leave now”: press it again, before slow is done.',
			shell: ['timeout 2 {program} get \\', '  {poet-address} --transform slow \\', '  --via {transform-address}'],
			action: fetchSlowlyThenLeave,
			prediction: {
				question: 'What becomes of the connection to the transform server?',
				expected: 'closed',
				choices: [
					{
						says: 'waits',
						text: 'It stays until slow is done',
						explanation:
							'Then the server would keep a connection for nobody. The signal is handed to whoever holds the socket. That one closes it, and the promises above are rejected. What stands after their await is never begun.',
					},
					{
						says: 'closed',
						text: 'It is closed at once',
						explanation:
							'The signal is handed inward, from function to function, to whoever holds the socket. That one closes it, and text is rejected. What stands after its await is never begun.',
					},
				],
			},
			check: journeyFrom(poet, [], closedInward),
		},
	],
};

function passedOutward(visit: Visit, { fetch: fetchOf }: StepContext): Finding | undefined {
	const { fetch, upstreamFetch, bytesOut, how } = visit;
	const upstream = upstreamFetch === undefined ? undefined : fetchOf(upstreamFetch)?.ended;
	if (upstream?.how !== 'failed') {
		return { hint: 'The proxy had the whole poem. Its cache is empty again: come once more.', again: true };
	}
	const after = (time: number) => timeWords(time - upstream.time);
	const mine = fetch?.ended;
	return {
		observed: `The proxy’s read failed (${upstream.why}). ${after(doneAt(visit))} later your connection was reset, after ${bytesWords(bytesOut)}.${mine === undefined ? '' : ` ${after(mine.time)} after the proxy the client said: ${mine.how === 'failed' ? 'FAILED' : mine.how}.`}`,
		answer: how === 'cut' || mine?.how === 'failed' ? 'all' : 'nobody',
	};
}

function sideBySide(crowd: readonly Visit[]): Finding | undefined {
	const askedAt = (visit: Visit) => doneAt(visit) - answeredMs(visit);
	const allMs = Math.max(...crowd.map(doneAt)) - Math.min(...crowd.map(askedAt));
	const each = crowd.slice(0, 3).map(visit => `${visit.transform ?? 'no transform'} ${timeWords(answeredMs(visit))}`);
	if (Math.max(...crowd.map(askedAt)) > Math.min(...crowd.map(doneAt))) {
		return {
			hint: `${each.join(', ')}: one was asked for when another had its answer. All three at the same moment.`,
			again: true,
		};
	}
	return {
		observed: `${each.join(', ')}: ${timeWords(allMs)} for all of them.`,
		answer: allMs < transformMs * 2 ? 'longest' : 'sum',
	};
}

function fetchSlowlyThenLeave(context: StepContext): LessonAction | undefined {
	if (!isFetching(context)) {
		return {
			label: 'fetch it with slow',
			actions: [fetchFrom(context.stage.poet, { transforms: ['slow'] })],
			anew: true,
		};
	}
	const isAsked = context.present(context.stage.transform.id).some(one => one.transform === 'slow');
	return isAsked ? { label: 'leave now', actions: [{ type: 'cancel-fetch' }] } : undefined;
}

function closedInward({ poem: { fetch }, transforms }: Journey): Finding | undefined {
	const asked = transforms.find(one => one.transform === 'slow');
	if (asked?.doneAt === undefined) {
		const hint = 'You have the poem. Now ask {transform-address} for slow, and leave before it answers.';
		return { hint, isPart: true };
	}
	if (fetch === undefined && asked.replied === true) {
		return {
			hint: 'slow was done, since nobody was seen to leave. netcat closes only its own side, which may also mean: I have said all. The lab’s client resets: press enter, or type the lines.',
		};
	}
	if (asked.replied === true) {
		return { hint: `slow was done after ${timeWords(tookMs(asked))}, before you left. Once more, and leave sooner.` };
	}
	// When another program left is not known here.
	const leftAt = fetch?.ended?.time;
	const when =
		leftAt === undefined
			? `${timeWords(tookMs(asked))} after you had come to it,`
			: `You left, and ${timeWords(Math.max(0, doneAt(asked) - leftAt))} later`;
	return {
		observed: `${when} the server saw that the connection was gone. It had sent ${bytesWords(asked.bytesOut)}.`,
		answer: asked.bytesOut === 0 ? 'closed' : 'waits',
		connection: asked.id,
	};
}
