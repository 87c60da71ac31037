import { plainWords, sentence } from '../../screen-reader/speech.ts';
import { type ExchangeView, readAtOnce } from '../exchange-view.ts';
import { reasonsOf } from './why.ts';
import { Why, whyCards } from './why-cards.tsx';

/** Why it went as it did. */
export const whyView: ExchangeView = {
	title: 'Why',
	layOut({ story }, _mode, width) {
		const cards = whyCards(reasonsOf(story), width);
		return {
			hasHeads: false,
			count: cards.rowCount,
			part: (top, count) => <Why {...cards} top={top} count={count} />,
		};
	},
	read: ({ story }) =>
		readAtOnce(
			'Why',
			reasonsOf(story).flatMap(({ about, tone, parts }) => [
				sentence(`${tone === 'failed' ? 'failed: ' : ''}${aboutWords(about)}`),
				...parts.map(({ label, text }) => sentence(`${label}: ${plainWords(text)}`)),
			]),
		),
};

/** A word in capitals would be spelt out. */
function aboutWords(about: string): string {
	return /^[\p{Lu} ]+$/u.test(about) ? about.toLowerCase() : plainWords(about);
}
