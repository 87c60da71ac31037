import type { Finding, Lesson, LessonAction, Stage, StageServer, StepContext } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { countWords, timeWords } from '../engine/words.ts';
import { connectTo, fetchFrom, isFetching } from '../steps/actions.ts';
import { doneAt, elsewhere, requestTyped } from '../steps/checks.ts';
import { seenInstead } from '../steps/typed.ts';

const blockMs = 2_000;
/** The lab's three readers. */
const laneCount = 3;

const setUp = (stage: Stage) => ({ faults: lanesOf(stage).map(slowly) });
/** All three in one terminal: their poems come there in turns. */
const readers = ['other', 'second', 'third'].map(name => `nc {${name}-host} {${name}-port} </dev/null &`);

/** One thread for everybody. */
export const blockedLoop: Lesson = {
	name: 'blocked-loop',
	title: 'A blocked event loop',
	summary: 'One thread for all readers: how do they share it, and what does a long calculation do to them?',
	poem: 'old-pond',
	beside: ['connections', 'traffic'],
	inside:
		'Two seconds lie between the request and the reply. If the lab’s client asked, the promise, transform slow, was pending all the while, and the loop was free.',
	steps: [
		{
			text: 'All of the lab’s servers run in one thread, which is like one pair of hands. It does one thing after another: somebody has connected, bytes have come, a timer is over. That is the event loop.',
			task: 'Let three readers come to three slow poets, such as {other}.',
			shell: readers,
			setUp,
			action: openLanes,
			prediction: {
				question: 'One pair of hands, three readers. How are they served?',
				expected: 'turns',
				choices: [
					{
						says: 'turns',
						text: 'Each gets a little, in turn',
						explanation: 'While one poet pauses, the hands are free for the next. So one thread can serve many.',
					},
					{
						says: 'queue',
						text: 'One after the other',
						explanation:
							'One pair of hands sounds like a queue. But while one poet pauses, the hands are free for the next. So each reader gets a little, in turn.',
					},
				],
			},
			check: inTurns,
		},
		{
			text: 'Now the hands are kept busy for two seconds, by a long calculation that never pauses. In the lab the key B does that at any time.',
			code: ['while (Date.now() < end) {', '  // nothing here lets go', '}'],
			task: 'Block the loop (B) while readers of {other} are there, and watch Connections.',
			shell: ['nc {other-host} {other-port}', '(and here: B)'],
			setUp,
			action: context =>
				openLanes(context) ?? { label: 'block the loop', actions: [{ type: 'block-loop', ms: blockMs }] },
			prediction: {
				question: 'Who has to wait?',
				expected: 'all',
				choices: [
					{
						says: 'one',
						text: 'The one whose turn it was',
						explanation:
							'The calculation belongs to nobody’s connection, but it holds the only pair of hands. Until it lets go, nobody gets a turn, nor does whoever connects meanwhile, and every timer is late.',
					},
					{
						says: 'all',
						text: 'All of them',
						explanation:
							'There is only one pair of hands, and it did not let go. A timer that is over meanwhile is late, and who connects waits too: the system takes the connection, and nobody serves it. The screen has a thread of its own.',
					},
					{
						says: 'none',
						text: 'Nobody: it runs beside them',
						explanation:
							'With a second thread it could, and so the screen went on. But the lab’s servers have one thread, and the calculation held it. Nobody got a turn, nor would whoever had connected meanwhile, and every timer was late.',
					},
				],
			},
			check: allStopped,
		},
		{
			text: 'The transform slow takes two seconds as well. But it does not calculate: it awaits a timer.',
			code: ['await sleep(2000);'],
			task: 'Ask {transform} for slow while readers are there.',
			shell: ['nc {transform-host} {transform-port}', '9:slow.Rose,'],
			setUp,
			action: fetchSlowly,
			prediction: {
				question: 'Who has to wait for these two seconds?',
				expected: 'nobody-else',
				choices: [
					{
						says: 'nobody-else',
						text: 'Only who asked for it',
						explanation:
							'Whoever awaits something that comes later, such as a timer, lets go of the thread. The others get their turns. The word await alone frees nothing: to await a calculation of your own keeps the thread busy until it is done.',
					},
					{
						says: 'all',
						text: 'All, as before',
						explanation:
							'Two seconds are two seconds, but it matters how they are spent. Whoever awaits a timer lets go of the thread until it is over, so the readers went on. The word await alone frees nothing: to await a calculation of your own keeps the thread busy until it is done.',
					},
				],
			},
			check: requestTyped(goneOn),
		},
	],
};

