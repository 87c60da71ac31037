import { visibleLine } from '../../../wire/visible-text.ts';
import { formatCount, formatPlural } from '../../format.ts';
import { placeCursor } from '../../list-cursor.ts';
import { listed, placeOf, sentence } from '../../screen-reader/speech.ts';
import type { ViewModel } from '../../view-model.ts';
import { exchangesInWords, exchangeWords, mostRead } from './exchange-words.ts';
import { isMarked } from './marks.ts';
import { filterProblem, parseFilter } from './traffic-filter.ts';
import { newerWords, trafficList } from './traffic-list.ts';

/** Traffic as somebody comes to it. */
export function trafficSummary(model: ViewModel): readonly string[] {
	const { traffic } = model.state;
	const { shown, total, dropped, newer } = trafficList(traffic, model.snapshot);
	const counts = listed(
		traffic.filter === ''
			? formatPlural(total, 'exchange')
			: `${formatCount(shown.length)} of ${formatCount(total)} match ${traffic.filter}`,
		dropped === 0
			? ''
			: `${formatCount(dropped)} older ${model.snapshot.replay === undefined ? 'dropped' : 'not shown'}`,
		newer === undefined ? '' : `paused, ${newerWords(newer)}`,
		newer === undefined && traffic.cursor.id === undefined && total > 0 ? 'following the newest' : '',
	);
	return [`Traffic: ${counts}.`, ...(shown.length === 0 ? [] : currentExchange(model))];
}

/** The exchange in Traffic that the person is on. */
export function currentExchange(model: ViewModel): readonly string[] {
	const { shown, ids } = trafficList(model.state.traffic, model.snapshot);
	const { index } = placeCursor(ids, model.state.traffic.cursor, 1, 'last');
	const exchange = shown[index];
	const isOn = exchange !== undefined && isMarked(model.state.traffic.marks, exchange);
	return exchange === undefined
		? ['No exchange.']
		: [sentence(listed(exchangeWords(exchange), isOn ? 'marked' : '', placeOf(index, shown.length)))];
}

/** The newest exchanges that Traffic shows, oldest first. */
export function allTraffic({ state, snapshot }: ViewModel): readonly string[] {
	const { shown } = trafficList(state.traffic, snapshot);
	const left = shown.length - mostRead;
	return [
		...(left > 0 ? [`${formatPlural(left, 'older one')} not read.`] : []),
		...exchangesInWords(shown.slice(-mostRead)),
	];
}

/** What a filter lets through, or what is wrong with it. */
export function filterStanding({ state: { traffic }, snapshot }: ViewModel): string {
	const problem = filterProblem(traffic.filter, traffic.typing);
	if (problem !== undefined) {
		return sentence(visibleLine(problem));
	}
	const { shown, total } = trafficList(traffic, snapshot);
	const meaning = parseFilter(traffic.filter).map(({ condition, negated }) =>
		condition === undefined ? '' : `${negated ? 'not: ' : ''}${condition.meaning}`,
	);
	const said = meaning.filter(Boolean).join(', and ');
	return traffic.filter === ''
		? `No filter, ${formatPlural(total, 'exchange')}.`
		: sentence(`${formatCount(shown.length)} of ${formatCount(total)} match${said === '' ? '' : `: ${said}`}`);
}

/** That Traffic was paused, or goes on; undefined where neither. */
export function pauseWords(before: ViewModel, after: ViewModel): string | undefined {
	const was = before.state.traffic.paused;
	if (after.state.traffic.paused === was) {
		return undefined;
	}
	const { newer } = trafficList(before.state.traffic, after.snapshot);
	return newer === undefined ? 'Traffic paused.' : `Traffic goes on, ${newerWords(newer)}.`;
}
