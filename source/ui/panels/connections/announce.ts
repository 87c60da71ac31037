import { formatCount } from '../../format.ts';
import { placeCursor } from '../../list-cursor.ts';
import { placeOf, sentence } from '../../screen-reader/speech.ts';
import type { ViewModel } from '../../view-model.ts';
import { exchangesInWords, exchangeWords, mostRead } from '../traffic/exchange-words.ts';

/** Connections as somebody comes to it. */
export function connectionsSummary(model: ViewModel): readonly string[] {
	const { totals, open } = model.snapshot;
	return [
		`Connections: ${totals.open === 0 ? 'nobody is connected now' : `${formatCount(totals.open)} open`}.`,
		...(open.length === 0 ? [] : currentConnection(model)),
	];
}

/** The open connection that the person is on. */
export function currentConnection({ state, snapshot: { open } }: ViewModel): readonly string[] {
	const ids = open.map(({ id }) => id);
	const { index } = placeCursor(ids, state.connections, 1, 'first');
	const exchange = open[index];
	return exchange === undefined
		? ['Nobody is connected now.']
		: [sentence(`${exchangeWords(exchange)}, ${placeOf(index, open.length)}`)];
}

/** The open connections, oldest first. */
export function allConnections({ snapshot: { open } }: ViewModel): readonly string[] {
	return exchangesInWords(open.slice(0, mostRead));
}
