import { formatCount } from '../../format.ts';
import { cursorIndex } from '../../list-cursor.ts';
import { placeOf, sentence } from '../../screen-reader/speech.ts';
import type { SpokenView, ViewModel } from '../../view.ts';
import { exchangesInWords, exchangeWords, mostRead } from '../traffic/exchange-words.ts';

/** The open connections, for a screen reader. */
export const spokenConnections: SpokenView = {
	arrival: summary,
	moved: (before, after, command) =>
		command === undefined || selected(before)?.id === selected(after)?.id ? [] : [selectedWords(after)],
	whole(model) {
		const { open } = model.snapshot;
		return open.length === 0 ? summary(model) : exchangesInWords(open.slice(0, mostRead));
	},
};

function summary(model: ViewModel): readonly string[] {
	const { totals, open } = model.snapshot;
	return [
		`Connections: ${totals.open === 0 ? 'nobody is connected now' : `${formatCount(totals.open)} open`}.`,
		...(open.length === 0 ? [] : [selectedWords(model)]),
	];
}

function selectedWords(model: ViewModel): string {
	const { open } = model.snapshot;
	const exchange = selected(model);
	return exchange === undefined
		? 'Nobody is connected now.'
		: sentence(`${exchangeWords(exchange)}, ${placeOf(open.indexOf(exchange), open.length)}`);
}

function selected({ state: { connections }, snapshot: { open } }: ViewModel) {
	const ids = open.map(({ id }) => id);
	return open[cursorIndex(ids, connections, 'first')];
}
