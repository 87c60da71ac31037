import { visibleLine } from '../../wire/visible-text.ts';
import { findHosts } from '../client/client-hosts.ts';
import { formatCount, formatPlural } from '../format.ts';
import { matchWords } from '../search/search-state.ts';
import { matchCount } from '../search/wrapped-lines.ts';
import { filterProblem, parseFilter } from '../traffic/traffic-filter.ts';
import { trafficList } from '../traffic/traffic-list.ts';
import { matchesInLines } from './inspector/view-lines.ts';
import type { Moment } from './moment.ts';
import { sentence } from './speech.ts';
import { currentHost, settingsField, settingsWords } from './words/picker-words.ts';

/** A field of text that is open: what is asked for, and what was typed. */
export interface Field {
	readonly label: string;
	readonly text: string;
}

/** The field that takes what is typed now; undefined where keys are keys. */
export function openField(moment: Moment): Field | undefined {
	const { overlay, inspector, focused, traffic, poem, lesson } = moment.state;
	switch (overlay?.kind) {
		case 'host-picker':
			return { label: 'Host', text: overlay.query };
		case 'save-poem':
			return overlay.saving ? undefined : { label: 'Save the poem in', text: overlay.path };
		case 'record':
			return overlay.saving ? undefined : { label: 'Record in', text: overlay.path };
		case 'crowd-prompt':
			return {
				label: overlay.field === 'clients' ? 'Clients' : 'A second, or nothing for all at once',
				text: overlay[overlay.field],
			};
		case 'fault-menu':
			return settingsField(moment);
		case 'transform-picker':
		case 'help':
		case 'latency':
		case 'crowd':
		case 'lessons':
			return undefined;
		case undefined:
			break;
	}
	if (inspector !== undefined) {
		return inspector.search.typing ? { label: 'Search', text: inspector.search.query } : undefined;
	}
	if (lesson?.focused === true) {
		return undefined;
	}
	if (focused === 'traffic' && traffic.typing) {
		return { label: 'Filter', text: traffic.filter };
	}
	return focused === 'poem' && poem.search.typing ? { label: 'Search', text: poem.search.query } : undefined;
}

/** What has come of what was typed: told once somebody stops typing for a moment. Empty where there is nothing to tell. */
export function fieldStanding(moment: Moment): string {
	const { state, snapshot, detail } = moment;
	const { overlay, inspector, traffic, poem } = state;
	if (overlay?.kind === 'host-picker') {
		const found = findHosts(snapshot.hosts, overlay.query).length;
		return `${found === 0 || overlay.query === '' ? '' : `${formatCount(found)} found. `}${currentHost(overlay, moment)}`;
	}
	if (overlay?.kind === 'fault-menu') {
		return settingsWords(moment);
	}
	if (overlay !== undefined) {
		return '';
	}
	if (inspector?.search.typing === true) {
		return found(matchWords(inspector.search, matchesInLines(detail, inspector, inspector.search.query).count));
	}
	if (poem.search.typing) {
		return found(matchWords(poem.search, matchCount(moment.poemMatches)));
	}
	return traffic.typing && inspector === undefined ? filterStanding(moment) : '';
}

/** What a filter lets through, or what is wrong with it. */
export function filterStanding({ state: { traffic }, snapshot }: Moment): string {
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

function found(words: string): string {
	return words === '' ? '' : sentence(words === 'not found' ? words : `match ${words}`);
}
