import type { Finding, Lesson, Stage } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { bytesWords, countWords, timeWords } from '../engine/words.ts';
import { fetching, poet, typing } from '../steps/actions.ts';
import { type Journey, journeyFrom, requestTyped } from '../steps/checks.ts';
import { quoted, seenInstead } from '../steps/typed.ts';

const loud = '17:shout.Tyger Tyger,';
/** ö has two bytes: the payload has 12, and 11 characters. */
const schoen = '12:shout.schön,';
const insideOe = Buffer.byteLength('12:shout.sch') + 1;

/** A stream has no borders: what a decoder keeps until it has all. */
export const oneWriteIsNotOneRead: Lesson = {
	name: 'one-write-is-not-one-read',
	title: 'One write is not one read',
	summary: 'A request comes in pieces, cut anywhere, even inside a letter: what does its reader make of them?',
	poem: 'violons',
	beside: ['traffic', 'connections'],
	inside:
		'tab shows Bytes, with three rulers: what was written, what was read, and the frame, which is the netstring. Their borders need not fall in the same places.',
	steps: [
		{
			text: 'You write the request “17:shout.Tyger Tyger,” in two pieces: first only the 1, and a moment later all the rest. Whenever bytes come, a chunk of them, {transform} hands it to its decoder, which makes netstrings of bytes:',
			code: ["socket.on('data', chunk => {", '  decoder.push(chunk);', '});'],
			task: 'Send the request to {transform} in two pieces.',
			shell: ['(printf 1; sleep 1', "printf '7:shout.Tyger Tyger,'", 'sleep 1)|nc {transform-host} {transform-port}'],
			action: typing(loud, [1]),
			prediction: {
				question: 'What becomes of the 1 that comes alone?',
				expected: 'kept',
				choices: [
					{
						says: 'refused',
						text: 'It is refused: that is no netstring',
						explanation:
							'It is none yet, but it can become one. Only what can never become a netstring is refused. So the decoder keeps the 1 until more comes. TCP, which carries the bytes, may cut what you write anywhere, and may join two writes.',
					},
					{
						says: 'kept',
						text: 'It is kept until more comes',
						explanation:
							'A decoder keeps what it can not use yet, even half of a number. It can not rely on pieces: TCP, which carries the bytes, may cut what you wrote, and may join two writes.',
					},
					{
						says: 'one',
						text: 'It is taken for the length',
						explanation:
							'The number is over only where the colon is. Until that has come, more digits may follow. So the decoder keeps the 1, and waits. TCP, which carries the bytes, may cut what you write anywhere, and may join two writes.',
					},
				],
			},
			check: requestTyped(inPieces),
		},
		{
			text: 'The poem is now schön. In UTF-8, the usual way to write letters as bytes, ö is two bytes: the request “12:shout.schön,” has 12 in it. The cut falls between the two bytes of the ö.',
			code: ['text += chunk.toString(); // a trap', 'bytes.push(chunk);        // no trap'],
			task: 'Send it cut inside the ö.',
			shell: [
				"(printf '12:shout.sch\\303'",
				"sleep 1; printf '\\266n,'",
				'sleep 1)|nc {transform-host} {transform-port}',
			],
			action: typing(schoen, [insideOe]),
			prediction: {
				question: 'What does {transform} answer?',
				expected: 'whole',
				choices: [
					{
						says: 'spoilt',
						text: 'SCH??N, with two odd signs',
						explanation:
							'So it is with the first line on the card: each half of the ö becomes a sign for a mistake. This server keeps bytes. It makes text of them when all of them are here.',
					},
					{
						says: 'whole',
						text: 'SCHÖN, as if nothing had been cut',
						explanation:
							'This server keeps bytes, and makes text of them only when all are here. The first line on the card makes text of each piece, and spoils the ö.',
					},
					{
						says: 'refused',
						text: 'Nothing: half a letter is an error',
						explanation:
							'Half a letter at the end of a piece is no error, as long as the other half may come. Only the whole text is looked at. So the answer is SCHÖN.',
					},
				],
			},
			check: requestTyped(insideALetter),
		},
		{
			text: 'Now the other way: the answer of {transform} goes out in pieces of one to eight bytes, with rests in between. The client wants one poem.',
			task: 'Read {poet}, and send it through shout.',
			shell: ['nc {poet-host} {poet-port}', 'nc {transform-host} {transform-port}', '24:shout.Les sanglots longs,'],
			setUp: ({ transform: { id } }: Stage) => ({
				faults: [{ server: id, fault: 'slice', settings: { bytes: 8, ms: 2 } }],
			}),
			action: fetching(poet, 'fetch it with shout', { transforms: ['shout'] }),
			prediction: {
				question: 'When does the client have its poem?',
				expected: 'all',
				choices: [
					{
						says: 'first',
						text: 'With the first piece',
						explanation:
							'The first piece may not even hold the whole length. The client reads the number and counts. It has its poem when that many bytes and the comma are here.',
					},
					{
						says: 'many',
						text: 'Each piece is a poem of its own',
						explanation:
							'TCP carries one stream of bytes, and knows nothing of poems. Where a piece ends is chance. The client counts, and has one poem when all bytes are here.',
					},
					{
						says: 'all',
						text: 'When the counted bytes are all here',
						explanation:
							'Where a piece ends is chance. The number in front is not: it says how many bytes make this one poem.',
					},
				],
			},
			check: journeyFrom(poet, ['shout'], countedTogether),
		},
	],
};

