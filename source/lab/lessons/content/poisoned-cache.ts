import type { Finding, Lesson, StepContext } from '../engine/lesson.ts';
import { cutShort } from '../engine/lesson-set-up.ts';
import type { Visit } from '../engine/visit.ts';
import { bytesWords, partWords } from '../engine/words.ts';
import { fetchFrom, fetching, isFetching, poet, proxy, typedInNetcat } from '../steps/actions.ts';
import { type Journey, journeyFrom, visitTo } from '../steps/checks.ts';
import { asNetstring } from '../steps/typed.ts';

const shell = ['nc {proxy-host} {proxy-port}'];

/** A polite lie, and who believes it. */
export const poisonedCache: Lesson = {
	name: 'poisoned-cache',
	title: 'The poisoned cache',
	summary: 'A poet breaks off in the middle, politely: what does the cache make of it, and what cures it?',
	poem: 'tyger',
	beside: ['traffic', 'client'],
	inside:
		'tab shows Bytes: the netstring is shorter than its own number says. If the lab’s client came, its promise, transform shout, was rejected, and a catch took the error.',
	steps: [
		{
			text: 'On this wire the end of the connection is the end of the poem. Now the poet is broken: in the middle it closes, politely, as if that had been all. {poet} has {poet-bytes}.',
			task: 'Read the poem at {proxy}.',
			shell,
			setUp: stage => ({ faults: [cutShort(stage, 'truncate')], cache: 'empty' }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'What does the proxy keep in its cache?',
				expected: 'half',
				choices: [
					{
						says: 'nothing',
						text: 'Nothing: it sees that it is cut',
						explanation:
							'How could it see that? Nobody has said how long the poem is, and the close was polite. What ends in order counts as whole, and is kept.',
					},
					{
						says: 'whole',
						text: 'The whole poem: it asks again',
						explanation:
							'It would ask again if it knew that something is missing. But the close was polite, and nobody has said how long the poem is. So the part counts as the whole, and is kept. After a reset nothing is kept.',
					},
					{
						says: 'half',
						text: 'The part that came',
						explanation:
							'Nobody has said how long the poem is, and the close was polite. So the part counts as the whole, and is kept. After a reset nothing is kept.',
					},
				],
			},
			check: visitTo(proxy, whatIsKept),
		},
		{
			text: 'The poet is well again: whoever asks {poet} itself now gets the whole poem. But you ask {proxy}, as before.',
			task: 'Read the poem at {proxy} again.',
			shell,
			setUp: () => ({ cache: 'part' }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'Which poem does the proxy give you?',
				expected: 'half',
				choices: [
					{
						says: 'whole',
						text: 'The whole one: all is well again',
						explanation:
							'The poet is well, but nobody asks it. The cache has something, and gives it away. The error is over, and its trace lives on: the cache is poisoned.',
					},
					{
						says: 'half',
						text: 'The part, once more',
						explanation:
							'The cache has something, so the poet is not asked. The error is over, and its trace lives on: the cache is poisoned.',
					},
				],
			},
			check: visitTo(proxy, stillPoisoned),
		},
		{
			text: 'The cure is to empty the cache, which is called purging it. In the lab the key x does it, wherever you are in the panels.',
			task: 'Purge the cache (x in a panel), and read at {proxy} once more.',
			shell,
			setUp: () => ({ cache: 'part' }),
			action: context =>
				isFetching(context)
					? undefined
					: {
							label: 'purge, and fetch',
							actions: [{ type: 'purge-cache' }, fetchFrom(context.stage.proxy)],
						},
			prediction: {
				question: 'And now?',
				expected: 'whole',
				choices: [
					{
						says: 'whole',
						text: 'The whole poem',
						explanation:
							'An empty cache has to ask the poet, who is well. It is a cure with a price: if the poet were away there would be no poem at all, and many readers at once would be a herd.',
					},
					{
						says: 'half',
						text: 'Still the part',
						explanation:
							'You trust it no more, and that is understandable. But the wrong poem was only in the cache, and now the cache is empty. So the poet is asked, who is well.',
					},
				],
			},
			check: visitTo(proxy, cured),
		},
		{
			text: 'Now the same cut elsewhere. The transform server closes politely in the middle of its answer. But its answer is a netstring, which begins with its length.',
			task: 'Read {poet}, and send it through shout.',
			shell: ['nc {poet-host} {poet-port}', ...typedInNetcat('17:shout.Tyger Tyger,')],
			setUp: stage => ({
				faults: [{ server: stage.transform.id, fault: 'truncate', settings: { after: 7 } }],
			}),
			action: fetching(poet, 'fetch it with shout', { transforms: ['shout'] }),
			prediction: {
				question: 'Does the client take the part for the whole?',
				expected: 'notices',
				choices: [
					{
						says: 'notices',
						text: 'No, it notices',
						explanation:
							'It has read the length at the front, and it counts. Something is missing, so it falls back on the original poem. A few bytes in front make a cut visible.',
					},
					{
						says: 'takes',
						text: 'Yes, as the proxy did',
						explanation:
							'The proxy could not know. This time the client has read the length at the front, and it counts. Something is missing, so it takes the original poem.',
					},
				],
			},
			check: journeyFrom(poet, ['shout'], noticed),
		},
	],
};

