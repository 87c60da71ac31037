import type { RecordingState } from '../snapshot/replay-state.ts';
import type { Recording } from './recording.ts';

/** The recording with how much it holds by now. That is not told by events, since there would be one for each. */
export function withProgress(state: RecordingState | undefined, { progress }: Recording): RecordingState | undefined {
	const now = progress();
	if (state?.status !== 'on' || !now || now.events === state.events) {
		return state;
	}
	return { ...state, events: now.events, bytes: now.bytes };
}
