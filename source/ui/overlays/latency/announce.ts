import type { PoemSource } from '../../../events/events.ts';
import type { Histogram } from '../../../lab/snapshot/histogram.ts';
import { formatPlural } from '../../format.ts';
import { sentence, spokenDuration } from '../../screen-reader/speech.ts';
import { countOf } from './latency-axis.ts';

const sources: readonly (readonly [source: PoemSource, one: string, many: string])[] = [
	['hit', 'hit', 'hits'],
	['class-hit', 'hit from the class', 'hits from the class'],
	['miss', 'miss', 'misses'],
	['collapsed', 'collapsed', 'collapsed'],
	['class-collapsed', 'collapsed with another lab', 'collapsed with another lab'],
	['stale', 'stale', 'stale'],
	['direct', 'direct', 'direct'],
];

/** The times of whole poems, for each way in which they came. */
export function latencyWords({ counts, percentiles }: Histogram): readonly string[] {
	const told = sources.flatMap(([source, one, many]) => {
		const found = percentiles[source];
		if (found === undefined) {
			return [];
		}
		const [median, p90, p99] = [found.p50, found.p90, found.p99].map(spokenDuration);
		const how = formatPlural(countOf(counts[source]), one, many);
		return [sentence(`${how}: median ${median}, 90 percent within ${p90}, 99 percent within ${p99}`)];
	});
	const { hit, miss } = percentiles;
	const ratio = hit === undefined || miss === undefined ? Number.NaN : miss.p50 / hit.p50;
	return [
		'Latency, how long whole poems took.',
		...(told.length === 0 ? ['No server has sent a whole poem yet.'] : told),
		...(Number.isFinite(ratio) ? [`A miss takes ${ratio.toFixed(1)} times as long as a hit.`] : []),
	];
}
