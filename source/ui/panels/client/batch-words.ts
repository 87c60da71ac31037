import type { BatchEnd } from '../../../events/events.ts';
import type { BatchState } from '../../../lab/snapshot/batch-state.ts';
import { formatDuration, formatPlural } from '../../format.ts';

/** The results of a batch in a sentence: `8 poems in 3.1 s, one after the other 9.7 s`. */
export function batchEndWords({ durationMs, sumMs, ...counts }: BatchEnd, atOnce: number): string {
	const { poems, failed, cancelled } = counts;
	const rest = [failed > 0 ? `, ${failed} failed` : '', cancelled > 0 ? `, ${cancelled} cancelled` : ''].join('');
	const other = atOnce === 1 ? '' : ` ${formatDuration(sumMs)}`;
	return `${formatPlural(poems, 'poem')}${rest} in ${formatDuration(durationMs)}, one after the other${other}`;
}

/** The number of fetches at once, as a word; 0 is all. */
export function atOnceWords(atOnce: number): string {
	return atOnce === 0 ? 'all' : String(atOnce);
}

/**
 * The time of a batch beside those of the same fetches with other numbers at once, the newest of each, quickest first:
 * `all at once 3.1 s · 1 at once 9.7 s, 3.1 times as long`. Empty where there is nothing to compare with.
 */
export function comparisonWords(batch: BatchState, batches: readonly BatchState[]): string {
	const times = new Map<number, number>();
	for (const { addresses, transforms, atOnce, end } of batches) {
		const isSame = String(addresses) === String(batch.addresses) && String(transforms) === String(batch.transforms);
		if (isSame && end !== undefined) {
			times.set(Math.min(atOnce, addresses.length), end.durationMs);
		}
	}
	const quickest = Math.min(...times.values());
	return times.size < 2
		? ''
		: [...times]
				.toSorted(([, a], [, b]) => a - b)
				.map(([atOnce, ms], place) => {
					const many = atOnce === batch.addresses.length ? 'all' : atOnce;
					const times = ms / quickest;
					const longer = times < 1.05 ? ', about as long' : `, ${times.toFixed(1)} times as long`;
					return `${many} at once ${formatDuration(ms)}${place === 0 ? '' : longer}`;
				})
				.join(' · ');
}
