import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import { exchangesSeen } from '../engine/seen-exchanges.ts';
import { firstEnded } from '../engine/seen-fetches.ts';
import { bytesWords, timeWords } from '../engine/words.ts';
import { cutAt } from './cut.ts';
import { fetching, poet } from './lesson-actions.ts';

/** The first lesson: what a server is. */
export const writeAndClose: Lesson = {
	name: 'write-and-close',
	title: 'A server that writes, and closes',
	summary: 'The simplest server there is: it sends a poem to whoever connects, and hangs up.',
	poem: 'tyger',
	beside: ['traffic', 'poem'],
	steps: [
		{
			text: 'A server is a program that waits for others to connect to it. The server {poet} waits at {poet-address}. It sends its poem to whoever connects, and then it closes the connection.',
			task: 'Connect to it, and watch Traffic.',
			shell: ['nc {poet-host} {poet-port}'],
			setUp: () => ({ emptyCache: true }),
			action: fetching(poet, 'let the lab’s client connect'),
			prediction: {
				question: 'What must you send before the poem comes?',
				expected: 'nothing',
				choices: [
					{
						says: 'name',
						text: 'The name of the poem',
						explanation:
							'A good guess: a web browser has to ask for a page by its name. This server has only one poem, so there is nothing to ask. Connecting is the whole question.',
					},
					{
						says: 'line',
						text: 'One empty line',
						explanation:
							'Many servers wait for a line, so this was worth a guess. This one does not listen at all. It begins to write as soon as you are there.',
					},
					{
						says: 'nothing',
						text: 'Nothing at all',
						explanation: 'The server does not even listen. It writes as soon as somebody is there, and then it closes.',
					},
				],
			},
			check: sentWithoutAsking,
		},
		{
			text: 'The poem came without its length in front, and without a last word such as END. All the same the client knew that it had the whole of it. This is all that the server does:',
			code: ['socket.end(poem); // write, then close'],
			task: 'Fetch the poem once more.',
			action: fetching(poet),
			prediction: {
				question: 'What tells the client that the poem is over?',
				expected: 'close',
				choices: [
					{
						says: 'close',
						text: 'The connection is closed',
						explanation: 'On this wire the end of the connection is the end of the poem. Nothing else says so.',
					},
					{
						says: 'silence',
						text: 'Nothing has come for a while',
						explanation:
							'That would be a trap: a slow poet pauses too, and you would stop in the middle. The client waits until the connection is closed, however long that takes.',
					},
					{
						says: 'length',
						text: 'It counts the bytes',
						explanation:
							'It would have to know the number before, and nobody has told it. It reads until the connection is closed. Counting comes in the next lesson.',
					},
				],
			},
			check: toldByTheClose,
		},
		{
			text: 'Now {poet} is broken on purpose. In the middle of the poem the connection is reset: torn down at once, as when a cable is pulled. That is not the same as closing it.',
			task: 'Fetch the poem from the broken server.',
			setUp: stage => ({ faults: [{ server: stage.poet.id, fault: 'reset', settings: { after: cutAt(stage) } }] }),
			action: fetching(poet),
			prediction: {
				question: 'What does the client make of it?',
				expected: 'error',
				choices: [
					{
						says: 'half',
						text: 'It takes the first part for the poem',
						explanation:
							'That would be so if the connection had been closed. A reset is another signal, and it says: something broke. The client knows that there was more. Hold on to your guess: the lesson poisoned-cache shows when it comes true.',
					},
					{
						says: 'error',
						text: 'It says that the poem failed',
						explanation:
							'A close says: that was all. A reset says: something broke. The client can tell the two apart.',
					},
					{
						says: 'retry',
						text: 'It connects again by itself',
						explanation:
							'Some programs do. This client leaves that to you, because only you know whether asking twice does harm. What it does say is that the poem failed.',
					},
				],
			},
			check: toldOfTheReset,
		},
	],
};

function sentWithoutAsking({ events, stage }: StepContext): Finding | undefined {
	const seen = exchangesSeen(events, stage.poet.id).find(({ closed }) => closed?.how === 'ended');
	const [first] = seen?.sent ?? [];
	if (seen?.closed === undefined || first === undefined) {
		return undefined;
	}
	const before = total(seen.received.filter(({ time }) => time < first.time));
	const all = bytesWords(seen.sentBytes);
	const tookMs = timeWords(first.time - seen.openedAt);
	return {
		observed: `${tookMs} after somebody had connected, ${stage.poet.id} began to write. It wrote ${all} and closed. Before that it was sent ${bytesWords(before)}.`,
		answer: before === 0 ? 'nothing' : 'line',
	};
}

function toldByTheClose({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.poet.port);
	const [dial] = fetch?.dials ?? [];
	const last = dial?.received.at(-1);
	if (dial?.closedAt === undefined || last === undefined) {
		return undefined;
	}
	return {
		observed: `The client read ${bytesWords(total(dial.received))}. ${timeWords(dial.closedAt - last.time)} after the last of them the connection was closed, and the poem was over.`,
		answer: dial.failure === undefined ? 'close' : 'broken',
	};
}

function toldOfTheReset({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.poet.port);
	const [dial] = fetch?.dials ?? [];
	if (fetch?.ended === undefined || dial === undefined) {
		return undefined;
	}
	const read = bytesWords(total(dial.received));
	return fetch.ended.how === 'failed'
		? { observed: `After ${read} the client said: FAILED, ${fetch.ended.why}.`, answer: 'error' }
		: { observed: `The client took ${read} for the whole poem.`, answer: 'half' };
}

function total(bytes: readonly { readonly bytes: number }[]): number {
	return bytes.reduce((sum, one) => sum + one.bytes, 0);
}
