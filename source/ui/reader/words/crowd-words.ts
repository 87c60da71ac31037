import type { CrowdState } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { crowdTarget } from '../../crowd/crowd-commands.ts';
import { formatCount, formatPlural } from '../../format.ts';
import { quantile } from '../../latency/quantile.ts';
import type { Moment } from '../moment.ts';
import { listed, sentence, spokenBytes, spokenDuration, spokenParty } from '../speech.ts';

/** The question how large a crowd is to be. */
export function crowdQuestion({ state, snapshot }: Moment): readonly string[] {
	const { host, transforms } = crowdTarget(state, snapshot);
	const through = transforms.length === 0 ? '' : `through ${transforms.map(visibleLine).join(', ')}`;
	return [
		sentence(listed(`A crowd at ${spokenParty(host)}`, through)),
		'Type how many. Tab: how many a second. Enter sends it.',
	];
}

/** A crowd as it begins. */
export function crowdStart({ clients, server, address, ratePerSecond, transforms }: CrowdState): string {
	const pace = ratePerSecond === undefined ? 'all at once' : `${formatCount(ratePerSecond)} a second`;
	const through = transforms.length === 0 ? '' : `through ${transforms.map(visibleLine).join(', ')}`;
	const who = `${formatPlural(clients, 'client')} at ${spokenParty(server ?? address)}`;
	return sentence(listed(`Crowd: ${who}`, pace, through));
}

/** How far a crowd is. */
export function crowdProgress({ ended, clients, failures }: CrowdState): string {
	const failed = failedOf(failures);
	return sentence(
		listed(
			`${formatCount(ended)} of ${formatCount(clients)} ended`,
			failed === 0 ? '' : `${formatCount(failed)} failed`,
		),
	);
}

/** What became of a crowd: in the order in which somebody would ask. */
export function crowdEnd(crowd: CrowdState): readonly string[] {
	const { status, why, durationMs, whole, differentPoems, fellBack, failures, bytes, cache } = crowd;
	if (status === 'refused') {
		return [sentence(`The crowd could not begin: ${visibleLine(why ?? '')}`)];
	}
	const failed = failedOf(failures);
	return [
		sentence(listed(`Crowd ${status} after ${spokenDuration(durationMs ?? 0)}`, visibleLine(why ?? ''))),
		sentence(
			listed(
				formatPlural(whole, 'whole poem'),
				differentPoems > 1 ? `${formatCount(differentPoems)} different ones` : '',
				`${formatCount(failed)} failed`,
				`${formatCount(fellBack)} fell back`,
				spokenBytes(bytes),
			),
		),
		...failures.map(({ code, clients }) => sentence(`${formatCount(clients)} ${code}`)),
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

function latencyWords({ latencies, durationMs }: CrowdState): readonly string[] {
	const upToMs = latencies.flatMap(({ upToMs: end }) => (end === undefined ? [] : [end]));
	const told = (name: string, measure: 'firstByte' | 'whole'): readonly string[] => {
		const counts = latencies.map(bucket => bucket[measure]);
		const [median, slowest] = [0.5, 0.99].map(share => quantile(upToMs, counts, share, durationMs));
		return median === undefined || slowest === undefined
			? []
			: [sentence(`${name}: median ${boundWords(median)}, 99 percent within ${boundWords(slowest)}`)];
	};
	return [...told('First byte', 'firstByte'), ...told('Whole poem', 'whole')];
}

function boundWords(ms: number): string {
	return Number.isFinite(ms) ? spokenDuration(ms) : 'more than 100 seconds';
}

function failedOf(failures: CrowdState['failures']): number {
	return failures.reduce((sum, { clients }) => sum + clients, 0);
}
