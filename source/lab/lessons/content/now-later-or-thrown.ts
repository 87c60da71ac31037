import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { timeWords } from '../engine/words.ts';
import { runningCode, typedInNetcat, typing } from '../steps/actions.ts';
import { allWords, answeredMs, isOver, requestTyped } from '../steps/checks.ts';
import { seenInstead } from '../steps/typed.ts';

const shout = '10:shout.Rose,';
const slow = '9:slow.Rose,';
const gibberish = '13:gibberish.Ruh,';

/** A value, a promise, or an exception: one way to write it. */
export const nowLaterOrThrown: Lesson = {
	name: 'now-later-or-thrown',
	title: 'Now, later, or thrown',
	summary: 'A function may give a value, a promise or an exception: what do await and try make of each?',
	poem: 'violons',
	beside: ['traffic', 'connections'],
	inside:
		'The last exchange was that of step 2, with gibberish: the request goes in, and only a close comes back. tab leads to Why, which tells what the server has caught.',
	steps: [
		{
			text: 'A transform is a function. shout gives its text at once, a plain value. slow gives a promise, which is fulfilled two seconds later. The server does not know which kind it has:',
			code: ['const text = await transform(poem);', 'reply(text);'],
			task: 'Ask {transform} for shout, and then for slow.',
			shell: [...typedInNetcat(shout), ...typedInNetcat(slow)],
			action: typing([shout, slow]),
			prediction: {
				question: 'What does await do with a plain value?',
				expected: 'both',
				choices: [
					{
						says: 'error',
						text: 'An error: it needs a promise',
						explanation:
							'It would be a trap if it did. await takes a plain value too, as if it came from a promise that is fulfilled already. So one line does for both.',
					},
					{
						says: 'both',
						text: 'It goes on with it',
						explanation:
							'await takes a value as if it came from a promise that is fulfilled already. One line for both.',
					},
					{
						says: 'slow',
						text: 'It waits as long as for slow',
						explanation:
							'It waits only for what is not there yet. A value is there, so the function goes on almost at once. Nobody has to ask which kind it is.',
					},
				],
			},
			check: bothAnswered,
		},
		{
			text: 'The transform gibberish gives neither: it throws at once, before there is any promise. The server has written this around it:',
			code: ['try {', '  reply(await transform(poem));', '} catch (error) {', '  refuse(error);', '}'],
			task: 'Ask {transform} for gibberish, and then for shout.',
			shell: [...typedInNetcat(gibberish), ...typedInNetcat(shout)],
			action: typing([gibberish, shout]),
			prediction: {
				question: 'Does the catch get an error that was thrown before the await?',
				expected: 'caught',
				choices: [
					{
						says: 'lost',
						text: 'No: the server breaks down',
						explanation:
							'The call stands inside the try, and so does the await. Whatever is thrown in there is caught, before or after the wait. So the server lives on, and serves the next one.',
					},
					{
						says: 'caught',
						text: 'Yes, like the error of a rejected promise',
						explanation:
							'The call and the await both stand inside the try. Thrown now or rejected later: one catch for both.',
					},
				],
			},
			check: caughtAndAlive,
		},
		{
			text: 'kept is a promise that is fulfilled already: its value is there. With kept.then(log) you ask for log to be called with that value. With setTimeout you ask for a call after 0 ms or a little more. The lab runs these lines:',
			code: [
				"const kept = Promise.resolve('kept');",
				"setTimeout(() => log('timer'), 0);",
				'kept.then(log);',
				"log('below');",
			],
			task: 'Let the lab run the code.',
			action: runningCode,
			prediction: {
				question: 'Which word comes first?',
				expected: 'below',
				choices: [
					{
						says: 'kept',
						text: 'kept: its promise is fulfilled',
						explanation:
							'Its value is there, and still log is not called at once. The code that runs now first goes on, to its end or to an await. Only after that Node, which runs it, calls what promises have asked for, and after those the timers.',
					},
					{
						says: 'timer',
						text: 'timer: it stands higher',
						explanation:
							'The order on the page is only the order of asking. The code that runs now first goes on, to its end or to an await. After that Node, which runs it, calls what promises have asked for, and only then looks at its timers.',
					},
					{
						says: 'below',
						text: 'below',
						explanation:
							'What a promise has to call never runs in the middle of the code that runs now. It runs right after that: Node calls all that promises have asked for, and only then looks at its timers. So kept comes before timer.',
					},
				],
			},
			check: firstWord,
		},
		{
			text: 'Last: what the word async makes of a throw. This function throws before it has awaited anything.',
			code: [
				'async function fails() {',
				"  throw new Error('no');",
				'}',
				'try {',
				'  const later = fails();',
				"  log('no throw');",
				'  await later;',
				"} catch { log('caught'); }",
			],
			task: 'Let the lab run the code.',
			action: runningCode,
			prediction: {
				question: 'What is said?',
				expected: 'no throw, caught',
				choices: [
					{
						says: 'caught',
						text: 'Only: caught',
						explanation:
							'So it is with a function that is not async. The word async makes a promise of all that comes of it, also of a throw. The error comes out where the promise is awaited.',
					},
					{
						says: 'no throw, caught',
						text: 'no throw, and then: caught',
						explanation:
							'An async function never throws at its caller. It gives a promise that is rejected, and the error comes out at the await. If nobody awaits or catches it, Node, which runs the program, ends it.',
					},
					{
						says: 'no throw',
						text: 'Only: no throw',
						explanation:
							'The call does not throw, that is right. But the promise that it gives is rejected. The await throws its error, and the catch has it.',
					},
				],
			},
			check: allWords,
		},
	],
};

