import { visibleLine } from '../../../wire/visible-text.ts';
import { formatCount, formatPlural } from '../../format.ts';
import { filterProblem, parseFilter } from '../../panels/traffic/traffic-filter.ts';
import { trafficList } from '../../panels/traffic/traffic-list.ts';
import type { ViewModel } from '../../view-model.ts';
import { sentence } from '../speech.ts';

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
