import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { timeWords } from '../engine/words.ts';
import { typedInNetcat, typing } from '../steps/actions.ts';
import { doneAt, elsewhere, requestTyped } from '../steps/checks.ts';
import { lengthInFront, promisedBytes, quoted, seenInstead } from '../steps/typed.ts';

/** The time for which the server is watched to see that it does nothing, in milliseconds. */
const watchedMs = 1_500;

/** netcat does not end with the server: its own side of the connection is still open. */
const staysInNetcat = '(nc stays until you press enter there)';

/** Netstrings, typed. */
export const byHand: Lesson = {
	name: 'by-hand',
	title: 'A request, typed by hand',
	summary: 'A netstring, typed by hand and then spoilt: what does a server make of it?',
	poem: 'tyger',
	beside: ['traffic', 'connections'],
	inside:
		'The request goes in, and only a close comes back. tab shows Bytes, where rulers name the length, the transform and the poem.',
	steps: [
		{
			text: 'A netstring is some bytes with their number and a colon in front, and a comma behind: “5:hello,” is the text hello. The server {transform} takes one: in it are the name of a transform, a dot and a poem. You send “17:shout.Tyger Tyger,” to {transform-address}.',
			task: 'Type these two lines in another terminal.',
			shell: typedInNetcat('17:shout.Tyger Tyger,'),
			action: typing('17:shout.Tyger Tyger,'),
			prediction: {
				question: 'The transform shout makes it loud. What comes back, byte for byte?',
				expected: 'own-length',
				choices: [
					{
						says: 'bare',
						text: '“TYGER TYGER”',
						explanation:
							'That is the poem in it, so you had the right idea. The answer is wrapped in the same way as the question, so that you too can know when it is whole. Then the server closes: a second netstring on the same connection would be lost.',
					},
					{
						says: 'own-length',
						text: '“11:TYGER TYGER,”',
						explanation:
							'The answer is a netstring as well, with a length of its own: the name and the dot are gone, and 11 bytes are left. Then the server closes: a second netstring on the same connection would be lost.',
					},
					{
						says: 'same-length',
						text: '“17:TYGER TYGER,”',
						explanation:
							'Nearly: the answer is a netstring. But its length is counted anew. The name and the dot are gone, so only 11 bytes are left. Then the server closes: a second netstring on the same connection would be lost.',
					},
				],
			},
			check: requestTyped(answered),
		},
		{
			text: 'The number says how many bytes follow the colon, and after them there must be a comma. Now the number is too small: you send “5:shout.Tyger Tyger,” but shout alone has five bytes. In netcat your enter key sends one byte more, behind the comma.',
			task: 'Type it with the wrong number.',
			shell: [...typedInNetcat('5:shout.Tyger Tyger,'), staysInNetcat],
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
			check: requestTyped(refused),
		},
		{
			text: 'Now the number is too large: you send “99:shout.Tyger Tyger,” and far fewer than 99 bytes come. You keep the connection open, as netcat does.',
			task: 'Type it, and then send nothing more.',
			shell: typedInNetcat('99:shout.Tyger Tyger,'),
			action: typing('99:shout.Tyger Tyger,'),
			prediction: {
				question: 'What does the server do?',
				expected: 'waits',
				choices: [
					{
						says: 'waits',
						text: 'It waits for the rest',
						explanation:
							'It can not know whether more is on its way. So it waits, but not for ever: ten seconds after you have connected it closes. And a number above 1,048,576 it would refuse at once.',
					},
					{
						says: 'closes',
						text: 'It closes at once, as before',
						explanation:
							'Before, it could see that something was wrong. This time nothing is wrong yet: the rest may be on its way. So it waits, for ten seconds at most. Only a number above 1,048,576 is refused at once.',
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
			text: 'This time the netstring is right: “19:whisper.Tyger Tyger,” has 19 bytes between colon and comma. But the server knows no transform that is called whisper.',
			task: 'Ask for a transform that does not exist.',
			shell: typedInNetcat('19:whisper.Tyger Tyger,'),
			action: typing('19:whisper.Tyger Tyger,'),
			prediction: {
				question: 'What comes back?',
				expected: 'nothing',
				choices: [
					{
						says: 'message',
						text: 'A message that says so',
						explanation:
							'That would be helpful. But the protocol, the rules for what is sent here, has no form for a message: whatever came back would be taken for a poem. So nothing comes, and Traffic here is the only place that knows why.',
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
							'The protocol, the rules for what is sent here, has no form for an error. From outside it looks like the wrong number before. Only Traffic here, on the server’s side, knows the reason.',
					},
				],
			},
			check: requestTyped(unknown),
		},
	],
};

function answered(visit: Visit): Finding | undefined {
	if (visit.transform !== 'shout' || visit.replied !== true) {
		return seenInstead(visit, '17:shout.Tyger Tyger,');
	}
	const reply = lengthInFront(visit.sentStart);
	const isSame = reply === lengthInFront(visit.receivedStart);
	const answer = reply === undefined ? 'bare' : isSame ? 'same-length' : 'own-length';
	return {
		observed: `You sent ${quoted(visit.receivedStart)}, and ${quoted(visit.sentStart)} came back.`,
		answer,
	};
}

function refused(visit: Visit): Finding | undefined {
	if (visit.refusal !== 'bad-netstring') {
		return seenInstead(visit, '5:shout.Tyger Tyger,');
	}
	const lastByte = visit.received.at(-1)?.time ?? visit.openedAt;
	return {
		observed: `${timeWords(doneAt(visit) - lastByte)} after your bytes the server closed, and sent back ${visit.bytesOut} bytes. On its own side it noted: ${visit.why}.`,
		answer: visit.bytesOut === 0 ? 'closes' : 'mends',
	};
}

function kept(context: StepContext): Finding | undefined {
	const { visits, stage, now } = context;
	const all = visits(stage.transform.id);
	const short = all.find(({ receivedStart, bytesIn }) => promisedBytes(receivedStart) > bytesIn);
	const lastByte = short?.received.at(-1)?.time;
	if (short === undefined || lastByte === undefined) {
		const over = all.find(one => one.doneAt !== undefined);
		return over === undefined ? elsewhere(stage.transform, context) : seenInstead(over, '99:shout.Tyger Tyger,');
	}
	const waitedMs = (short.doneAt ?? now) - lastByte;
	const answer = waitedMs >= watchedMs ? 'waits' : short.replied ? 'answers' : 'closes';
	if (short.doneAt === undefined && answer !== 'waits') {
		return undefined;
	}
	if (short.refusal === 'incomplete' && answer !== 'waits') {
		return {
			hint: 'You closed the connection before the server could wait. Type it again, and keep it open for two seconds.',
		};
	}
	return {
		observed:
			short.doneAt === undefined
				? `${timeWords(waitedMs)} after your last byte the connection is still open. The server has sent nothing, and has said nothing.`
				: `${timeWords(waitedMs)} after your last byte the server closed the connection.`,
		answer,
		connection: short.id,
	};
}

function unknown(visit: Visit): Finding | undefined {
	if (visit.refusal !== 'unknown-transform') {
		return seenInstead(visit, '19:whisper.Tyger Tyger,');
	}
	return {
		observed: `${visit.bytesOut} bytes came back, and the server closed. Only its own note tells why: ${visit.why}.`,
		answer: visit.bytesOut === 0 ? 'nothing' : 'message',
	};
}
