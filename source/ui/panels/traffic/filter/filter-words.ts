import { formatCount } from '../../../format.ts';
import { gap, type Row, span } from '../../../text/rows.ts';
import { wrapWords } from '../../../text/wrap.ts';
import { filterProblem, parseFilter, type Term } from './traffic-filter.ts';

/** The terms that a filter may have: with examples, or in fewer words. */
const overviews = [
	'words, or terms: hit !miss server:proxy/ecstasy transform:cummingsify status:failed peer:client fault:reset >10ms <1s >1kB marked',
	'words, miss !hit >10ms <1kB marked status: server: transform: peer: fault:',
];

/** Rows about a filter, at most so many: which term is wrong, or, while it is typed, what its terms mean. */
export function filterHelpRows(filter: string, typing: boolean, width: number, rowCount: number): readonly Row[] {
	const problem = filterProblem(filter, typing);
	if (problem !== undefined) {
		return filled(problem, 'warning', width, rowCount, '✗ ');
	}
	if (!typing) {
		return [];
	}
	const terms = parseFilter(filter);
	const overview = overviews.find(words => wrapWords(words, width - 1).length <= rowCount) ?? overviews.at(-1) ?? '';
	const all = terms.map(meaningOf).join(', and ');
	// Where there is no room for all of them, the one that is being typed is what is asked about.
	const meanings =
		wrapWords(all, width - 1).length <= rowCount ? all : `… and ${terms.slice(-1).map(meaningOf)[0] ?? ''}`;
	return filled(terms.length === 0 ? overview : meanings, 'dim', width, rowCount, '');
}

/** The number of exchanges that the filter lets through, of all: `3 of 40 match`. */
export function filterCountWords({ shown, total }: { readonly shown: number; readonly total: number }): Row {
	const words = `${formatCount(shown)} of ${formatCount(total)} match`;
	return [span(words, shown === 0 && total > 0 ? 'warning' : 'dim')];
}

function meaningOf({ negated, condition, problem }: Term): string {
	if (condition === undefined) {
		return problem?.why ?? '';
	}
	return negated ? `not: ${condition.meaning}` : condition.meaning;
}

function filled(words: string, tone: 'warning' | 'dim', width: number, rowCount: number, sign: string): readonly Row[] {
	return wrapWords(words, width - 1 - sign.length, rowCount)
		.slice(0, rowCount)
		.map((text, index): Row => [gap(1), span(index === 0 ? sign : ' '.repeat(sign.length), tone), span(text, tone)]);
}
