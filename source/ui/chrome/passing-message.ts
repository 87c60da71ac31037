import type { Snapshot } from '../../lab/snapshot.ts';
import { isUnderWay } from '../panels/client/client-fetches.ts';
import type { Passing, ScreenState } from '../state.ts';

/** The state without a message about something that went on and has ended; the same one where it is still true. */
export function endPassingMessage(state: ScreenState, snapshot: Snapshot): ScreenState {
	const { message, messageWhile } = state;
	if (message === undefined || messageWhile === undefined) {
		return state;
	}
	const { goesOn, hasBegun } = messageWhile;
	if (isGoingOn[goesOn](snapshot)) {
		return hasBegun ? state : { ...state, messageWhile: { goesOn, hasBegun: true } };
	}
	return hasBegun ? { ...state, message: undefined, messageWhile: undefined } : state;
}

const isGoingOn: { readonly [goesOn in Passing]: (snapshot: Snapshot) => boolean } = {
	'blocked-loop': ({ lagMs }) => lagMs > 0,
	fetching: ({ fetches }) => fetches.some(isUnderWay),
};
