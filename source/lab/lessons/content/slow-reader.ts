import type { Exchange } from '../../snapshot.ts';
import type { Finding, Lesson, LessonAction, StepContext } from '../engine/lesson.ts';
import { exchangesSeen } from '../engine/seen-exchanges.ts';
import { firstEnded } from '../engine/seen-fetches.ts';
import { bytesWords, partWords, timeWords } from '../engine/words.ts';

/** So long nothing must have gone out before we say that it has stopped. */
const stillMs = 1_000;

/** Back-pressure. */
export const slowReader: Lesson = {
	name: 'slow-reader',
	title: 'One slow reader',
	summary: 'Who does not read makes the server wait, and should not make others wait.',
	poem: 'old-pond',
	longPoem: true,
	beside: ['traffic', 'connections'],
	steps: [
		{
			text: 'This poem is very long: {poet} has {poet-bytes}. A reader connects and then reads nothing at all. When too much waits to be read, write says false, and the server rests:',
			code: ['if (!socket.write(piece)) {', '  await drained(socket);', '}'],
			task: 'Let somebody connect who does not read, and watch for two seconds.',
			shell: ['nc {poet-host} {poet-port} | sleep 25'],
			setUp: () => ({ emptyCache: true }),
			action: connectAndWait,
			prediction: {
				question: 'How much does the poet send?',
				expected: 'part',
				choices: [
					{
						says: 'none',
						text: 'Nothing, until somebody reads',
						explanation:
							'The poet can not see whether you read. It writes, and the two systems in between keep a few megabytes for you. Then they say: no more for now, and the poet rests.',
					},
					{
						says: 'all',
						text: 'All of it: that is its work',
						explanation:
							'Where should all that go? The two systems in between keep a few megabytes for you, and then they say: no more for now. So the poet rests, and its memory stays small.',
					},
					{
						says: 'part',
						text: 'A part, and then it waits',
						explanation:
							'The two systems in between keep a few megabytes, and then they say: no more for now. So the slowness of the reader comes back to the writer. This is called back-pressure.',
					},
				],
			},
			check: stuck,
		},
		{
			text: 'The first reader is still there, and still does not read. Now a second one wants the same long poem from the same poet.',
			task: 'Fetch the long poem with the client.',
			action: secondReader,
			prediction: {
				question: 'Does the second reader have to wait for the first?',
				expected: 'served',
				choices: [
					{
						says: 'waits',
						text: 'Yes, the poet is busy',
						explanation:
							'The poet is not busy: it rests. Only the function that writes to the first reader awaits. For the second one there is another, and that one goes on.',
					},
					{
						says: 'served',
						text: 'No, it gets all of it',
						explanation:
							'Only the function that writes to the first reader awaits. For the second one there is another.',
					},
				],
			},
			check: servedBeside,
		},
		{
			text: 'At last the first reader begins to read. A good part of the poem was never sent to it.',
			task: 'Let the slow reader read on.',
			action: readOn,
			prediction: {
				question: 'Does it still get the whole poem?',
				expected: 'whole',
				choices: [
					{
						says: 'whole',
						text: 'Yes, every byte of it',
						explanation:
							'Nothing was lost, it only waited. But this poet waits 30 seconds at most: whoever reads nothing for so long is cut off.',
					},
					{
						says: 'gap',
						text: 'No, a part in the middle is gone',
						explanation:
							'TCP, the rule by which these bytes travel, never leaves a gap. What could not be sent waited at the poet. But not for ever: after 30 seconds without reading it cuts you off.',
					},
					{
						says: 'cut',
						text: 'No, only what had been sent',
						explanation:
							'The rest was not thrown away, it waited at the poet. But not for ever: after 30 seconds without reading it cuts you off.',
					},
				],
			},
			check: allOfIt,
		},
	],
};

