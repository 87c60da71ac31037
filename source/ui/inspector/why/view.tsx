import { plainWords, sentence } from '../../screen-reader/speech.ts';
import { type ExchangeView, readAtOnce } from '../exchange-view.ts';
import { reasonsOf } from './why.ts';
import { Why, whyCards } from './why-cards.tsx';

/** The reasons for what happened. */
export const whyView: ExchangeView = {
	title: 'Why',
	layOut({ trace }, _mode, width) {
		const cards = whyCards(reasonsOf(trace), width);
		return {
			hasHeads: false,
			count: cards.rowCount,
			part: (top, count) => <Why {...cards} top={top} count={count} />,
		};
	},
	read: ({ trace }) =>
		readAtOnce(
			'Why',
			reasonsOf(trace).flatMap(({ about, tone, parts }) => [
				sentence(`${tone === 'failed' ? 'failed: ' : ''}${aboutWords(about)}`),
				...parts.map(({ label, text }) => sentence(`${label}: ${plainWords(text)}`)),
			]),
		),
};

/** A word in capitals would be spelt out. */
function aboutWords(about: string): string {
	return /^[\p{Lu} ]+$/u.test(about) ? about.toLowerCase() : plainWords(about);
}
