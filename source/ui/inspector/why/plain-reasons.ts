import type { EventOf } from '../../../events/events.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatAge, formatBytes, formatDuration, formatPlural } from '../../format.ts';
import type { Leg } from '../story/legs.ts';
import { begunAt, isFound } from '../story/links.ts';
import type { Story } from '../story/story.ts';
import type { Reason } from './reason.ts';

/** What happened and why, where nobody needs to be told of a failure: the cache's part, the fall-back, a plain exchange. */
export function plainReasons(story: Story, hasFailures: boolean): readonly Reason[] {
	const reasons = [
		...beforeReason(story),
		...faultReasons(story),
		...fallBackReason(story),
		...story.legs.flatMap(leg => cacheReason(leg, story)),
	];
	if (!story.settled) {
		return [...reasons, reason('So far', 'it is still going on.')];
	}
	return reasons.length > 0 || hasFailures ? reasons : [plainExchange(story)];
}

function reason(about: string, text: string, tone: Reason['tone'] = 'good'): Reason {
	return { about, tone, parts: [{ label: 'What happened', text }] };
}

/** What faults did to connections, whether or not anybody failed because of it. */
function faultReasons({ legs }: Story): readonly Reason[] {
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

function fallBackReason({ events, fetch }: Story): readonly Reason[] {
	const names = events
		.filter(event => event.type === 'fetch-transform-failed')
		.filter(event => event.fetch === fetch && event.code !== 'cancelled')
		.map(({ transform }) => visibleLine(transform));
	const text = `the catch took over: the poem stayed as it was before ${names.join(', ')}. The whole promise is fulfilled, not rejected, since a poem without its transform is better than none.`;
	return names.length === 0 ? [] : [reason('The fall-back', text)];
}

function cacheReason(leg: Leg, story: Story): readonly Reason[] {
	return leg.events.flatMap(event => {
		switch (event.type) {
			case 'cache-hit':
				return [
					reason(
						'HIT',
						`${leg.to} had the whole poem, stored ${formatAge(event.ageMs)} ago, so it answered at once and asked nobody. The client awaits it all the same: sometimes now and sometimes later are one and the same await.`,
					),
				];
			case 'cache-miss':
				return [reason('MISS', missText(leg, story))];
			case 'cache-collapsed':
				return [reason('COLLAPSED', collapsedText(leg, event.bytesSoFar, story))];
			case 'cache-stale':
				return [
					reason(
						'STALE',
						`the upstream failed (${visibleLine(event.why)}), so ${leg.to} sent the poem that it still had, ${formatAge(event.ageMs)} old and past its time. An old poem is better than none, as long as nothing of a newer one was sent.`,
						'warning',
					),
				];
			case 'connection-found-open':
				return foundReason(leg, event, story);
			default:
				return [];
		}
	});
}

/** What the cache had made of an exchange that was open when the recording began. */
function foundReason(
	leg: Leg,
	{ cache, upstreamFetch }: EventOf<'connection-found-open'>,
	story: Story,
): readonly Reason[] {
	if (cache === undefined || upstreamFetch === undefined) {
		return [];
	}
	return [reason(cache.toUpperCase(), cache === 'miss' ? missText(leg, story) : collapsedText(leg, 0, story))];
}

/** What a recording that began in the middle does not have. */
function beforeReason({ root, startTime }: Story): readonly Reason[] {
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

function missText(leg: Leg, story: Story): string {
	const upstream =
		story.legs.find(({ dial }) => dial !== undefined && dial.fetch === leg.passesOn)?.to ?? 'its upstream';
	const stored = story.events.filter(event => event.type === 'poem-stored').find(({ fetch }) => fetch === leg.passesOn);
	const passed = nothingCame(leg, story) ? ', of which nothing came' : ' and passed on each piece as it came';
	const asked = `${leg.to} had no fresh poem, so it asked ${upstream}${passed}.`;
	const waited = story.waiters.filter(({ fetch }) => fetch === leg.passesOn).length;
	const shared = waited === 0 ? '' : ` ${atLeast(waited, 'other client')} waited on this same fetch.`;
	return visibleLine(
		stored !== undefined
			? `${asked}${shared} It was whole after an orderly end, so it is in the cache now: ${formatBytes(stored.bytes)}, and the next one is a hit.`
			: `${asked}${shared}${story.settled ? ' It never became whole, so nothing was stored.' : ''}`,
	);
}

/** The fetch that the leg passes on failed before its first byte. */
function nothingCame({ passesOn }: Leg, { legs, events }: Story): boolean {
	const came = legs
		.filter(({ dial }) => dial !== undefined && dial.fetch === passesOn)
		.some(leg => leg.events.some(({ type }) => type === 'dial-received'));
	return !came && events.some(event => event.type === 'fetch-failed' && event.fetch === passesOn);
}

function collapsedText(leg: Leg, bytesSoFar: number, { waiters, startTime }: Story): string {
	const starter = waiters.find(({ fetch, first }) => first && fetch === leg.passesOn);
	const sharing = waiters.filter(({ fetch }) => fetch === leg.passesOn).length + 1;
	const since =
		starter === undefined
			? ''
			: `, begun ${formatDuration(Math.max(0, startTime - begunAt(starter.asked)))} earlier for ${starter.name}`;
	const had = bytesSoFar > 0 ? `what had arrived, ${formatBytes(bytesSoFar)}, at once, then ` : '';
	return `the same poem was already on its way${since}, so ${visibleLine(leg.to)} did not ask again. It sent ${had}each piece as it came. One upstream fetch served ${atLeast(sharing, 'client')}.`;
}

function plainExchange({ root: { from, to, purpose, events } }: Story): Reason {
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
