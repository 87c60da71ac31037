import { visibleLine } from '../../../wire/visible-text.ts';
import { formatCount, formatPlural } from '../../format.ts';
import { listed, placeOf, sentence } from '../../screen-reader/speech.ts';
import type { SpokenView, ViewModel } from '../../view.ts';
import { exchangesInWords, exchangeWords, mostRead } from './exchange-words.ts';
import { filterProblem, parseFilter } from './filter/traffic-filter.ts';
import { isMarked } from './marks.ts';
import { newerWords, selectedInTraffic, trafficList } from './traffic-list.ts';

/** Traffic, for a screen reader. */
export const spokenTraffic: SpokenView = {
	arrival: trafficSummary,
	moved(before, after, command) {
		const [was, now] = [before.state.traffic, after.state.traffic];
		if (was.filter !== now.filter || was.typing !== now.typing) {
			// While it is typed, what it lets through is told once the typing stops.
			return now.typing ? [] : [filterStanding(after)];
		}
		const isSame = selectedInTraffic(before)?.id === selectedInTraffic(after)?.id;
		return command === undefined || isSame ? [] : [selectedWords(after)];
	},
	whole: allTraffic,
	field: ({ state: { traffic } }) => (traffic.typing ? { label: 'Filter', text: traffic.filter } : undefined),
	standing: model => (model.state.traffic.typing ? filterStanding(model) : ''),
};

function trafficSummary(model: ViewModel): readonly string[] {
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
	return [`Traffic: ${counts}.`, ...(shown.length === 0 ? [] : [selectedWords(model)])];
}

function selectedWords(model: ViewModel): string {
	const { traffic } = model.state;
	const { shown } = trafficList(traffic, model.snapshot);
	const exchange = selectedInTraffic(model);
	if (exchange === undefined) {
		return 'No exchange.';
	}
	const mark = isMarked(traffic.marks, exchange) ? 'marked' : '';
	return sentence(listed(exchangeWords(exchange), mark, placeOf(shown.indexOf(exchange), shown.length)));
}

/** The newest exchanges that Traffic shows, oldest first. */
function allTraffic(model: ViewModel): readonly string[] {
	const { shown } = trafficList(model.state.traffic, model.snapshot);
	const left = shown.length - mostRead;
	return shown.length === 0
		? trafficSummary(model)
		: [
				...(left > 0 ? [`${formatPlural(left, 'older one')} not read.`] : []),
				...exchangesInWords(shown.slice(-mostRead)),
			];
}

/** The number of exchanges that the filter lets through, with its terms; or the term that is wrong. */
function filterStanding({ state: { traffic }, snapshot }: ViewModel): string {
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

/** A sentence where Traffic was paused, or goes on; undefined where neither. */
export function pauseWords(before: ViewModel, after: ViewModel): string | undefined {
	const was = before.state.traffic.paused;
	if (after.state.traffic.paused === was) {
		return undefined;
	}
	const { newer } = trafficList(before.state.traffic, after.snapshot);
	return newer === undefined ? 'Traffic paused.' : `Traffic goes on, ${newerWords(newer)}.`;
}
