import { visibleLine } from '../../../wire/visible-text.ts';
import { formatCount } from '../../format.ts';
import { hostWords } from '../../panels/client/announce.ts';
import { findHosts, readTypedHost } from '../../panels/client/client-hosts.ts';
import { listed, placeOf, sentence } from '../../screen-reader/speech.ts';
import { type OverlayOf, overlayOf } from '../../state.ts';
import type { SpokenView } from '../../view.ts';
import type { ViewModel } from '../../view-model.ts';

/** What is told of the hosts to choose from. */
export const spokenHosts: SpokenView = {
	arrival: model => [
		'Hosts. Type to find one, or a new host and port; up and down choose.',
		...currentLines(overlayOf(model.state, 'host-picker'), model),
	],
	moved(before, after) {
		const [was, now] = [overlayOf(before.state, 'host-picker'), overlayOf(after.state, 'host-picker')];
		if (now?.error !== undefined && now.error !== was?.error) {
			return [sentence(visibleLine(now.error))];
		}
		return was?.query === now?.query && was?.index !== now?.index ? currentLines(now, after) : [];
	},
	field({ state }) {
		const picker = overlayOf(state, 'host-picker');
		return picker && { label: 'Host', text: picker.query };
	},
	standing(model) {
		const picker = overlayOf(model.state, 'host-picker');
		const found = picker === undefined ? 0 : findHosts(model.snapshot.hosts, picker.query).length;
		const count = found === 0 || picker?.query === '' ? '' : `${formatCount(found)} found. `;
		return `${count}${currentLines(picker, model).join('')}`;
	},
};

/** The host that is marked in the list, or what enter would add. */
function currentLines(picker: OverlayOf<'host-picker'> | undefined, { snapshot }: ViewModel): readonly string[] {
	if (picker === undefined) {
		return [];
	}
	const { query, index, error } = picker;
	const found = findHosts(snapshot.hosts, query);
	const at = Math.min(index, found.length - 1);
	const host = found[at]?.host;
	if (host !== undefined) {
		return [sentence(listed(hostWords(host), placeOf(at, found.length)))];
	}
	const typed = readTypedHost(query);
	const words =
		'address' in typed
			? `None of the lab’s hosts. Enter adds ${visibleLine(typed.address)}`
			: visibleLine(error ?? typed.error);
	return [sentence(words)];
}
