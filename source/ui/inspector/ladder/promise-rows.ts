import { gap, type Row, rowWidth, span } from '../../text/rows.ts';
import { signs, type Tone } from '../../text/tones.ts';
import { wrapWords } from '../../text/wrap.ts';
import type { PromiseLine, PromiseState } from './promise-lines.ts';

const looks: { readonly [state in PromiseState]: readonly [sign: string, word: string, tone: Tone] } = {
	pending: [signs.pending, 'pending', 'plain'],
	fulfilled: [signs.done, 'fulfilled', 'good'],
	rejected: [signs.failed, 'rejected', 'failed'],
	taken: [signs.done, 'taken', 'good'],
	'not-taken': ['┄', 'not taken', 'dim'],
	note: ['', '', 'dim'],
};

/** Both branches' states stand one under the other. */
const branchWidth = 30;

/** The width of the names, in columns, so that the states stand one under the other. */
export function nameWidthOf(lines: readonly PromiseLine[], width: number): number {
	const steps = lines.filter(({ state }) => state === 'pending' || state === 'fulfilled' || state === 'rejected');
	const widest = Math.max(0, ...steps.map(line => rowWidth(nameRow(line))));
	return Math.max(0, Math.min(widest, width - 14));
}

/** One line of the chain: its name, and at its right its state; below it where both have no room side by side. */
export function promiseRows(line: PromiseLine, width: number, nameWidth: number): readonly Row[] {
	if (line.state === 'note') {
		const indent = line.depth * 2 + 2;
		return wrapWords(line.name, Math.max(8, width - indent)).map(words => [gap(indent), span(words, 'dim')]);
	}
	const name = nameRow(line);
	const state = stateRow(line);
	const column = line.state === 'taken' || line.state === 'not-taken' ? branchWidth : nameWidth;
	const spare = width - rowWidth(name) - rowWidth(state);
	if (spare >= 2) {
		return [[...name, gap(Math.min(spare, Math.max(2, column + 2 - rowWidth(name)))), ...state]];
	}
	return [name, [gap(Math.max(0, width - rowWidth(state))), ...state]];
}

function nameRow({ name, depth, cache, state }: PromiseLine): Row {
	const isBranch = state === 'taken' || state === 'not-taken';
	const branch = depth === 0 ? '' : `${'  '.repeat(depth - 1)}${isBranch ? '  ' : '└ '}`;
	const tone = state === 'not-taken' ? 'dim' : 'plain';
	const outcome = cache === undefined ? [] : [gap(1), span(cache.toUpperCase(), cache, true)];
	return [span(branch, 'dim'), span(name, tone), ...outcome];
}

function stateRow({ state, words }: PromiseLine): Row {
	const [sign, word, tone] = looks[state];
	const more = words === '' ? '' : state === 'rejected' ? `: ${words}` : `, ${words}`;
	return [span(`${sign} ${word}${more}`, tone)];
}