function lanesOf({ poet, others }: Stage): readonly StageServer[] {
	const lanes = others.slice(0, laneCount);
	return lanes.length > 0 ? lanes : [poet];
}

/** Half a minute for the whole poem, a piece every 150 ms. */
function slowly({ id, bytes }: StageServer) {
	return { server: id, fault: 'trickle', settings: { bytes: Math.max(1, Math.ceil(bytes / 200)), ms: 150 } };
}

/** The open visits to the slow poets. */
function readersAt({ stage, present }: Pick<StepContext, 'stage' | 'present'>): readonly Visit[] {
	return lanesOf(stage).flatMap(({ id }) => present(id));
}

function openLanes({ stage, present }: StepContext): LessonAction | undefined {
	const empty = lanesOf(stage).filter(({ id }) => present(id).length === 0);
	return empty.length === 0
		? undefined
		: { label: 'let the readers come', actions: empty.map(lane => connectTo(lane)) };
}

function fetchSlowly(context: StepContext): LessonAction | undefined {
	if (isFetching(context)) {
		return undefined;
	}
	const actions = [fetchFrom(context.stage.poet, { transforms: ['slow'] })];
	return openLanes(context) ?? { label: 'fetch it with slow', actions };
}

function inTurns(context: StepContext): Finding | undefined {
	const readers = readersAt(context);
	const lanes = Math.min(laneCount, lanesOf(context.stage).length);
	if (readers.length < lanes) {
		return readers.length === 0
			? elsewhere(lanesOf(context.stage)[0] ?? context.stage.poet, context)
			: { hint: `${countWords(readers.length, 'reader')} so far. It takes ${lanes}, at slow poets.` };
	}
	if (readers.some(({ sent }) => sent.length < 5)) {
		return undefined;
	}
	const begun = Math.max(...readers.map(({ sent }) => sent[0]?.time ?? 0));
	const pieces = readers.map(({ sent }) => sent.filter(({ time }) => time >= begun).length);
	return {
		observed: `Since the last of them came, each has been sent something in turn: ${pieces.join(', ')} pieces.`,
		answer: pieces.every(count => count > 1) ? 'turns' : 'queue',
		connection: readers[0]?.id ?? 0,
	};
}

function allStopped(context: StepContext): Finding | undefined {
	const { blocked, since } = context;
	if (blocked === undefined) {
		const hasCome = readersAt(context).some(({ peer, openedAt }) => peer === undefined && openedAt >= since);
		return hasCome ? { hint: 'Somebody reads there now. Press B here.' } : undefined;
	}
	const { time, durationMs } = blocked;
	const readers = readersAt(context).filter(({ openedAt }) => openedAt < time - durationMs);
	const [first] = readers;
	if (first === undefined) {
		return { hint: 'Nobody was reading just then. Press enter to let the readers come, and once more to block.' };
	}
	if (piecesBetween(readers, time, time + 1_000) < readers.length) {
		return undefined;
	}
	const moved = piecesBetween(readers, time - durationMs, time);
	return {
		observed: `For ${timeWords(durationMs)} ${moved === 0 ? 'not one piece' : countWords(moved, 'piece')} went out to any of the ${countWords(readers.length, 'reader')}. Then it went on as before.`,
		answer: moved === 0 ? 'all' : 'none',
		connection: first.id,
	};
}

function goneOn(visit: Visit, context: StepContext): Finding | undefined {
	if (visit.transform !== 'slow' || visit.replied !== true) {
		return seenInstead(visit, '9:slow.Rose,');
	}
	const from = visit.received.at(-1)?.time ?? visit.openedAt;
	const readers = readersAt(context).filter(({ openedAt }) => openedAt < from);
	if (readers.length === 0) {
		return { hint: 'Nobody was reading beside it. Press enter to let the readers come, and then ask for slow again.' };
	}
	const moved = piecesBetween(readers, from, doneAt(visit));
	return {
		observed: `The transform took ${timeWords(doneAt(visit) - from)}. In that time ${countWords(moved, 'piece')} went out to the others.`,
		answer: moved > 0 ? 'nobody-else' : 'all',
	};
}

/** The number of pieces that these were sent between these times, which are in milliseconds. */
function piecesBetween(visits: readonly Visit[], from: number, to: number): number {
	return visits.flatMap(({ sent }) => sent).filter(({ time }) => time > from && time < to).length;
}
