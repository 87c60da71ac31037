import type { Finding, Lesson, Stage, StepContext } from '../engine/lesson.ts';
import type { Visit } from '../engine/visit.ts';
import { bytesWords, partWords, timeWords } from '../engine/words.ts';
import { fetching, poet, proxy } from '../steps/actions.ts';
import { doneAt, tookMs, visitTo } from '../steps/checks.ts';

/** The client's patience in this lesson, in milliseconds. */
const limitMs = 2_000;
/** Four pieces, one second apart. */
const hesitant = ({ poet: { id, bytes } }: Stage) => ({
	faults: [{ server: id, fault: 'trickle', settings: { bytes: Math.ceil(bytes / 4), ms: 1_000 } }],
});

/** Nothing comes: who notices, and when. */
export const silence: Lesson = {
	name: 'silence',
	title: 'Silence',
	summary: 'A server that says nothing, or is too slow: who notices, and how soon?',
	poem: 'nachtlied',
	beside: ['connections', 'traffic'],
	inside:
		'The proxy’s read of the poet, upstream fetch, was rejected almost as soon as it began. A refusal needs no clock.',
	steps: [
		{
			text: 'Now {poet} accepts the connection, and then says nothing at all. It does not close either. A machine whose cable is pulled looks just like that, from afar.',
			task: 'Read {poet}, and wait for two seconds.',
			shell: ['nc {poet-host} {poet-port}'],
			setUp: ({ poet: { id } }) => ({ faults: [{ server: id, fault: 'hang', settings: {} }] }),
			action: fetching(poet, 'fetch, with two seconds of patience', { idleTimeoutMs: limitMs }),
			prediction: {
				question: 'Who notices that nothing comes?',
				expected: 'own-clock',
				choices: [
					{
						says: 'tcp',
						text: 'TCP: it reports the dead connection',
						explanation:
							'Unless it is told to keep asking, TCP looks only for what was sent and not confirmed. Who only reads has sent nothing: for TCP a connection may be quiet for days. So the client needs a clock, for a transform server as for a poet.',
					},
					{
						says: 'server',
						text: 'The server: it closes in the end',
						explanation:
							'A good server may. But whether this one is well is just what you do not know. The client must not rely on it, so it needs a clock of its own, for a transform server as for a poet.',
					},
					{
						says: 'own-clock',
						text: 'Only a clock of the client’s own',
						explanation:
							'On a quiet connection nothing tells “dead” from “not yet”. So a client sets a time-out, a guess at how long a living server may be silent: for a transform server that hangs as for a poet.',
					},
				],
			},
			check: silentFor,
		},
		{
			text: 'Now {poet} is only hesitant: a piece of the poem, then a second of silence, four pieces in all. The client bears two seconds of silence.',
			task: 'Read the hesitant {poet} to its end.',
			shell: ['nc {poet-host} {poet-port}'],
			setUp: hesitant,
			action: fetching(poet, 'fetch, with two seconds of patience', { idleTimeoutMs: limitMs }),
			prediction: {
				question: 'It takes three seconds in all. Does the client give up after two?',
				expected: 'whole',
				choices: [
					{
						says: 'gives-up',
						text: 'Yes: two seconds are over',
						explanation:
							'So it would be with a limit for the whole. This clock measures silence: with each piece it begins anew. No silence was longer than one second.',
					},
					{
						says: 'whole',
						text: 'No: it gets the whole poem',
						explanation:
							'The clock measures silence, and begins anew with each piece. No silence was longer than one second.',
					},
				],
			},
			check: visitTo(poet, piecewise),
		},
		{
			text: 'A server that sends one byte a second could hold such a client for ever. So there is a second clock, which is never set back: two seconds for the whole poem.',
			code: ['AbortSignal.timeout(2000) // the whole'],
			task: 'Read {poet} with two seconds for the whole.',
			shell: ['timeout 2 nc {poet-host} {poet-port}'],
			setUp: hesitant,
			action: fetching(poet, 'fetch, with two seconds in all', { timeoutMs: limitMs }),
			prediction: {
				question: 'What has the client after two seconds?',
				expected: 'gives-up',
				choices: [
					{
						says: 'gives-up',
						text: 'It gives up in the middle',
						explanation:
							'Two seconds are over, and it does not matter that pieces still come. What has come is a part, so the fetch has failed.',
					},
					{
						says: 'whole',
						text: 'It gets the whole poem',
						explanation:
							'With the clock for silence it did. This one is not set back by a piece: after two seconds it is over. What has come is a part, so the fetch has failed.',
					},
					{
						says: 'part',
						text: 'It takes the part that came',
						explanation:
							'The clock is the client’s own, and it says nothing about the poem. Nobody has said that this was all. So the part is no poem, and the fetch has failed.',
					},
				],
			},
			check: visitTo(poet, overInTheMiddle),
		},
		{
			text: 'There is a third clock, for connecting. A far machine that is off answers nothing at all, and the system goes on trying to connect for a minute or two. But now the machine is on, and only the program {poet} is not there. {proxy} tries to connect to it.',
			task: 'Read at {proxy}, whose poet is down.',
			shell: ['nc {proxy-host} {proxy-port}'],
			setUp: ({ poet: { id } }) => ({ faults: [{ server: id, fault: 'down', settings: {} }], cache: 'empty' }),
			action: fetching(proxy, 'fetch through {proxy}'),
			prediction: {
				question: 'How long does the proxy’s attempt to connect take?',
				expected: 'at-once',
				choices: [
					{
						says: 'at-once',
						text: 'Almost no time',
						explanation:
							'The machine answers that nobody listens on this port. A refusal is an answer, and a quick one: it needs no clock.',
					},
					{
						says: 'limit',
						text: 'Until its time-out: ten seconds',
						explanation:
							'That is for a machine that does not answer at all. This one answers: nobody listens on this port. A refusal is an answer, and a quick one.',
					},
				],
			},
			check: visitTo(proxy, refusedAtOnce),
		},
	],
};