function connectAndWait({ state, stage }: StepContext): LessonAction | undefined {
	return waiting({ state, stage }).length > 0
		? undefined
		: {
				label: 'let one connect who does not read',
				actions: [{ type: 'open-by-hand', address: stage.poet.address, reads: false }],
			};
}

function secondReader({ state, stage }: StepContext): LessonAction | undefined {
	if (state.fetch?.status === 'running') {
		return undefined;
	}
	const nobody = waiting({ state, stage }).length === 0;
	return {
		label: nobody ? 'let the first one come again, and fetch' : 'fetch it with the client',
		actions: [
			...(nobody ? ([{ type: 'open-by-hand', address: stage.poet.address, reads: false }] as const) : []),
			{ type: 'fetch', address: stage.poet.address, transforms: [] },
		],
	};
}

/** Only the lab's own reader does what the lab says; another program's goes on as it likes. */
function readOn({ state, stage }: StepContext): LessonAction {
	return waiting({ state, stage }).some(({ peer }) => peer === 'client')
		? { label: 'read on', actions: [{ type: 'read-by-hand' }] }
		: {
				label: 'let the slow reader come again',
				actions: [{ type: 'open-by-hand', address: stage.poet.address, reads: false }],
			};
}

/** The poet's connections that are open and do not get on. */
function waiting({ state, stage }: Pick<StepContext, 'state' | 'stage'>): readonly Exchange[] {
	return [...state.open.values()].filter(
		({ server, bytesOut }) => server === stage.poet.id && bytesOut < stage.poet.bytes,
	);
}

function stuck({ events, stage, now }: StepContext): Finding | undefined {
	const seen = exchangesSeen(events, stage.poet.id).at(-1);
	if (seen === undefined) {
		return undefined;
	}
	if (seen.closed !== undefined) {
		return seen.closed.how === 'ended'
			? { observed: `All ${bytesWords(seen.sentBytes)} went out.`, answer: 'all' }
			: undefined;
	}
	const quietMs = now - (seen.sent.at(-1)?.time ?? seen.openedAt);
	if (quietMs < stillMs) {
		return undefined;
	}
	return {
		observed: `${partWords(seen.sentBytes, stage.poet.bytes)} went out, and then nothing more for ${timeWords(quietMs)}. The connection is still open.`,
		answer: seen.sentBytes === 0 ? 'none' : seen.sentBytes < stage.poet.bytes ? 'part' : 'all',
	};
}

function servedBeside({ events, state, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.poet.port);
	if (fetch?.ended === undefined || fetch.poemBytes === undefined) {
		return undefined;
	}
	const [first] = waiting({ state, stage });
	if (first === undefined) {
		return { hint: 'The first reader has gone meanwhile. Press enter, and it comes again.' };
	}
	return {
		observed: `The second reader had all ${bytesWords(fetch.poemBytes)} after ${timeWords(fetch.ended.durationMs)}. The first one still stands at ${bytesWords(first.bytesOut)}.`,
		answer: fetch.poemBytes >= stage.poet.bytes ? 'served' : 'waits',
	};
}

function allOfIt({ events, stage }: StepContext): Finding | undefined {
	// Who has been sent something in this step: the one that read on, and not the one that had it all before.
	const going = new Set(events.flatMap(event => (event.type === 'bytes-sent' ? [event.connection] : [])));
	const closed = events.find(
		event =>
			event.type === 'connection-closed' &&
			event.server === stage.poet.id &&
			(going.has(event.connection) || event.how !== 'ended'),
	);
	if (closed?.type !== 'connection-closed') {
		return undefined;
	}
	if (closed.how !== 'ended') {
		return {
			hint: 'It was cut off: it had read nothing for too long. Press enter, and it comes again; then let it read on.',
		};
	}
	return {
		observed: `It read on, and in the end it had all ${bytesWords(closed.bytesOut)}, ${timeWords(closed.durationMs)} after it had connected.`,
		answer: closed.bytesOut >= stage.poet.bytes ? 'whole' : 'cut',
	};
}
