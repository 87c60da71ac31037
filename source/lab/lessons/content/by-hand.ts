import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import { exchangesSeen } from '../engine/seen-exchanges.ts';
import { timeWords } from '../engine/words.ts';
import { typing } from './lesson-actions.ts';
import { hinting, promised, quoted, unsaid } from './typed.ts';

/** How long the server is watched to see that it does nothing. */
const watchedMs = 1_500;

/** Netstrings, typed. */
export const byHand: Lesson = {
	name: 'by-hand',
	title: 'A request, typed by hand',
	summary: 'A netstring says how long it is before it begins; type one, and then spoil it.',
	poem: 'tyger',
	beside: ['traffic', 'connections'],
	steps: [
		{
			text: 'A netstring is a text with its length in front: 5:hello, is the text hello. The transform server takes one netstring. In it are the name of a transform, a dot and a poem.',
			task: 'Type these two lines in another terminal.',
			shell: ['nc {transform-host} {transform-port}', '17:shout.Tyger Tyger,'],
			action: typing('17:shout.Tyger Tyger,'),
			prediction: {
				question: 'The transform shout makes it loud. What comes back, byte for byte?',
				expected: 'own-length',
				choices: [
					{
						says: 'bare',
						text: 'TYGER TYGER',
						explanation:
							'That is the poem in it, so you had the right idea. The answer is wrapped in the same way as the question, so that you too can know when it is whole.',
					},
					{
						says: 'own-length',
						text: '11:TYGER TYGER,',
						explanation:
							'The answer is a netstring as well, with a length of its own: the name and the dot are gone, and 11 bytes are left.',
					},
					{
						says: 'same-length',
						text: '17:TYGER TYGER,',
						explanation:
							'Nearly: the answer is a netstring. But its length is counted anew. The name and the dot are gone, so only 11 bytes are left.',
					},
				],
			},
			check: answered,
		},
		{
			text: 'The number promises how many bytes follow, and after them there must be a comma. Now the number is too small: it says 5, and shout is five letters long.',
			task: 'Type it with the wrong number.',
			shell: ['nc {transform-host} {transform-port}', '5:shout.Tyger Tyger,'],
			action: typing('5:shout.Tyger Tyger,'),
			prediction: {
				question: 'What does the server do?',
				expected: 'closes',
				choices: [
					{
						says: 'mends',
						text: 'It finds the comma and mends the number',
						explanation:
							'That would be kind, but it would be guessing: a poem may have commas too. A server that guesses wrong does harm in silence, so it closes.',
					},
					{
						says: 'waits',
						text: 'It waits for more',
						explanation:
							'There is nothing to wait for. Five bytes have come, and where the comma should be there is a dot. This can never become a netstring, so the server closes at once.',
					},
					{
						says: 'closes',
						text: 'It closes without a word',
						explanation:
							'After five bytes there is a dot where the comma should be. This can never become a netstring, so the server does not wait for the rest.',
					},
				],
			},
			check: refused,
		},
		{
			text: 'Now the number is too large. It promises 99 bytes, and only 18 come. You keep the connection open, as netcat does.',
			task: 'Type it, and then wait two seconds.',
			shell: ['nc {transform-host} {transform-port}', '99:shout.Tyger Tyger,'],
			action: typing('99:shout.Tyger Tyger,'),
			prediction: {
				question: 'What does the server do?',
				expected: 'waits',
				choices: [
					{
						says: 'waits',
						text: 'It waits for the rest',
						explanation:
							'It can not know whether more is on its way. So it waits, but not for ever: after ten seconds it closes. Otherwise strangers could fill it with silence.',
					},
					{
						says: 'closes',
						text: 'It closes at once, as before',
						explanation:
							'Before, it could see that something was wrong. This time nothing is wrong yet: the rest may be on its way. So it waits, for ten seconds at most.',
					},
					{
						says: 'answers',
						text: 'It answers with what it has',
						explanation:
							'Then a slow network would turn long poems into short ones. The number is there so that the server knows when it has all of it. Until then it waits, for ten seconds at most.',
					},
				],
			},
			check: kept,
		},
		{
			text: 'This time the netstring is flawless. But no transform is called whisper.',
			task: 'Ask for a transform that does not exist.',
			shell: ['nc {transform-host} {transform-port}', '19:whisper.Tyger Tyger,'],
			action: typing('19:whisper.Tyger Tyger,'),
			prediction: {
				question: 'What comes back?',
				expected: 'nothing',
				choices: [
					{
						says: 'message',
						text: 'A message that says so',
						explanation:
							'That would be helpful. But this protocol has no form for a message: whatever came back would be taken for a poem. So nothing comes, and Traffic here is the only place that knows why.',
					},
					{
						says: 'same',
						text: 'The poem as it was',
						explanation:
							'Then you could not tell a failure from a transform that changes nothing. The server sends nothing at all. Falling back on the old poem is left to the client, as the lesson fall-back shows.',
					},
					{
						says: 'nothing',
						text: 'Nothing: it just closes',
						explanation:
							'This protocol has no form for an error. From outside it looks like the wrong number before. Only Traffic here, on the server’s side, knows the reason.',
					},
				],
			},
			check: unknown,
		},
	],
};

