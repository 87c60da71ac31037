import type { Histogram, PoemSource } from '../../../lab/lab.ts';
import { formatPlural } from '../../format.ts';
import { countOf, quantile } from '../../latency/quantile.ts';
import { sentence, spokenDuration } from '../speech.ts';

const sources: readonly (readonly [source: PoemSource, one: string, many: string])[] = [
	['hit', 'hit', 'hits'],
	['miss', 'miss', 'misses'],
	['collapsed', 'collapsed', 'collapsed'],
	['stale', 'stale', 'stale'],
	['direct', 'direct', 'direct'],
];

/** How long whole poems took, for each way in which they came. */
export function latencyWords({ upToMs, counts }: Histogram): readonly string[] {
	const value = (source: PoemSource, share: number): number | undefined => quantile(upToMs, counts[source], share);
	const told = sources.flatMap(([source, one, many]) => {
		const [median, p90, p99] = [0.5, 0.9, 0.99].map(share => value(source, share));
		return median === undefined || p90 === undefined || p99 === undefined
			? []
			: [
					sentence(
						`${formatPlural(countOf(counts[source]), one, many)}: median ${words(median)}, 90 percent within ${words(p90)}, 99 percent within ${words(p99)}`,
					),
				];
	});
	const [hit, miss] = [value('hit', 0.5), value('miss', 0.5)];
	const ratio = hit === undefined || miss === undefined ? Number.NaN : miss / hit;
	return [
		'Latency, how long whole poems took.',
		...(told.length === 0 ? ['No server has sent a whole poem yet.'] : told),
		...(Number.isFinite(ratio) ? [`A miss takes ${ratio.toFixed(1)} times as long as a hit.`] : []),
	];
}

function words(ms: number): string {
	return Number.isFinite(ms) ? spokenDuration(ms) : 'more than 100 seconds';
}
