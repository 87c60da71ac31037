import type { FaultChoice } from '../../lab-options.ts';
import type { Lesson, Stage } from '../engine/lesson.ts';
import { poet, proxy } from '../steps/actions.ts';
import { beginThenLeave, lastOnesLeave, togetherThenLeave } from '../steps/leaving-actions.ts';
import { goesOn, lightOut, poetStops, proxyLetsGo } from '../steps/leaving-checks.ts';

/** Half a minute for the whole poem. */
function slowly({ poet: { id, bytes } }: Stage): readonly FaultChoice[] {
	return [{ server: id, fault: 'trickle', settings: { bytes: Math.ceil(bytes / 120), ms: 250 } }];
}

const setUp = (stage: Stage) => ({ faults: slowly(stage), cache: 'empty' }) as const;
const atProxy = 'nc {proxy-host} {proxy-port}';
/** Two who read beside the person: what they read does not run through the person’s terminal. */
const twoOthers = [`for i in 1 2; do ${atProxy} \\`, '  </dev/null >/dev/null & done'];

/** Cancelling, down to the socket. */
export const leavingEarly: Lesson = {
	name: 'leaving-early',
	title: 'Leaving early',
	summary: 'Somebody leaves in the middle of a poem: who learns of it, and what becomes of the work?',
	poem: 'tyger',
	beside: ['connections', 'traffic'],
	inside:
		'When the last reader had gone, the upstream fetch was rejected: cancelled. With it the connection to the poet was cut.',
	steps: [
		{
			text: 'The poet is now very slow: half a minute for the poem. You begin to read, and leave in the middle. In a program, leaving is a signal that is handed down to the connection:',
			code: [
				'const leaving = new AbortController();',
				'const { signal } = leaving;',
				'const poem = fetchPoem(host, signal);',
				'leaving.abort(); // poem is rejected',
			],
			task: 'Begin to read {poet}, and then leave.',
			shell: ['nc {poet-host} {poet-port}', '(and after a few words: Ctrl+C)'],
			setUp: stage => ({ faults: slowly(stage) }),
			action: beginThenLeave(poet),
			prediction: {
				question: 'What does the poet do when you leave?',
				expected: 'stops',
				choices: [
					{
						says: 'goes-on',
						text: 'It goes on to the end',
						explanation:
							'A poet who did not hear of it would go on, for nobody. But your system tells it by a reset, at once or when the next piece comes: nobody reads here. So the poet stops.',
					},
					{
						says: 'stops',
						text: 'It stops',
						explanation:
							'Your system resets the connection, at once or when the next piece comes. The poet is told of it, and does no work for which nobody waits.',
					},
					{
						says: 'waits',
						text: 'It waits for you',
						explanation:
							'There is no way back into a connection that is gone. The poet is told of the reset, and stops. If you come again, it begins anew.',
					},
				],
			},
			check: poetStops,
		},
		{
			text: 'Now you read through {proxy}, and nobody else does. The proxy has a connection of its own to the poet. The cache is empty.',
			task: 'Begin to read at {proxy}, and then leave.',
			shell: [atProxy, '(and after a few words: Ctrl+C)'],
			setUp,
			action: beginThenLeave(proxy),
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
			text: 'This time two others wait for the same poem at {proxy}. All three of you share one connection to the poet. Then only you leave.',
			task: 'Begin together with two others, and leave.',
			shell: [...twoOthers, atProxy, '(and after a few words: Ctrl+C)'],
			setUp,
			action: togetherThenLeave,
			prediction: {
				question: 'What becomes of the connection to the poet?',
				expected: 'goes-on',
				choices: [
					{
						says: 'closed',
						text: 'It is closed',
						explanation:
							'That would punish those who stay. The proxy counts who still waits. It closes its connection to the poet only when nobody waits any more.',
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
						explanation:
							'The proxy counts who still waits: two of them. It closes its connection to the poet only when nobody waits any more.',
					},
				],
			},
			check: goesOn,
		},
		{
			text: 'Two others wait at {proxy}, and you do not. If they have their whole poem by now, let two come again. Then they leave as well.',
			task: 'Let the last two leave.',
			shell: ['kill %1 %2', '(if they have gone, first:)', ...twoOthers],
			setUp,
			action: lastOnesLeave,
			prediction: {
				question: 'And now the connection to the poet?',
				expected: 'closed',
				choices: [
					{
						says: 'closed',
						text: 'It is closed',
						explanation:
							'When the last one leaves, nobody waits any more, and the proxy stops its fetch. That is why it counts.',
					},
					{
						says: 'goes-on',
						text: 'It goes on, since so much has come',
						explanation:
							'It is tempting to finish what is half done. But nobody waits for it, and the poet would work for nobody. So the proxy stops its fetch when the last one leaves.',
					},
				],
			},
			check: lightOut,
		},
	],
};
