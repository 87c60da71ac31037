import type { BatchEnd } from '../../../events/events.ts';
import { formatDuration, formatPlural } from '../../format.ts';

/** The results of a batch in a sentence: `8 poems in 3.1 s, one after the other 9.7 s`. */
export function batchEndWords({ durationMs, sumMs, ...counts }: BatchEnd, atOnce: number): string {
	const { poems, failed, cancelled } = counts;
	const rest = [failed > 0 ? `, ${failed} failed` : '', cancelled > 0 ? `, ${cancelled} cancelled` : ''].join('');
	const other = atOnce === 1 ? '' : ` ${formatDuration(sumMs)}`;
	return `${formatPlural(poems, 'poem')}${rest} in ${formatDuration(durationMs)}, one after the other${other}`;
}

/** How many at once, in a word; 0 is all. */
export function atOnceWords(atOnce: number): string {
	return atOnce === 0 ? 'all' : String(atOnce);
}