/** The longest time between two pieces, from the beginning of the visit, and when there was no end, to now. */
function longestSilence({ openedAt, sent, closedAt }: Visit, now: number): number {
	const times = [openedAt, ...sent.map(({ time }) => time), closedAt ?? now];
	return Math.max(...times.map((time, index) => time - (times[index - 1] ?? time)));
}

/** Somebody who still waits is a verdict as well. */
function silentFor(context: StepContext): Finding | undefined {
	const { visits, stage, now } = context;
	const waited = visits(stage.poet.id).find(
		visit => visit.fetch === undefined && longestSilence(visit, now) >= limitMs - 200 && visit.bytesOut === 0,
	);
	if (waited !== undefined) {
		return {
			observed: `For ${timeWords(longestSilence(waited, now))} the poet has sent ${bytesWords(0)}, and nobody has told your program anything. ${waited.how === undefined ? 'It still waits: it has no clock.' : 'Then you left: the clock was you.'}`,
			answer: 'own-clock',
			connection: waited.id,
		};
	}
	return visitTo(poet, gaveUp)(context);
}

function gaveUp({ fetch, openedAt, closedAt }: Visit): Finding | undefined {
	const { code, why, durationMs = 0 } = fetch?.ended ?? {};
	if (code !== 'timed-out') {
		return {
			hint: `That was only ${timeWords((closedAt ?? openedAt) - openedAt)} of silence. Come again, and wait for two seconds.`,
		};
	}
	return {
		observed: `For ${timeWords(durationMs)} nothing came, and nothing was told. Then the client’s own clock ended it: ${why}.`,
		answer: 'own-clock',
	};
}

function piecewise(visit: Visit, { stage, now }: StepContext): Finding | undefined {
	const { fetch, bytesOut, sent } = visit;
	const isWhole = fetch === undefined ? bytesOut >= stage.poet.bytes : fetch.ended?.how === 'succeeded';
	if (!isWhole && fetch?.ended?.code !== 'timed-out') {
		return { hint: `You left after ${partWords(bytesOut, stage.poet.bytes)}. Come again, and wait for its end.` };
	}
	const silentMs = timeWords(longestSilence({ ...visit, closedAt: sent.at(-1)?.time ?? doneAt(visit) }, now));
	return isWhole
		? {
				observed: `The whole poem came in ${timeWords(tookMs(visit))}. The longest silence in it was ${silentMs}.`,
				answer: 'whole',
			}
		: { observed: `After ${timeWords(tookMs(visit))}: FAILED, ${fetch?.ended?.why}.`, answer: 'gives-up' };
}

function overInTheMiddle(
	{ fetch, bytesOut, openedAt, closedAt = openedAt }: Visit,
	{ stage }: StepContext,
): Finding | undefined {
	const part = partWords(bytesOut, stage.poet.bytes);
	if (fetch?.ended?.code === 'timed-out') {
		return {
			observed: `After ${timeWords(fetch.ended.durationMs)} and ${part}: FAILED, ${fetch.ended.why}.`,
			answer: 'gives-up',
		};
	}
	if (bytesOut >= stage.poet.bytes) {
		return { hint: 'That was read to its end. Come with a limit of two seconds: the line above does, and enter too.' };
	}
	return { observed: `After ${timeWords(closedAt - openedAt)} you left, with ${part}: no poem.`, answer: 'gives-up' };
}

function refusedAtOnce({ upstreamFetch }: Visit, { fetch }: StepContext): Finding | undefined {
	const its = upstreamFetch === undefined ? undefined : fetch(upstreamFetch)?.ended;
	if (its?.how !== 'failed') {
		return { hint: 'The proxy had the poem in its cache. It is empty again: come once more.', again: true };
	}
	return {
		observed: `After ${timeWords(its.durationMs)} the proxy knew: ${its.why}. It reset your connection, and sent nothing.`,
		answer: its.durationMs < 1_000 ? 'at-once' : 'limit',
	};
}
