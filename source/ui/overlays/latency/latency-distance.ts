import { formatCount } from '../../format.ts';
import { gap, type Row, span } from '../../text/rows.ts';
import { type Axis, columnOfMs } from './latency-axis.ts';

/** A line from the median of the hits, above it, to that of the misses, below it, with the ratio of the two. */
export function distanceRow(axis: Axis, hitMs: number, missMs: number): Row {
	const hit = columnOfMs(axis, hitMs);
	const miss = columnOfMs(axis, missMs);
	const times = ratioWords(missMs, hitMs);
	const full = `${times} as long`;
	const [left, right] = hit <= miss ? ['╰', '╮'] : ['╭', '╯'];
	const [from, to] = [Math.min(hit, miss), Math.max(hit, miss)];
	const inner = to - from - 1;
	const words = inner >= full.length + 4 ? full : times;
	if (inner >= words.length + 4) {
		const before = Math.floor((inner - words.length - 2) / 2);
		const after = inner - words.length - 2 - before;
		return [
			gap(from),
			span(`${left}${'─'.repeat(before)} `, 'focus'),
			span(words, 'focus'),
			span(` ${'─'.repeat(after)}${right}`, 'focus'),
		];
	}
	const line = from === to ? '│' : `${left}${'─'.repeat(inner)}${right}`;
	return from < words.length + 1
		? [gap(from), span(`${line} ${words}`, 'focus')]
		: [gap(from - words.length - 1), span(`${words} ${line}`, 'focus')];
}

function ratioWords(missMs: number, hitMs: number): string {
	const ratio = missMs / hitMs;
	if (!Number.isFinite(ratio)) {
		return 'ever so many times';
	}
	return `${ratio < 9.95 ? ratio.toFixed(1) : formatCount(ratio)} times`;
}
