import type { LabEvent } from '../../../events/events.ts';
import type { Finding, Lesson, LessonAction, Stage, StageServer, StepContext } from '../engine/lesson.ts';
import { exchangesSeen, type SeenBytes } from '../engine/seen-exchanges.ts';
import { firstEnded } from '../engine/seen-fetches.ts';
import { countWords, timeWords } from '../engine/words.ts';

const blockMs = 2_000;

/** One thread for everybody. */
export const blockedLoop: Lesson = {
	name: 'blocked-loop',
	title: 'A blocked event loop',
	summary: 'One thread serves everybody in turn, until somebody does not let go of it.',
	poem: 'old-pond',
	beside: ['connections', 'traffic'],
	steps: [
		{
			text: 'All of the lab’s servers are served by one thread: one pair of hands. They do a little for one connection and then turn to the next. This turning is called the event loop.',
			task: 'Let three readers come to three slow poets.',
			setUp: stage => ({ faults: lanesOf(stage).map(slowly) }),
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
			code: ['while (Date.now() < end) {', '  // no await: it does not let go', '}'],
			task: 'Block the loop for two seconds, and watch Connections.',
			action: block,
			prediction: {
				question: 'Who has to wait?',
				expected: 'all',
				choices: [
					{
						says: 'one',
						text: 'The one whose turn it was',
						explanation:
							'The calculation belongs to nobody’s connection, but it holds the only pair of hands. Until it lets go, nobody gets a turn.',
					},
					{
						says: 'all',
						text: 'All of them',
						explanation:
							'There is only one pair of hands, and it did not let go. The screen went on, since it has a thread of its own.',
					},
					{
						says: 'none',
						text: 'Nobody: it runs beside them',
						explanation:
							'With a second thread it could, and so the screen went on. But the lab’s servers have one thread, and the calculation held it. Nobody got a turn.',
					},
				],
			},
			check: allStopped,
		},
		{
			text: 'The transform slow takes two seconds as well. But it does not calculate, it awaits a timer. While it awaits, the hands are free.',
			code: ['await sleep(2000); // lets go'],
			task: 'Fetch a poem with the transform slow.',
			action: fetchSlowly,
			prediction: {
				question: 'Who has to wait for these two seconds?',
				expected: 'nobody-else',
				choices: [
					{
						says: 'nobody-else',
						text: 'Only who asked for it',
						explanation: 'Whoever awaits lets go of the thread, and the others get their turns.',
					},
					{
						says: 'all',
						text: 'All, as before',
						explanation:
							'Two seconds are two seconds, but it matters how they are spent. Whoever awaits lets go of the thread. So the readers went on in the meantime.',
					},
				],
			},
			check: goneOn,
		},
	],
};

function lanesOf({ poet, others }: Stage): readonly StageServer[] {
	const lanes = others.slice(0, 3);
	return lanes.length > 0 ? lanes : [poet];
}

/** Half a minute for the whole poem, a piece every 150 ms. */
function slowly({ id, bytes }: StageServer) {
	return { server: id, fault: 'trickle', settings: { bytes: Math.max(1, Math.ceil(bytes / 200)), ms: 150 } };
}

function openLanes({ state, stage }: StepContext): LessonAction | undefined {
	const closed = lanesOf(stage).filter(({ id }) => ![...state.open.values()].some(({ server }) => server === id));
	return closed.length === 0
		? undefined
		: {
				label: 'let the readers come',
				actions: closed.map(({ address }) => ({ type: 'open-by-hand', address, reads: true })),
			};
}

function block(context: StepContext): LessonAction | undefined {
	return openLanes(context) ?? { label: 'block the loop', actions: [{ type: 'block-loop', ms: blockMs }] };
}

function fetchSlowly(context: StepContext): LessonAction | undefined {
	if (context.state.fetch?.status === 'running') {
		return undefined;
	}
	const { address } = context.stage.poet;
	return (
		openLanes(context) ?? {
			label: 'fetch it with slow',
			actions: [{ type: 'fetch', address, transforms: ['slow'] }],
		}
	);
}

function inTurns({ events, stage }: StepContext): Finding | undefined {
	const lanes = lanesOf(stage).map(({ id }) => exchangesSeen(events, id)[0]?.sent ?? []);
	if (lanes.some(sent => sent.length < 5)) {
		return undefined;
	}
	const begun = Math.max(...lanes.map(([first]) => first?.time ?? 0));
	const others = lanes.map(sent => sent.filter(({ time }) => time >= begun).length);
	return {
		observed: `Since the last of them came, each has been sent something in turn: ${others.join(', ')} pieces.`,
		answer: others.every(count => count > 1) ? 'turns' : 'queue',
	};
}

function allStopped({ events, state, stage }: StepContext): Finding | undefined {
	const blocked = events.find(event => event.type === 'loop-blocked');
	if (blocked?.type !== 'loop-blocked') {
		return undefined;
	}
	const lanes = new Set(lanesOf(stage).map(({ id }) => id));
	const readers = [...state.open.values()].filter(({ server }) => lanes.has(server)).length;
	if (readers === 0) {
		return { hint: 'Nobody was reading just then. Press enter to let the readers come, and once more to block.' };
	}
	const { time, durationMs } = blocked;
	const after = sentBetween(events, stage, time, time + 1_000);
	if (after.length < readers) {
		return undefined;
	}
	const moved = sentBetween(events, stage, time - durationMs, time).length;
	return {
		observed: `For ${timeWords(durationMs)} ${moved === 0 ? 'not one piece' : countWords(moved, 'piece')} went out to any of the ${countWords(readers, 'reader')}. Then it went on as before.`,
		answer: moved === 0 ? 'all' : 'none',
	};
}

function goneOn({ events, stage }: StepContext): Finding | undefined {
	const fetch = firstEnded(events, stage.poet.port);
	const slow = fetch?.transforms.find(({ transform }) => transform === 'slow');
	if (fetch === undefined) {
		return undefined;
	}
	if (slow === undefined) {
		return { hint: 'That was not the transform slow. Press enter here, or choose it in Client.' };
	}
	const moved = sentBetween(events, stage, slow.endedAt - slow.durationMs, slow.endedAt).length;
	return {
		observed: `The transform took ${timeWords(slow.durationMs)}. In that time ${countWords(moved, 'piece')} went out to the others.`,
		answer: moved > 0 ? 'nobody-else' : 'all',
	};
}

/** The pieces that were sent to the three readers between these times, which are in milliseconds. */
function sentBetween(events: readonly LabEvent[], stage: Stage, from: number, to: number): readonly SeenBytes[] {
	const lanes = new Set(lanesOf(stage).map(({ id }) => id));
	return events.flatMap(event =>
		event.type === 'bytes-sent' && lanes.has(event.server) && event.time > from && event.time < to
			? [{ time: event.time, bytes: event.data.length }]
			: [],
	);
}
