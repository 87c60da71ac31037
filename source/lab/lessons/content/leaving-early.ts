import type { FaultChoice } from '../../lab-options.ts';
import type { Finding, Lesson, Stage, StepContext } from '../engine/lesson.ts';
import { exchangesSeen } from '../engine/seen-exchanges.ts';
import { fetchesSeen, type SeenFetch } from '../engine/seen-fetches.ts';
import { bytesWords, countWords, partWords, timeWords } from '../engine/words.ts';
import { beginThenLeave, lastOnesLeave, others, togetherThenLeave, watchedMs } from './leaving.ts';

/** Half a minute for the whole poem. */
function slowly({ poet: { id, bytes } }: Stage): FaultChoice {
	return { server: id, fault: 'trickle', settings: { bytes: Math.ceil(bytes / 120), ms: 250 } };
}

/** Cancelling, down to the socket. */
export const leavingEarly: Lesson = {
	name: 'leaving-early',
	title: 'Leaving early',
	summary: 'Who no longer wants a poem should stop the work for it, unless others still wait.',
	poem: 'tyger',
	beside: ['connections', 'traffic'],
	steps: [
		{
			text: 'The poet is now very slow: half a minute for the poem. You fetch it, and leave in the middle. In a program, leaving is a signal that is handed down to the connection:',
			code: [
				'const leaving = new AbortController();',
				'fetchPoem(host, leaving.signal);',
				'leaving.abort(); // we leave',
			],
			task: 'Begin to fetch, and then leave.',
			setUp: stage => ({ faults: [slowly(stage)], emptyCache: true }),
			action: beginThenLeave(({ poet }) => poet),
			prediction: {
				question: 'What does the poet do when you leave?',
				expected: 'stops',
				choices: [
					{
						says: 'goes-on',
						text: 'It goes on to the end',
						explanation:
							'A poet who did not hear of it would go on, for nobody. But your connection is cut when you leave, and the poet notices that. So it stops at once.',
					},
					{
						says: 'stops',
						text: 'It stops',
						explanation:
							'Your connection is cut when you leave, and the poet notices that. No work is done for nobody.',
					},
					{
						says: 'waits',
						text: 'It waits for you',
						explanation:
							'There is no way back into a connection that is cut. The poet notices it, and stops. If you come again, it begins anew.',
					},
				],
			},
			check: poetStops,
		},
		{
			text: 'Now you read through the proxy, and nobody else does. The proxy has a connection of its own to the poet. The cache is empty.',
			task: 'Begin to fetch through the proxy, and then leave.',
			setUp: stage => ({ faults: [slowly(stage)], emptyCache: true }),
			action: beginThenLeave(({ proxy }) => proxy),
			prediction: {
				question: 'You leave. What does the proxy do with its connection to the poet?',
				expected: 'closes',
				choices: [
					{
						says: 'closes',
						text: 'It closes it too',
						explanation: 'You were the only one who waited, so your leaving is handed on, down to the poet.',
					},
					{
						says: 'keeps',
						text: 'It reads on, to fill the cache',
						explanation:
							'There are proxies that do, and it can be useful. This one does no work that nobody has asked for. You were the last, so your leaving is handed on to the poet.',
					},
				],
			},
			check: proxyLetsGo,
		},
		{
			text: 'This time two others wait for the same poem. All three of you share one connection to the poet. Then only you leave.',
			task: 'Begin to fetch together with two others, and then leave.',
			setUp: stage => ({ faults: [slowly(stage)], emptyCache: true }),
			action: togetherThenLeave,
			prediction: {
				question: 'What becomes of the connection to the poet?',
				expected: 'goes-on',
				choices: [
					{
						says: 'closed',
						text: 'It is closed',
						explanation:
							'That would punish those who stay. The proxy counts who still waits. It lets go only when nobody does.',
					},
					{
						says: 'anew',
						text: 'It begins anew for the other two',
						explanation:
							'They would get the beginning twice. There is no need: the fetch belongs to all who wait for it, and two of them still do. So it just goes on.',
					},
					{
						says: 'goes-on',
						text: 'It goes on',
						explanation: 'The proxy counts who still waits: two of them. It lets go only when nobody does.',
					},
				],
			},
			check: goesOn,
		},
		{
			text: 'The two others are still there. Now they leave as well.',
			task: 'Let the last two leave.',
			action: lastOnesLeave,
			prediction: {
				question: 'And now the connection to the poet?',
				expected: 'closed',
				choices: [
					{
						says: 'closed',
						text: 'It is closed',
						explanation: 'The last one who leaves puts out the light. That is why the proxy counts.',
					},
					{
						says: 'goes-on',
						text: 'It goes on, since so much has come',
						explanation:
							'It is tempting to finish what is half done. But nobody waits for it, and the poet would work for nobody. The last one who leaves puts out the light.',
					},
				],
			},
			check: lightOut,
		},
	],
};