function inPieces(visit: Visit): Finding | undefined {
	const [first, second] = visit.received;
	if (visit.transform !== 'shout' || first === undefined) {
		return seenInstead(visit, loud, ' in two pieces');
	}
	if (second === undefined) {
		return {
			hint: `That came in one piece of ${first.bytes} bytes. Send the 1 alone, wait a moment, and then the rest.`,
		};
	}
	const answer = visit.replied === true ? 'kept' : 'refused';
	return {
		observed: `${bytesWords(first.bytes)} came, and ${timeWords(second.time - first.time)} later ${second.bytes} more. ${visit.replied === true ? `Then the server answered ${quoted(visit.sentStart)}.` : `Refused: ${visit.why}.`}`,
		answer,
	};
}

function insideALetter(visit: Visit): Finding | undefined {
	const [first, second] = visit.received;
	const isAsked = visit.receivedStart.toString().startsWith(schoen);
	if (!isAsked || first === undefined || second === undefined) {
		return seenInstead(visit, schoen, ' cut inside the ö');
	}
	if (first.bytes !== insideOe) {
		return { hint: `The cut fell after ${bytesWords(first.bytes)}. Inside the ö is after ${insideOe}.` };
	}
	const reply = visit.sentStart.toString();
	return {
		observed: `${bytesWords(first.bytes)} came, the last of them the first half of ö, and then ${second.bytes}. The answer was ${quoted(visit.sentStart)}.`,
		answer: visit.replied !== true ? 'refused' : reply.includes('SCHÖN') ? 'whole' : 'spoilt',
	};
}

function countedTogether({ poem: { fetch }, transforms }: Journey): Finding | undefined {
	const asked = transforms.find(({ transform }) => transform === 'shout');
	if (asked === undefined || asked.sent.length < 2) {
		return { hint: 'The answer came in one piece: the poem is too short. Send a longer one.' };
	}
	const longest = Math.max(...asked.sent.map(({ bytes }) => bytes));
	const first = asked.sent[0]?.time ?? asked.openedAt;
	const inAllMs = (asked.sent.at(-1)?.time ?? first) - first;
	const transformed = fetch?.transforms.find(({ transform }) => transform === 'shout');
	return {
		observed: `The answer went out in ${countWords(asked.sent.length, 'piece')}, the longest of ${bytesWords(longest)}, over ${timeWords(inAllMs)}. ${fetch === undefined ? 'Only all of them together are the netstring.' : 'Then the client had one poem.'}`,
		answer: transformed?.failure === undefined ? 'all' : 'first',
		connection: asked.id,
	};
}
