import { visibleLine } from '../../../wire/visible-text.ts';
import { formatCount } from '../../format.ts';
import { hostWords } from '../../panels/client/announce.ts';
import { findHosts, readTypedHost } from '../../panels/client/client-hosts.ts';
import { listed, placeOf, sentence } from '../../screen-reader/speech.ts';
import type { OverlayOf } from '../../state.ts';
import type { ViewModel } from '../../view.ts';
import type { OverlayParts } from '../overlay-view.tsx';
import { markedIn, takesMarked } from './marked-hosts.ts';

type HostPicker = OverlayOf<'host-picker'>;

/** The hosts to choose from, for a screen reader. */
export const spokenHosts: OverlayParts<HostPicker>['spoken'] = {
	arrival: (picker, model) => [
		'Hosts. Type to find one, poets or proxies for all of those, or a new host and port; up and down choose, space marks several.',
		markedHost(picker, model),
	],
	moved(picker, was, model) {
		if (picker.error !== undefined && picker.error !== was.error) {
			return [sentence(visibleLine(picker.error))];
		}
		if (was.marked !== picker.marked) {
			return [`${formatCount(markedIn(picker, model.snapshot).length)} marked.`, markedHost(picker, model)];
		}
		return was.query === picker.query && was.index !== picker.index ? [markedHost(picker, model)] : [];
	},
	field: ({ query }) => ({ label: 'Host', text: query }),
	standing(picker, model) {
		const found = findHosts(model.snapshot.hosts, picker.query).length;
		const count = found === 0 || picker.query === '' ? '' : `${formatCount(found)} found. `;
		return `${count}${takenWords(picker, model)}${markedHost(picker, model)}`;
	},
};

/** The number of hosts that enter takes together; empty where it takes one alone. */
function takenWords(picker: HostPicker, { snapshot }: ViewModel): string {
	const marked = markedIn(picker, snapshot);
	const found = findHosts(snapshot.hosts, picker.query);
	const host = found[Math.min(picker.index, found.length - 1)]?.host;
	return marked.length > 1 && host !== undefined && takesMarked(marked, picker, host)
		? `Enter takes the ${formatCount(marked.length)} that are marked. `
		: '';
}

/** The host that is marked in the list, or what enter would add. */
function markedHost(picker: HostPicker, { snapshot }: ViewModel): string {
	const { query, index, error } = picker;
	const marked = markedIn(picker, snapshot);
	const found = findHosts(snapshot.hosts, query);
	const at = Math.min(index, found.length - 1);
	const host = found[at]?.host;
	if (host !== undefined) {
		return sentence(listed(hostWords(host), marked.includes(host.address) ? 'marked' : '', placeOf(at, found.length)));
	}
	const typed = readTypedHost(query);
	return sentence(
		'address' in typed
			? `None of the lab’s hosts. Enter adds ${visibleLine(typed.address)}`
			: visibleLine(error ?? typed.error),
	);
}
