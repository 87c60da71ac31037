import { stay } from '../../state.ts';
import type { View } from '../../view.ts';
import { currentFault, faultMenuSummary, settingsField, settingsWords } from './announce.ts';
import { FaultMenu } from './fault-menu.tsx';
import { clearFaults, openFaultMenu, toggleCollapsing, typeSettings, updateFaultMenu } from './update.ts';

/** The faults of one server, to be switched on and off. */
export const faultsView: View = {
	name: 'fault-menu',
	contexts: () => ['fault-menu', 'typing'],
	update: updateFaultMenu,
	anywhere: {
		faults: (state, world) => stay(openFaultMenu(state, world)),
		'clear-faults': clearFaults,
		'toggle-collapsing': toggleCollapsing,
	},
	type: (state, text, world) => stay(typeSettings(state, text, world)),
	Component: FaultMenu,
	spoken: {
		arrival: faultMenuSummary,
		moved({ state: { overlay: was } }, after) {
			const now = after.state.overlay;
			const isStill = was?.kind === 'fault-menu' && now?.kind === 'fault-menu' && was.index === now.index;
			return isStill ? [] : currentFault(after);
		},
		field: settingsField,
		standing: settingsWords,
	},
};
