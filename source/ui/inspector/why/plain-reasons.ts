import type { EventOf, LabEvent } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatAge, formatBytes, formatDuration, formatPlural } from '../../format.ts';
import type { Leg } from '../trace/legs.ts';
import { begunAt, isFound } from '../trace/links.ts';
import type { Trace } from '../trace/trace.ts';

/** One thing that happened, and why: in labelled sentences, safe to show. */
export interface Reason {
	/** Its subject: a transform, or a connection. */
	readonly about: string;
	readonly tone: 'failed' | 'warning' | 'good';
	readonly parts: readonly { readonly label: string; readonly text: string }[];
}

/** The reasons that are no failures of a connection: faults, the fall-back, the cache's outcome, a plain exchange. */
export function plainReasons(trace: Trace, hasFailures: boolean): readonly Reason[] {
	const reasons = [
		...beforeReason(trace),
		...faultReasons(trace),
		...fallBackReason(trace),
		...trace.legs.flatMap(leg => cacheReason(leg, trace)),
	];
	if (!trace.settled) {
		return [...reasons, reason('So far', 'it is still going on.')];
	}
	return reasons.length > 0 || hasFailures ? reasons : [plainExchange(trace)];
}

function reason(about: string, text: string, tone: Reason['tone'] = 'good'): Reason {
	return { about, tone, parts: [{ label: 'What happened', text }] };
}

/** The effects of faults on connections, whether or not anybody failed because of them. */
function faultReasons({ legs }: Trace): readonly Reason[] {
	return legs.flatMap(leg => {
		const struck = leg.events.filter(event => event.type === 'fault-struck');
		return struck.map(({ fault, what, server }) =>
			reason(
				`fault ${visibleLine(fault)}`,
				`it is switched on for ${visibleLine(server)}, on purpose: ${visibleLine(what)}. Whoever is at the other end sees only what came over the wire, and cannot know that it was on purpose.`,
				'warning',
			),
		);
	});
}

function fallBackReason({ events, fetch }: Trace): readonly Reason[] {
	const names = events
		.filter(event => event.type === 'fetch-transform-failed')
		.filter(event => event.fetch === fetch && event.code !== 'cancelled')
		.map(({ transform }) => visibleLine(transform));
	const text = `the catch took over: the poem stayed as it was before ${names.join(', ')}. The whole promise is fulfilled, not rejected, since a poem without its transform is better than none.`;
	return names.length === 0 ? [] : [reason('The fall-back', text)];
}

function cacheReason(leg: Leg, trace: Trace): readonly Reason[] {
	return leg.events.flatMap(event => {
		switch (event.type) {
			case 'cache-hit':
				if (event.from === 'class') {
					return [reason('HIT class', classHitText(leg, event))];
				}
				return [
					reason(
						'HIT',
						`${leg.to} had the whole poem, stored ${formatAge(event.ageMs)} ago, so it answered at once and asked nobody. The client awaits it all the same: sometimes now and sometimes later are one and the same await.`,
					),
				];
			case 'cache-miss':
				return [reason('MISS', missText(leg, trace))];
			case 'cache-collapsed':
				return event.lab === undefined
					? [reason('COLLAPSED', collapsedText(leg, event.bytesSoFar, trace))]
					: [reason(`COLLAPSED with ${visibleLine(event.lab)}`, followedText(leg, event.lab))];
			case 'cache-stale':
				return [
					reason(
						'STALE',
						`the upstream failed (${visibleLine(event.why)}), so ${leg.to} sent the poem that it still had, ${formatAge(event.ageMs)} old and past its time. An old poem is better than none, as long as nothing of a newer one was sent.`,
						'warning',
					),
				];
			case 'connection-found-open':
				return foundReason(leg, event, trace);
			default:
				return [];
		}
	});
}

function classHitText({ to }: Leg, { bytes, ageMs }: EventOf<'cache-hit'>): string {
	return `${visibleLine(to)} did not have the poem, and asked the class before its upstream: some lab had fetched it ${formatAge(ageMs)} ago, so ${formatBytes(bytes)} came from there. ${visibleLine(to)} keeps it too: the next one is a hit here.`;
}

function followedText({ to }: Leg, lab: string): string {
	const other = visibleLine(lab);
	return `${visibleLine(to)} asked the class, where ${other} had a lease for this poem: ${other} fetches it for all. Each piece came here by way of the class, and nobody else asked the upstream. Were ${other} to die, its lease would run out, and the next lab would fetch.`;
}

/** The cache's outcome of an exchange that was open when the recording began. */
function foundReason(
	leg: Leg,
	{ cache, upstreamFetch, withLab }: EventOf<'connection-found-open'>,
	trace: Trace,
): readonly Reason[] {
	if (cache === undefined || upstreamFetch === undefined) {
		return [];
	}
	if (withLab !== undefined) {
		return [reason(`COLLAPSED with ${visibleLine(withLab)}`, followedText(leg, withLab))];
	}
	return [reason(cache.toUpperCase(), cache === 'miss' ? missText(leg, trace) : collapsedText(leg, 0, trace))];
}