function answered({ events, stage }: StepContext): Finding | undefined {
	const seen = exchangesSeen(events, stage.transform.id);
	const whole = seen.find(({ replied, closed, receivedText }) => replied && closed && /shout/.test(receivedText));
	if (whole === undefined) {
		return hinting(seen.find(({ refused: no }) => no !== undefined)) ?? unsaid(seen);
	}
	const [length = '', text = ''] = whole.sentText.split(/:(.*)/s);
	const asked = whole.receivedText.split(':')[0] ?? '';
	const netstring = /^\d+:.*,$/s.test(whole.sentText);
	const answer = !netstring ? 'bare' : length === asked ? 'same-length' : 'own-length';
	return {
		observed: `You sent ${quoted(whole.receivedText)} and these bytes came back: ${quoted(`${length}:${text}`)}.`,
		answer,
	};
}

function refused({ events, stage }: StepContext): Finding | undefined {
	const seen = exchangesSeen(events, stage.transform.id);
	const bad = seen.find(({ refused: no, closed }) => no?.code === 'bad-netstring' && closed);
	if (bad?.closed === undefined) {
		return hinting(seen.find(({ refused: no, replied }) => replied || no !== undefined)) ?? unsaid(seen);
	}
	const lastByte = bad.received.at(-1)?.time ?? bad.openedAt;
	return {
		observed: `${timeWords(bad.closed.time - lastByte)} after your bytes the server closed, and sent back ${bad.sentBytes} bytes. On its own side it noted: ${bad.refused?.why}.`,
		answer: bad.sentBytes === 0 ? 'closes' : 'mends',
	};
}

function kept({ events, stage, now }: StepContext): Finding | undefined {
	const seen = exchangesSeen(events, stage.transform.id);
	const short = seen.find(({ receivedText }) => promised(receivedText) > receivedText.length);
	const lastByte = short?.received.at(-1)?.time;
	if (short === undefined || lastByte === undefined) {
		return hinting(seen.find(({ closed }) => closed !== undefined));
	}
	const waitedMs = (short.closed?.time ?? now) - lastByte;
	if (short.closed !== undefined) {
		return {
			observed: `${timeWords(waitedMs)} after your last byte the connection was closed.`,
			answer: waitedMs >= watchedMs ? 'waits' : short.replied ? 'answers' : 'closes',
		};
	}
	if (waitedMs < watchedMs) {
		return undefined;
	}
	return {
		observed: `${timeWords(waitedMs)} after your last byte the connection is still open. The server has sent nothing, and has said nothing.`,
		answer: 'waits',
	};
}

function unknown({ events, stage }: StepContext): Finding | undefined {
	const seen = exchangesSeen(events, stage.transform.id);
	const no = seen.find(({ refused: why, closed }) => why?.code === 'unknown-transform' && closed);
	if (no === undefined) {
		return hinting(seen.find(({ refused: why, replied }) => replied || why !== undefined)) ?? unsaid(seen);
	}
	return {
		observed: `${no.sentBytes} bytes came back, and the connection was closed. Only the server’s own note tells why: ${no.refused?.why}.`,
		answer: no.sentBytes === 0 ? 'nothing' : 'message',
	};
}
