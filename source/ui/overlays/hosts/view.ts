import { visibleLine } from '../../../wire/visible-text.ts';
import { formatCount } from '../../format.ts';
import { overlayContexts } from '../../panel-contexts.ts';
import { findHosts } from '../../panels/client/client-hosts.ts';
import { sentence } from '../../screen-reader/speech.ts';
import { currentHost } from '../../screen-reader/words/picker-words.ts';
import { stay } from '../../state.ts';
import type { View } from '../../view.ts';
import { HostPicker } from './host-picker.tsx';
import { typeHost, updateHostPicker } from './picker-commands.ts';

/** The hosts to choose from, or to type a new one. */
export const hostsView: View = {
	name: 'host-picker',
	contexts: () => overlayContexts('host-picker', 'typing'),
	update: updateHostPicker,
	type: (state, text) => stay(typeHost(state, text)),
	Component: HostPicker,
	spoken: {
		arrival: moment => [
			'Hosts. Type to find one, or a new host and port; up and down choose.',
			...(moment.state.overlay?.kind === 'host-picker' ? [currentHost(moment.state.overlay, moment)] : []),
		],
		moved({ state: { overlay: was } }, after) {
			const now = after.state.overlay;
			if (was?.kind !== 'host-picker' || now?.kind !== 'host-picker') {
				return [];
			}
			if (was.error !== now.error && now.error !== undefined) {
				return [sentence(visibleLine(now.error))];
			}
			return was.query === now.query && was.index !== now.index ? [currentHost(now, after)] : [];
		},
		field: ({ state: { overlay } }) =>
			overlay?.kind === 'host-picker' ? { label: 'Host', text: overlay.query } : undefined,
		standing(moment) {
			const { overlay } = moment.state;
			if (overlay?.kind !== 'host-picker') {
				return '';
			}
			const found = findHosts(moment.snapshot.hosts, overlay.query).length;
			const count = found === 0 || overlay.query === '' ? '' : `${formatCount(found)} found. `;
			return `${count}${currentHost(overlay, moment)}`;
		},
	},
};
