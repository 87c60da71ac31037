import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import { cutShort } from '../engine/lesson-set-up.ts';
import type { Visit } from '../engine/visit.ts';
import { bytesWords, partWords, timeWords } from '../engine/words.ts';
import { fetching, poet } from '../steps/actions.ts';
import { doneAt, visitTo } from '../steps/checks.ts';

/** The first lesson: what a server is. */
export const writeAndClose: Lesson = {
	name: 'write-and-close',
	title: 'A server that writes, and closes',
	summary: 'The simplest server there is: how a poem comes over a connection, and how its end is known.',
	poem: 'tyger',
	beside: ['traffic', 'poem'],
	inside:
		'The last arrow is the reset. If the lab’s client read the poem, what it did is there too: fetchPoem, rejected, which means that it failed.',
	steps: [
		{
			text: 'A server is a program that waits for others to connect to it. The server {poet} waits at {poet-address}; the number behind the colon, its port, tells it from the other servers here. It has one poem, and when it has sent that, it closes the connection.',
			task: 'Connect to it, and watch Traffic.',
			shell: ['nc {poet-host} {poet-port}', '(nc stays until you press enter)'],
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
							'Many servers wait for a line, so this was worth a guess. This one waits for no word of yours. It begins to write as soon as you are connected.',
					},
					{
						says: 'nothing',
						text: 'Nothing at all',
						explanation:
							'The server waits for no word of yours. It writes as soon as somebody is connected, and then it closes.',
					},
				],
			},
			check: visitTo(poet, sentWithoutAsking),
		},
		{
			text: 'The poem came without its length in front, and without a last word such as END. All the same the client stopped at the right place. This is all that the server does; socket is its end of the connection:',
			code: ['socket.end(poem); // write, then close'],
			task: 'Read the poem at {poet-address} once more.',
			shell: ['nc {poet-host} {poet-port}'],
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
							'That would be a trap: a slow poet is silent for a while too, and you would stop in the middle. The client waits until the connection is closed. Its patience is a question for the lesson silence.',
					},
					{
						says: 'length',
						text: 'It counts the bytes',
						explanation:
							'It would have to know the number before, and nobody has told it. It reads until the connection is closed. Counting comes in the next lesson.',
					},
				],
			},
			check: visitTo(poet, toldByTheClose),
		},
		{
			text: 'Now {poet} is broken on purpose. In the middle of the poem it resets the connection: it drops it at once, and says so with a signal of its own. That is not the same signal as closing.',
			task: 'Read the poem of the broken {poet}.',
			shell: ['nc {poet-host} {poet-port}'],
			setUp: stage => ({ faults: [cutShort(stage, 'reset')] }),
			action: fetching(poet),
			prediction: {
				question: 'What does the client make of it?',
				expected: 'error',
				choices: [
					{
						says: 'half',
						text: 'It takes the first part for the poem',
						explanation:
							'That would be so if the connection had been closed in order. A reset is another signal: nobody has said that this was all. Hold on to your guess: the lesson poisoned-cache shows when it comes true.',
					},
					{
						says: 'error',
						text: 'It says that the poem failed',
						explanation:
							'A close says: that was all. A reset says: this connection is gone, and nobody has said that this was all. The client can tell the two apart.',
					},
					{
						says: 'retry',
						text: 'It connects again by itself',
						explanation:
							'Some programs do. This client leaves that to you, because only you know whether asking twice does harm. What it does say is that the poem failed.',
					},
				],
			},
			check: visitTo(poet, toldOfTheReset),
		},
	],
};

function sentWithoutAsking(visit: Visit, { stage }: StepContext): Finding | undefined {
	const [first] = visit.sent;
	if (first === undefined) {
		return { hint: 'Somebody connected to {poet}, and was sent nothing. Connect once more.' };
	}
	const before = total(visit.received.filter(({ time }) => time < first.time));
	const tookMs = timeWords(first.time - visit.openedAt);
	return {
		observed: `${tookMs} after somebody had connected, ${stage.poet.id} began to write. It wrote ${bytesWords(visit.bytesOut)} and closed. Until it began, ${before === 0 ? 'nobody had sent it anything' : `it had been sent ${bytesWords(before)}`}.`,
		answer: before === 0 ? 'nothing' : 'line',
	};
}

function toldByTheClose(visit: Visit, { stage }: StepContext): Finding | undefined {
	const { fetch, sent, bytesOut } = visit;
	const [dial] = fetch?.dials ?? [];
	const last = dial?.received.at(-1);
	if (dial?.closedAt === undefined || last === undefined) {
		const closedMs = doneAt(visit) - (sent.at(-1)?.time ?? visit.openedAt);
		return {
			observed: `${stage.poet.id} wrote ${bytesWords(bytesOut)}, and ${timeWords(closedMs)} later it closed. It sent nothing else that says: this is the end.`,
			answer: bytesOut >= stage.poet.bytes ? 'close' : 'broken',
		};
	}
	return {
		observed: `The client read ${bytesWords(total(dial.received))}. ${timeWords(dial.closedAt - last.time)} after the last of them the connection was closed, and the poem was over.`,
		answer: dial.failure === undefined ? 'close' : 'broken',
	};
}

function toldOfTheReset({ fetch, bytesOut, how }: Visit, { stage }: StepContext): Finding | undefined {
	if (fetch?.ended === undefined && how !== 'cut') {
		return { hint: `You left after ${partWords(bytesOut, stage.poet.bytes)}, before the poet did. Read once more.` };
	}
	if (fetch?.ended === undefined) {
		return {
			observed: `After ${partWords(bytesOut, stage.poet.bytes)} the server reset the connection. Whoever reads there gets an error, and no end; netcat hides it, and just stops.`,
			answer: 'error',
		};
	}
	const read = bytesWords(total(fetch.dials[0]?.received ?? []));
	return fetch.ended.how === 'failed'
		? { observed: `After ${read} the client said: FAILED, ${fetch.ended.why}.`, answer: 'error' }
		: { observed: `The client took ${read} for the whole poem.`, answer: 'half' };
}

function total(bytes: readonly { readonly bytes: number }[]): number {
	return bytes.reduce((sum, one) => sum + one.bytes, 0);
}
