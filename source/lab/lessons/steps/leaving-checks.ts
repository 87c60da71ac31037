import type { Exchange } from '../../snapshot.ts';
import type { Finding, StepContext } from '../engine/lesson.ts';
import type { SeenFetch, Visit } from '../engine/visit.ts';
import { bytesWords, countWords, partWords, timeWords } from '../engine/words.ts';
import { poet, proxy } from './actions.ts';
import { doneAt, isOver, visitTo } from './checks.ts';
import { watchedMs } from './leaving-actions.ts';

/** Checks that the poet stops when its only reader leaves in the middle. */
export function poetStops(context: StepContext): Finding | undefined {
	return visitTo(poet, leftInTheMiddle)(context) ?? stillSending(context);
}

function leftInTheMiddle(visit: Visit, { stage }: StepContext): Finding | undefined {
	const { bytesOut, fetch, how } = visit;
	if (how === 'ended' || bytesOut >= stage.poet.bytes) {
		return { hint: 'That was read to its end. Come again, and leave in the middle.' };
	}
	const left = fetch?.ended?.time;
	const when = left === undefined ? 'You left, and' : `You left, and ${timeWords(doneAt(visit) - left)} later`;
	return {
		observed: `${when} the poet stopped. It had sent ${partWords(bytesOut, stage.poet.bytes)}.`,
		answer: 'stops',
	};
}

/** A client that has cancelled while the poet goes on. */
function stillSending({ stage, now, since, fetches, present }: StepContext): Finding | undefined {
	const left = fetches().findLast(({ ended, startedAt }) => ended?.code === 'cancelled' && startedAt >= since)?.ended
		?.time;
	return left === undefined || now - left < watchedMs || present(stage.poet.id).length === 0
		? undefined
		: { observed: `${timeWords(now - left)} after you had left, the poet was still sending.`, answer: 'goes-on' };
}

/** The newest fetch of the proxy that one of these visits waited on. */
function fetchOf(visits: readonly Visit[], { fetch }: StepContext): SeenFetch | undefined {
	const id = visits.findLast(({ upstreamFetch }) => upstreamFetch !== undefined)?.upstreamFetch;
	return id === undefined ? undefined : fetch(id);
}

function hasLeft({ how }: Visit): boolean {
	return how === 'left' || how === 'reset';
}

/** Checks that the proxy ends its own fetch when its only reader leaves. */
export function proxyLetsGo(context: StepContext): Finding | undefined {
	const { stage, now, present } = context;
	return visitTo(proxy, visit => {
		const its = fetchOf([visit], context);
		if (its === undefined || !hasLeft(visit)) {
			return {
				hint: 'That was read to its end. The cache is empty again: come once more, and leave in the middle.',
				again: true,
			};
		}
		if (present(stage.proxy.id).length > 0) {
			return { hint: 'Others still read there. This step needs you alone: let them leave too.' };
		}
		const leftAt = visit.fetch?.ended?.time ?? doneAt(visit);
		if (its.ended === undefined) {
			return now - leftAt < watchedMs
				? undefined
				: { observed: `${timeWords(now - leftAt)} after you had left, the proxy was still reading.`, answer: 'keeps' };
		}
		return {
			observed: `You left, and ${timeWords(Math.max(0, its.ended.time - leftAt))} later the proxy closed its connection to ${stage.poet.id}. Nothing was stored.`,
			answer: its.ended.code === 'cancelled' ? 'closes' : 'keeps',
		};
	})(context);
}

/** Checks that the shared fetch goes on when one of several readers leaves. */
export function goesOn(context: StepContext): Finding | undefined {
	const { stage, now, visits, present } = context;
	const all = visits(stage.proxy.id);
	const left = all.filter(visit => isOver(visit) && hasLeft(visit)).at(-1);
	const its = fetchOf(all, context);
	if (left === undefined || its === undefined) {
		return all.some(({ cache, doneAt }) => cache === 'hit' && doneAt !== undefined)
			? { hint: 'The poem was in the cache. It is empty again: come with two others.', again: true }
			: visitTo(proxy, ({ server }) => ({
					hint: `${server} was read to its end. The cache is empty again: come with two others, and leave in the middle.`,
					again: true,
				}))(context);
	}
	const leftAt = left.fetch?.ended?.time ?? doneAt(left);
	const staying = present(stage.proxy.id).length;
	if (staying === 0 || its.ended?.how === 'failed') {
		return all.length > 1 && all.every(hasLeft)
			? { hint: 'All of you left. This time only one leaves: begin once more, all three.', again: true }
			: { hint: 'You were alone. Press enter here, and two others come with you.', again: true };
	}
	const later = its.dials.flatMap(({ received }) => received).filter(({ time }) => time > leftAt);
	if (now - leftAt < watchedMs || later.length === 0) {
		return undefined;
	}
	const fetchesNow = new Set(all.flatMap(({ upstreamFetch }) => upstreamFetch ?? [])).size;
	return {
		observed: `You left. In the ${timeWords(now - leftAt)} since then ${bytesWords(later.reduce((sum, { bytes }) => sum + bytes, 0))} more came over the same connection, for the ${staying} who stay.`,
		answer: fetchesNow > 1 ? 'anew' : 'goes-on',
		connection: left.id,
	};
}

/** Checks that the shared fetch ends when the last of its readers leaves. */
export function lightOut(context: StepContext): Finding | undefined {
	const { stage, since, state, fetches, present } = context;
	const letGo = fetches(stage.proxy.id).find(({ ended }) => ended?.code === 'cancelled' && ended.time >= since);
	const waiting = present(stage.proxy.id);
	const leftAt = ({ openedAt, durationMs = 0 }: Exchange) => openedAt + durationMs;
	const [last] = state.exchanges
		.filter(({ upstreamFetch }) => upstreamFetch !== undefined && upstreamFetch === letGo?.fetch)
		.toSorted((a, b) => leftAt(b) - leftAt(a));
	if (letGo?.ended !== undefined && waiting.length === 0) {
		return {
			observed: `The last reader left, and the proxy closed its connection to ${stage.poet.id}, ${timeWords(letGo.ended.durationMs)} after it had opened it. Nothing was stored.`,
			answer: 'closed',
			...(last !== undefined && { connection: last.id }),
		};
	}
	if (waiting.length > 0) {
		const isOurs = waiting.every(({ peer }) => peer !== undefined);
		return {
			hint: `${countWords(waiting.length, 'reader')} still there.${isOurs ? '' : ' End it where it runs: the lab can not end another program.'}`,
			isPart: true,
		};
	}
	return (
		visitTo(proxy, ({ cache }) => ({
			hint: `That was ${cache?.toUpperCase() ?? 'nothing'}, read to its end. Let two come, and leave in the middle.`,
			again: true,
		}))(context) ?? { hint: 'Nobody waits there. Let two come first.', isPart: true }
	);
}
