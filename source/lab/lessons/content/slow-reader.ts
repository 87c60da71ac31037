import type { Finding, Lesson, LessonAction, StepContext } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { bytesWords, partWords, timeWords } from '../engine/words.ts';
import { connectTo, fetchFrom, isFetching, poet } from '../steps/actions.ts';
import { elsewhere, isOver, tookMs, visitTo } from '../steps/checks.ts';

/** Nothing must have gone out for so long before we say that it has stopped. */
const stillMs = 1_000;
const stuckInShell = ['nc {poet-host} {poet-port} </dev/null \\', '  | sleep 25 &'];

/** Back-pressure. */
export const slowReader: Lesson = {
	name: 'slow-reader',
	title: 'One slow reader',
	summary: 'Somebody takes nothing of a very long poem: what does the server do, and what do others get?',
	poem: 'old-pond',
	longPoem: true,
	beside: ['traffic', 'connections'],
	inside: 'Many writes at first, then the long rest in which nobody read, and then all the others: not one is lost.',
	steps: [
		{
			text: 'This poem is very long: {poet} has {poet-bytes}. A reader connects, and then reads nothing at all. The connection stays open.',
			task: 'Let somebody connect to {poet} who does not read, and watch for two seconds.',
			shell: stuckInShell,
			action: ({ stage, present, now }) =>
				stuckReaders({ stage, present, now }).length > 0
					? undefined
					: { label: 'let one connect who does not read', actions: [connectTo(stage.poet, false)], anew: true },
			prediction: {
				question: 'How much does the poet send?',
				expected: 'part',
				choices: [
					{
						says: 'none',
						text: 'Nothing, until somebody reads',
						explanation:
							'The poet can not see whether you read. It writes, and the operating systems at both ends keep some of it for you, up to a few megabytes. Then they say: no more for now, and the poet rests.',
					},
					{
						says: 'all',
						text: 'All of it: that is its work',
						explanation:
							'Where should all that go? The operating systems at both ends keep up to a few megabytes for you, and then they say: no more for now. So the poet rests, and its memory stays small.',
					},
					{
						says: 'part',
						text: 'A part, and then it waits',
						explanation:
							'The operating systems at both ends keep up to a few megabytes, and then they say: no more for now. So the slowness of the reader comes back to the writer. This is called back-pressure.',
					},
				],
			},
			check: stuck,
		},
		{
			text: 'The first reader still does not read. When too much waits to be sent, write says false. Then the function that serves this one reader awaits drain, the news that all of that is gone: once makes a promise of it. Now a second one wants the same poem.',
			code: ['if (!socket.write(piece)) {', "  await once(socket, 'drain');", '}'],
			task: 'Read {poet} to its end, beside the first.',
			shell: [...stuckInShell, 'nc {poet-host} {poet-port} > /dev/null'],
			action: secondReader,
			prediction: {
				question: 'Does the second reader have to wait for the first?',
				expected: 'served',
				choices: [
					{
						says: 'waits',
						text: 'Yes, the poet is busy',
						explanation:
							'The poet is not busy: it rests. Only the function that writes to the first reader awaits. For the second one there is another call of it. With that await only a small part waits in memory, without it all of the poem.',
					},
					{
						says: 'served',
						text: 'No, it gets all of it',
						explanation:
							'Only the function that writes to the first reader awaits. For the second one there is another call of it. With that await only a small part waits in memory, without it all of the poem, for each slow reader.',
					},
				],
			},
			check: servedBeside,
		},
		{
			text: 'At last the first reader begins to read. A good part of the poem was never sent to it.',
			task: 'Let the slow reader of {poet} read on.',
			shell: ['nc {poet-host} {poet-port} </dev/null | \\', '  (sleep 5; wc -c)'],
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
							'TCP, the protocol by which these bytes travel, never leaves a gap. What could not be sent waited at the poet. But not for ever: after 30 seconds without reading it cuts you off.',
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

/** Those who are at the poet and do not get on, though there is more for them. */
function stuckReaders({ stage, present, now }: Pick<StepContext, 'stage' | 'present' | 'now'>): readonly Visit[] {
	return present(stage.poet.id).filter(
		visit => visit.fetch === undefined && visit.bytesOut < stage.poet.bytes && stillFor(visit, now) >= stillMs / 2,
	);
}

function stillFor({ sent, openedAt }: Visit, now: number): number {
	return now - (sent.at(-1)?.time ?? openedAt);
}

function secondReader(context: StepContext): LessonAction | undefined {
	const { stage, present } = context;
	if (isFetching(context)) {
		return undefined;
	}
	const nobody = present(stage.poet.id).length === 0;
	return {
		label: nobody ? 'let the first one come again, and fetch' : 'fetch it with the client',
		actions: [...(nobody ? [connectTo(stage.poet, false)] : []), fetchFrom(stage.poet)],
		anew: true,
	};
}

/** Only the lab's own reader does what the lab says; another program's goes on as it likes. */
function readOn({ stage, present }: StepContext): LessonAction {
	return present(stage.poet.id).some(({ peer }) => peer === 'client')
		? { label: 'read on', actions: [{ type: 'read-by-hand' }] }
		: { label: 'let one of the lab’s own come', actions: [connectTo(stage.poet, false)], anew: true };
}

function stuck(context: StepContext): Finding | undefined {
	const { visits, stage, now } = context;
	const one = visits(stage.poet.id).find(visit => visit.how === undefined && stillFor(visit, now) >= stillMs);
	if (one === undefined) {
		return visitTo(poet, ({ bytesOut }) => ({
			hint: `That reader read: it was sent ${partWords(bytesOut, stage.poet.bytes)}. This step needs one who stays, and reads nothing.`,
		}))(context);
	}
	return {
		observed: `${partWords(one.bytesOut, stage.poet.bytes)} went out, and then nothing more for ${timeWords(stillFor(one, now))}. The connection is still open.`,
		answer: one.bytesOut === 0 ? 'none' : one.bytesOut < stage.poet.bytes ? 'part' : 'all',
		connection: one.id,
	};
}

function servedBeside(context: StepContext): Finding | undefined {
	const stuck = stuckReaders(context);
	return visitTo(poet, (visit, { stage }) => {
		const first = stuck.find(({ openedAt }) => openedAt <= visit.openedAt);
		if (first === undefined) {
			return { hint: 'The first reader has gone meanwhile. Press enter, and it comes again.', isPart: true };
		}
		if (visit.how !== undefined && visit.how !== 'ended') {
			return { hint: `One left after ${partWords(visit.bytesOut, stage.poet.bytes)}. Read to the end.` };
		}
		return {
			observed: `The second reader had all ${bytesWords(visit.bytesOut)} after ${timeWords(tookMs(visit))}. The first one still stands at ${bytesWords(first.bytesOut)}.`,
			answer: visit.bytesOut >= stage.poet.bytes ? 'served' : 'waits',
		};
	})(context);
}

/** Those who have rested at the poet, and were sent something in this step, also where they came before it. */
function allOfIt(context: StepContext): Finding | undefined {
	const { visits, stage, since, state } = context;
	const all = visits(stage.poet.id);
	const over = all.find(
		visit =>
			visit.closedAt !== undefined &&
			visit.peer !== 'crowd' &&
			restedMs(visit) >= (visit.peer === undefined ? stillMs : stillMs / 2),
	);
	const before = state.exchanges.find(
		({ server, how, bytesOut, openedAt, durationMs = 0, peer }) =>
			server === stage.poet.id &&
			how === 'ended' &&
			bytesOut >= stage.poet.bytes &&
			openedAt < since &&
			openedAt + durationMs >= since &&
			peer === 'client',
	);
	const ended = over ?? before;
	if (ended === undefined) {
		return all.some(visit => isOver(visit) && visit.closedAt !== undefined)
			? { hint: 'That one was not slow: it read at once. Press enter, and a slow one comes.' }
			: elsewhere(stage.poet, context);
	}
	if (ended.how !== 'ended') {
		return {
			hint: 'It was cut off, or it left: press enter, and it comes again; then let it read on within 30 seconds.',
		};
	}
	return {
		observed: `It read on, and in the end it had all ${bytesWords(ended.bytesOut)}, ${timeWords(ended.durationMs ?? 0)} after it had connected.`,
		answer: ended.bytesOut >= stage.poet.bytes ? 'whole' : 'cut',
		connection: ended.id,
	};
}

/** The longest rest between two writes, in milliseconds. */
function restedMs({ sent, openedAt }: Visit): number {
	return Math.max(0, ...sent.map(({ time }, index) => time - (sent[index - 1]?.time ?? openedAt)));
}
