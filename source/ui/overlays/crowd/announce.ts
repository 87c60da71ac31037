import type { Percentiles } from '../../../events/events.ts';
import type { CrowdState } from '../../../lab/crowd-state.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatCount, formatPlural } from '../../format.ts';
import { listed, sentence, spokenBytes, spokenDuration, spokenParty } from '../../screen-reader/speech.ts';
import type { ViewModel } from '../../view-model.ts';
import { failedClients } from './failed-clients.ts';
import { crowdTarget } from './update.ts';

/** The question how large a crowd is to be. */
export function crowdQuestion({ state, snapshot }: ViewModel): readonly string[] {
	const { host, transforms } = crowdTarget(state, snapshot);
	return [
		sentence(listed(`A crowd at ${spokenParty(host)}`, throughWords(transforms))),
		'Type how many. Tab: how many a second. Enter sends it.',
	];
}

/** A crowd as it begins. */
export function crowdStart({ clients, server, address, ratePerSecond, transforms }: CrowdState): string {
	const pace = ratePerSecond === undefined ? 'all at once' : `${formatCount(ratePerSecond)} a second`;
	const who = `${formatPlural(clients, 'client')} at ${spokenParty(server ?? address)}`;
	return sentence(listed(`Crowd: ${who}`, pace, throughWords(transforms)));
}

function throughWords(transforms: readonly string[]): string {
	return transforms.length === 0 ? '' : `through ${transforms.map(visibleLine).join(', ')}`;
}

/** How far a crowd is. */
export function crowdProgress({ ended, clients, failures }: CrowdState): string {
	const { failed, cancelled } = failedClients(failures);
	return sentence(
		listed(
			`${formatCount(ended)} of ${formatCount(clients)} ended`,
			failed === 0 ? '' : `${formatCount(failed)} failed`,
			cancelled === 0 ? '' : `${formatCount(cancelled)} cancelled`,
		),
	);
}

/** What became of a crowd: in the order in which somebody would ask. */
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
				cancelled === 0 ? '' : `${formatCount(cancelled)} cancelled`,
				`${formatCount(fellBack)} fell back`,
				spokenBytes(bytes),
			),
		),
		...reasons.map(({ code, clients }) => sentence(`${formatCount(clients)} ${code}`)),
		...(cache === undefined ? [] : [cacheWords(cache)]),
		...latencyWords(crowd),
	];
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
	const told = (name: string, measured: Percentiles | undefined): readonly string[] =>
		measured === undefined
			? []
			: [
					sentence(
						`${name}: median ${spokenDuration(measured.p50)}, 99 percent within ${spokenDuration(measured.p99)}`,
					),
				];
	return [...told('First byte', firstByteMs), ...told('Whole poem', wholeMs)];
}
