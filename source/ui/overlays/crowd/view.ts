import type { CrowdState } from '../../../lab/snapshot/crowd-state.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { dispatch, type Effect } from '../../effects.ts';
import type { ScreenState } from '../../state.ts';
import { overlayView } from '../overlay-view.tsx';
import { CrowdOverlay } from './crowd-overlay.tsx';

/** A crowd of clients, while it is under way and after: esc cancels it, or leaves one that has ended; a panel’s key lets it go on. */
export const crowdView = overlayView('crowd', {
	contexts: ['crowd'],
	update(overlay, command, state, { snapshot: { crowd, replay } }) {
		if (crowd === undefined || replay !== undefined) {
			return undefined;
		}
		const isRunning = crowd.status === 'running' && crowd.id !== overlay.after;
		if (command === 'close' && isRunning) {
			const cancelling = { ...overlay, cancelling: crowd.id };
			return { state: { ...state, overlay: cancelling }, effects: [dispatch({ type: 'cancel-crowd' })] };
		}
		return command === 'accept' && !isRunning
			? { state: { ...state, overlay: { kind: 'crowd', after: crowd.id } }, effects: [sameAgain(crowd)] }
			: undefined;
	},
	observe: crowdNoted,
	Component: CrowdOverlay,
	replaces: 'tabs-too',
	spoken: {
		arrival: () => [
			'Escape cancels the crowd. Tab leaves it to go on, and capital C brings it back. Once it ended, enter sends the same again.',
		],
		moved: ({ cancelling }, was) => (was.cancelling === cancelling ? [] : ['Cancelling.']),
		// A crowd tells of itself.
		isQuiet: true,
	},
});

/** Notes a crowd under way until its end is shown. The card of a lesson tells what came of its own. */
function crowdNoted(state: ScreenState, { crowd }: Snapshot): ScreenState {
	const { crowdLeft, overlay, lesson } = state;
	const isRunning = crowd?.status === 'running';
	const isSeen = overlay?.kind === 'crowd' && !isRunning;
	const left = isSeen ? undefined : isRunning && lesson === undefined ? crowd.id : crowdLeft;
	return left === crowdLeft ? state : { ...state, crowdLeft: left };
}

function sameAgain({ address, transforms, clients, ratePerSecond }: CrowdState): Effect {
	const rate = ratePerSecond === undefined ? {} : { ratePerSecond };
	return dispatch({ type: 'start-crowd', address, transforms, clients, ...rate });
}