/** A recording that began in the middle lacks the beginning. */
function beforeReason({ root, startTime }: Trace): readonly Reason[] {
	const found = root.dial ?? root.opened;
	if (found === undefined || !isFound(found)) {
		return [];
	}
	const { opened } = root;
	const sent = opened?.type === 'connection-found-open' ? `, and ${formatBytes(opened.bytesOut)} had been sent` : '';
	const text = `it had been going on for ${formatDuration(found.time - startTime)} when the recording began${sent}. Of that only the sums are known.`;
	return [reason('Before the recording', text, 'warning')];
}

/** The lab ties no more than some sixty exchanges together; of a larger crowd only these are known here. */
const knownToAll = 50;

function atLeast(count: number, noun: string): string {
	return `${count >= knownToAll ? 'at least ' : ''}${formatPlural(count, noun)}`;
}

function missText(leg: Leg, trace: Trace): string {
	const upstream =
		trace.legs.find(({ dial }) => dial !== undefined && dial.fetch === leg.passesOn)?.to ?? 'its upstream';
	const stored = trace.events.filter(event => event.type === 'poem-stored').find(({ fetch }) => fetch === leg.passesOn);
	const passed = nothingCame(leg, trace) ? ', of which nothing came' : ' and passed on each piece as it came';
	const asked = `${leg.to} had no fresh poem, so it asked ${upstream}${passed}.${ofClassText(leg, trace)}`;
	const isShared = trace.events.some(event => isReleased(event, leg) && event.how === 'stored');
	const waited = trace.waiters.filter(({ fetch }) => fetch === leg.passesOn).length;
	const shared = waited === 0 ? '' : ` ${atLeast(waited, 'other client')} waited on this same fetch.`;
	return visibleLine(
		stored !== undefined
			? `${asked}${shared} It was whole after an orderly end, so it is in the cache now${isShared ? ', and in that of the class' : ''}: ${formatBytes(stored.bytes)}, and the next one is a hit.`
			: `${asked}${shared}${trace.settled ? ' It never became whole, so nothing was stored.' : ''}`,
	);
}

/** What the class had to do with a fetch that the leg passes on; empty without a class. */
function ofClassText({ passesOn }: Leg, { events }: Trace): string {
	const answer = events.findLast(event => event.type === 'class-answered' && event.fetch === passesOn);
	const before = events.findLast(event => event.type === 'class-taken-over' && event.fetch === passesOn);
	if (before?.type === 'class-taken-over') {
		return ` ${before.lab} had fetched it before, and is gone or has failed: so the class gave the lease to this lab.`;
	}
	if (answer?.type !== 'class-answered' || answer.answer === 'follow' || answer.answer === 'hit') {
		return '';
	}
	return answer.answer === 'lead'
		? ' The class had none either, and gave it the lease: it fetches for all labs.'
		: ` The class could not be asked (${answer.why ?? 'it is away'}), so it fetched for this lab alone.`;
}

function isReleased(event: LabEvent, { passesOn }: Leg): event is EventOf<'class-released'> {
	return event.type === 'class-released' && event.fetch === passesOn;
}

/** The fetch that the leg passes on failed before its first byte. */
function nothingCame({ passesOn }: Leg, { legs, events }: Trace): boolean {
	const came = legs
		.filter(({ dial }) => dial !== undefined && dial.fetch === passesOn)
		.some(leg => leg.events.some(({ type }) => type === 'dial-received'));
	return !came && events.some(event => event.type === 'fetch-failed' && event.fetch === passesOn);
}

function collapsedText(leg: Leg, bytesSoFar: number, { waiters, startTime }: Trace): string {
	const starter = waiters.find(({ fetch, first }) => first && fetch === leg.passesOn);
	const sharing = waiters.filter(({ fetch }) => fetch === leg.passesOn).length + 1;
	const since =
		starter === undefined
			? ''
			: `, begun ${formatDuration(Math.max(0, startTime - begunAt(starter.asked)))} earlier for ${starter.name}`;
	const had = bytesSoFar > 0 ? `what had arrived, ${formatBytes(bytesSoFar)}, at once, then ` : '';
	return `the same poem was already on its way${since}, so ${visibleLine(leg.to)} did not ask again. It sent ${had}each piece as it came. One upstream fetch served ${atLeast(sharing, 'client')}.`;
}

function plainExchange({ root: { from, to, purpose, events } }: Trace): Reason {
	const about = visibleLine(`${from} → ${to}`);
	if (purpose === 'transform') {
		const asked = events.find(event => event.type === 'transform-requested');
		const named = asked === undefined ? '' : ` ${visibleLine(asked.transform)}`;
		return reason(
			about,
			`one request in a netstring, one reply in a netstring, and an orderly close: the transform${named} worked.`,
		);
	}
	return reason(
		about,
		'the client sent nothing, the server sent its poem and closed. The orderly close is what ends a poem: without it, nobody could tell the whole from a part.',
	);
}
