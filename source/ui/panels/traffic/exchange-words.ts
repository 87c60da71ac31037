import type { Exchange } from '../../../lab/snapshot.ts';
import { spokenOutcome } from '../../class-words.ts';
import { formatClock, formatProgress } from '../../format.ts';
import { exchangeOutcome } from '../../outcome.ts';
import { struckWords } from '../../overlays/faults/fault-label.ts';
import { listed, plainWords, sentence, spokenDuration, spokenParty } from '../../screen-reader/speech.ts';
import { peerLabel } from './peer-label.ts';

/** The outcome of an exchange in words: `miss`, `reset, struck by fault reset`. */
function exchangeOutcomeWords(exchange: Exchange): string {
	const outcome = exchangeOutcome(exchange);
	const struck = struckWords(exchange.faults);
	const { word, detail } = spokenOutcome({ ...outcome, detail: outcome.detail.slice(struck.length).trim() }, exchange);
	const rest = plainWords(detail);
	return listed(
		word,
		struck === '' ? '' : `struck by fault ${plainWords(struck)}`,
		// The outcome of one that is under way ends with its bytes, which are said of every exchange.
		exchange.how === undefined && exchange.kind !== 'transform' ? '' : rest,
	);
}

/** One exchange in a line: what happened and where come first. */
export function exchangeWords(exchange: Exchange): string {
	const { bytesOut, expectedBytes, durationMs, openedAt, clockShiftMs = 0, server, peer } = exchange;
	return listed(
		exchangeOutcomeWords(exchange),
		spokenParty(server),
		plainWords(formatProgress(bytesOut, durationMs === undefined ? expectedBytes : undefined)),
		durationMs === undefined ? 'still open' : spokenDuration(durationMs),
		`from ${peer === undefined ? peerLabel(exchange).replace(/^:/, 'port ') : spokenParty(peer)}`,
		`at ${formatClock(openedAt + clockShiftMs, 's')}`,
	);
}

/** The number of lines of a list that are read at once; page down reads on. */
export const mostRead = 100;

/** Exchanges, a line each. */
export function exchangesInWords(exchanges: readonly Exchange[]): readonly string[] {
	return exchanges.map(exchange => sentence(exchangeWords(exchange)));
}

const plurals: { readonly [word: string]: string } = {
	hit: 'hits',
	miss: 'misses',
	reset: 'resets',
};

/** The counts of these exchanges by their outcome, the largest first: `10 hits, 2 misses`. */
export function exchangeCounts(exchanges: readonly Exchange[]): string {
	const counts = new Map<string, number>();
	for (const exchange of exchanges) {
		const word = exchangeOutcome(exchange).word.toLowerCase();
		counts.set(word, (counts.get(word) ?? 0) + 1);
	}
	return [...counts]
		.sort(([, a], [, b]) => b - a)
		.map(([word, count]) => `${count} ${count === 1 ? word : (plurals[word] ?? word)}`)
		.join(', ');
}