function visitsFor(context: StepContext, name: string): Visit | undefined {
	return context.visits(context.stage.transform.id).find(visit => visit.transform === name && isServed(visit));
}

/** True for one that was answered or refused, and not for one that left before. */
function isServed(visit: Visit): boolean {
	return isOver(visit) && (visit.replied === true || visit.refusal !== undefined);
}

function bothAnswered(context: StepContext): Finding | undefined {
	const [now, later] = [visitsFor(context, 'shout'), visitsFor(context, 'slow')];
	if (now === undefined || later === undefined) {
		const missing = now === undefined ? shout : slow;
		return requestTyped(visit => {
			const isHalf = visit.transform === 'shout' || visit.transform === 'slow';
			return isHalf && isServed(visit)
				? { hint: `${visit.transform} was answered. Now the other one: “${missing}”`, isPart: true }
				: seenInstead(visit, missing);
		})(context);
	}
	const took = (visit: Visit) => timeWords(answeredMs(visit));
	return {
		observed: `shout was answered after ${took(now)}, slow after ${took(later)}: both by the same line.`,
		answer: now.replied === true && later.replied === true ? 'both' : 'error',
		connection: later.id,
	};
}

function caughtAndAlive(context: StepContext): Finding | undefined {
	const thrown = visitsFor(context, 'gibberish');
	const next = visitsFor(context, 'shout');
	if (thrown === undefined || next === undefined) {
		const missing = thrown === undefined ? gibberish : shout;
		return requestTyped(visit => {
			const isHalf = visit.transform === 'shout' || visit.transform === 'gibberish';
			return isHalf && isServed(visit)
				? { hint: `The server was asked for ${visit.transform}. Now: “${missing}”`, isPart: true }
				: seenInstead(visit, missing);
		})(context);
	}
	return {
		observed: `gibberish: the server noted that ${thrown.why}, and closed without an answer. It lives: shout was answered${next.replied === true ? '' : ' too late'}.`,
		answer: next.replied === true ? 'caught' : 'lost',
		connection: thrown.id,
	};
}

function firstWord({ ran }: StepContext): Finding | undefined {
	const told = ran?.map(({ word, atMs }) => `${word} after ${atMs.toFixed(2)} ms`).join(', ');
	return told === undefined ? undefined : { observed: `${told}.`, answer: ran?.[0]?.word ?? '' };
}
