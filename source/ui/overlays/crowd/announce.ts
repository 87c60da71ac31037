import type { Percentiles } from '../../../events/events.ts';
import type { CrowdState } from '../../../lab/snapshot/crowd-state.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatCount, formatPlural } from '../../format.ts';
import { chosenAddress, chosenHost } from '../../panels/client/client-hosts.ts';
import { listed, sentence, spokenBytes, spokenDuration, spokenParty } from '../../screen-reader/speech.ts';
import type { ScreenState } from '../../state.ts';
import type { ViewModel } from '../../view.ts';
import { failedClients } from './failed-clients.ts';

/** The question how large a crowd is to be. */
export function crowdQuestion({ state, snapshot }: ViewModel): readonly string[] {
	return [
		sentence(listed(`A crowd at ${spokenParty(hostOf(state, snapshot))}`, throughWords(state.client.transforms))),
		'Type how many. Tab: how many a second. Enter sends it.',
	];
}

/** A crowd as it begins. */
export function crowdStart({ clients, server, address, ratePerSecond, transforms }: CrowdState): string {
	const pace = ratePerSecond === undefined ? 'all at once' : `${formatCount(ratePerSecond)} a second`;
	const who = `${formatPlural(clients, 'client')} at ${spokenParty(server ?? address)}`;
	return sentence(listed(`Crowd: ${who}`, pace, throughWords(transforms)));
}

/** The host that a crowd would be sent to now. */
export function hostOf(state: ScreenState, snapshot: Snapshot): string {
	return chosenHost(state, snapshot)?.label ?? chosenAddress(state, snapshot) ?? '';
}

/** The transforms of a crowd: `through shout, rot13`; empty where there are none. */
export function throughWords(transforms: readonly string[]): string {
	return transforms.length === 0 ? '' : `through ${transforms.map(visibleLine).join(', ')}`;
}

/** The progress of a crowd, as a sentence. */
export function crowdProgress({ ended, clients, failures, cache }: CrowdState): string {
	const { failed, cancelled } = failedClients(failures);
	const collapsed = cache === undefined || cache.collapsed === 0 ? '' : `${formatCount(cache.collapsed)} collapsed`;
	const lost = [failed === 0 ? '' : `${formatCount(failed)} failed`, cancelledWords(cancelled), collapsed];
	return sentence(listed(`${formatCount(ended)} of ${formatCount(clients)} ended`, ...lost));
}

/** The result of a crowd, the most important numbers first. */
export function crowdEnd(crowd: CrowdState): readonly string[] {
	const { status, why, durationMs, whole, differentPoems, fellBack, failures, bytes, cache } = crowd;
	if (status === 'refused') {
		return [sentence(`The crowd could not begin: ${visibleLine(why ?? '')}`)];
	}
	const { failed, cancelled, reasons } = failedClients(failures);
	return [
		sentence(listed(`Crowd ${status} after ${spokenDuration(durationMs ?? 0)}`, visibleLine(why ?? ''))),
		sentence(
			listed(
				formatPlural(whole + fellBack, 'whole poem'),
				differentPoems > 1 ? `${formatCount(differentPoems)} different ones` : '',
				`${formatCount(failed)} failed`,
				cancelledWords(cancelled),
				`${formatCount(fellBack)} fell back`,
				spokenBytes(bytes),
			),
		),
		...reasons.map(({ code, clients }) => sentence(`${formatCount(clients)} ${code}`)),
		...(cache === undefined ? [] : [cacheWords(cache)]),
		...latencyWords(crowd),
	];
}

function cancelledWords(cancelled: number): string {
	return cancelled === 0 ? '' : `${formatCount(cancelled)} cancelled`;
}

function cacheWords({ hits, misses, collapsed, stale, upstreamConnections }: NonNullable<CrowdState['cache']>): string {
	return sentence(
		listed(
			formatPlural(hits, 'hit'),
			formatPlural(misses, 'miss', 'misses'),
			`${formatCount(collapsed)} collapsed`,
			stale === 0 ? '' : `${formatCount(stale)} stale`,
			formatPlural(upstreamConnections, 'upstream connection'),
		),
	);
}

function latencyWords({ firstByteMs, wholeMs }: CrowdState): readonly string[] {
	const told = (name: string, { p50, p99 }: Percentiles): string =>
		sentence(`${name}: median ${spokenDuration(p50)}, 99 percent within ${spokenDuration(p99)}`);
	return [
		...(firstByteMs === undefined ? [] : [told('First byte', firstByteMs)]),
		...(wholeMs === undefined ? [] : [told('Whole poem', wholeMs)]),
	];
}