function poetStops({ events, stage, now }: StepContext): Finding | undefined {
	const fetch = leftEarly(events, stage.poet.port);
	const exchange = exchangesSeen(events, stage.poet.id).at(-1);
	if (fetch?.ended === undefined || exchange === undefined) {
		return undefined;
	}
	const leftAt = fetch.ended.time;
	if (exchange.closed === undefined) {
		return now - leftAt < watchedMs
			? undefined
			: { observed: `${timeWords(now - leftAt)} after you had left, the poet was still sending.`, answer: 'goes-on' };
	}
	return {
		observed: `You left, and ${timeWords(exchange.closed.time - leftAt)} later the poet stopped. It had sent ${partWords(exchange.sentBytes, stage.poet.bytes)}.`,
		answer: 'stops',
	};
}

function proxyLetsGo({ events, stage, now }: StepContext): Finding | undefined {
	const mine = leftEarly(events, stage.proxy.port);
	const its = fetchesSeen(events, stage.proxy.id).at(-1);
	if (mine?.ended === undefined || its === undefined) {
		return undefined;
	}
	const leftAt = mine.ended.time;
	if (its.ended === undefined) {
		return now - leftAt < watchedMs
			? undefined
			: { observed: `${timeWords(now - leftAt)} after you had left, the proxy was still reading.`, answer: 'keeps' };
	}
	return {
		observed: `You left, and ${timeWords(its.ended.time - leftAt)} later the proxy closed its connection to ${stage.poet.id}. Nothing was stored.`,
		answer: its.ended.code === 'cancelled' ? 'closes' : 'keeps',
	};
}

function goesOn({ events, stage, now }: StepContext): Finding | undefined {
	const mine = leftEarly(events, stage.proxy.port);
	const its = fetchesSeen(events, stage.proxy.id);
	const crowd = events.find(event => event.type === 'crowd-started');
	if (mine?.ended === undefined) {
		return undefined;
	}
	if (crowd === undefined) {
		return { hint: 'You were alone. Press enter here, and two others come with you.' };
	}
	const leftAt = mine.ended.time;
	const last = its.at(-1);
	const later = last?.dials.flatMap(({ received }) => received).filter(({ time }) => time > leftAt) ?? [];
	if (last?.ended !== undefined && last.ended.how === 'failed') {
		return { observed: `${timeWords(last.ended.time - leftAt)} later the proxy let go.`, answer: 'closed' };
	}
	if (now - leftAt < watchedMs || later.length === 0) {
		return undefined;
	}
	return {
		observed: `You left. In the ${timeWords(now - leftAt)} since then ${bytesWords(later.reduce((sum, { bytes }) => sum + bytes, 0))} more came over the same connection, for the two who stay.`,
		answer: its.length > 1 ? 'anew' : 'goes-on',
	};
}

function lightOut({ events, stage, now }: StepContext): Finding | undefined {
	const left = events.find(event => event.type === 'crowd-ended' && event.how === 'cancelled');
	if (left === undefined) {
		return undefined;
	}
	const ended = events.find(
		event => event.type === 'fetch-failed' && event.server === stage.proxy.id && event.code === 'cancelled',
	);
	if (ended === undefined) {
		return now - left.time < watchedMs
			? undefined
			: { observed: `After ${timeWords(now - left.time)} the proxy was still reading.`, answer: 'goes-on' };
	}
	return {
		observed: `${countWords(others, 'reader')} left, and within ${timeWords(Math.abs(ended.time - left.time))} the proxy closed its connection to ${stage.poet.id}.`,
		answer: 'closed',
	};
}

/** The newest of the client's fetches, where it was cancelled after its first bytes. */
function leftEarly(events: StepContext['events'], port: number): SeenFetch | undefined {
	const fetch = fetchesSeen(events).findLast(one => one.port === port);
	return fetch?.ended?.code === 'cancelled' ? fetch : undefined;
}
