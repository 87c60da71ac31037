import { stay } from '../../state.ts';
import type { View } from '../../view.ts';
import { spokenHosts } from './announce.ts';
import { HostPicker } from './host-picker.tsx';
import { openHostPicker, typeHost, updateHostPicker } from './update.ts';

/** The hosts to choose from, or to type a new one. */
export const hostsView: View = {
	name: 'host-picker',
	contexts: () => ['host-picker', 'typing'],
	update: updateHostPicker,
	anywhere: { 'pick-host': (state, world) => stay(openHostPicker(state, world)) },
	type: (state, text) => stay(typeHost(state, text)),
	Component: HostPicker,
	spoken: spokenHosts,
};