function whatIsKept({ cache, bytesOut }: Visit, { stage, state }: StepContext): Finding | undefined {
	if (cache !== 'miss' && cache !== 'collapsed') {
		return {
			hint: `That was ${cache?.toUpperCase() ?? 'no poem'}. The cache is empty again: come once more.`,
			again: true,
		};
	}
	const { cachedBytes = 0 } = state.servers.get(stage.proxy.id) ?? {};
	return {
		observed: `The poet said ${partWords(bytesOut, stage.poet.bytes)} and closed in order. The proxy stored ${bytesWords(cachedBytes)} as the poem.`,
		answer: cachedBytes === 0 ? 'nothing' : cachedBytes < stage.poet.bytes ? 'half' : 'whole',
	};
}

function stillPoisoned(visit: Visit, { stage }: StepContext): Finding | undefined {
	return visit.cache === 'hit' && visit.bytesOut < stage.poet.bytes
		? whichCame(visit, stage.poet.bytes)
		: {
				hint: 'The part was no longer in the cache, or past its time. It is there again: come once more.',
				again: true,
			};
}

function cured(visit: Visit, { stage, purgedAt }: StepContext): Finding | undefined {
	if (purgedAt !== undefined && purgedAt <= visit.openedAt) {
		return whichCame(visit, stage.poet.bytes);
	}
	return visit.cache === 'hit'
		? {
				hint: `That was a HIT, with ${partWords(visit.bytesOut, stage.poet.bytes)}. Purge the cache first: x in a panel.`,
			}
		: { hint: 'The part’s time was over. It is there again: purge the cache, and come once more.', again: true };
}

function whichCame({ cache, bytesOut }: Visit, bytes: number): Finding {
	return {
		observed: `${cache?.toUpperCase()}: ${partWords(bytesOut, bytes)} came.`,
		answer: bytesOut < bytes ? 'half' : 'whole',
	};
}

function noticed({ poem: { fetch }, transforms }: Journey): Finding | undefined {
	const asked = transforms.find(({ transform }) => transform === 'shout');
	const [transform] = fetch?.transforms ?? [];
	if (transform === undefined) {
		const isWhole = asked === undefined || asNetstring(asked.sentStart) !== undefined;
		return isWhole
			? { observed: 'You were sent the whole answer.', answer: 'takes' }
			: {
					observed: `You were sent ${asked.sentStart.toString()} and a close. The number in front promises more than came: that is no netstring.`,
					answer: 'notices',
					connection: asked.id,
				};
	}
	return {
		observed:
			transform.failure === undefined
				? 'The client took the answer as it was.'
				: `FELL BACK: ${transform.failure.why}. The original poem came instead.`,
		answer: transform.failure === undefined ? 'takes' : 'notices',
		...(asked !== undefined && { connection: asked.id }),
	};
}
