import { overlayOf } from '../../state.ts';
import type { View } from '../../view.ts';
import { CrowdOverlay } from './crowd-overlay.tsx';
import { updateCrowd } from './update.ts';

/** A crowd of clients, while it is under way and after. */
export const crowdView: View = {
	name: 'crowd',
	contexts: () => ['crowd'],
	update: updateCrowd,
	Component: CrowdOverlay,
	replaces: 'tabs-too',
	spoken: {
		arrival: () => ['Escape cancels the crowd; once it ended, enter sends the same again.'],
		moved(before, after) {
			const [was, now] = [overlayOf(before.state, 'crowd'), overlayOf(after.state, 'crowd')];
			return was && now && was.cancelling !== now.cancelling ? ['Cancelling.'] : [];
		},
		// A crowd tells of itself.
		isQuiet: true,
	},
};
