import type { RecordingState } from '../../../lab/snapshot/replay-state.ts';
import type { Snapshot } from '../../../lab/snapshot.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { dispatch } from '../../effects.ts';
import { formatBytes, formatClock, formatDay, formatPlural } from '../../format.ts';
import { overlayOf, type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { askForFile } from '../file-prompt/file-prompt.tsx';

/** Stops the recording that is on; where none is, asks for the file of a new one. */
export function toggleRecording(state: ScreenState, { snapshot, now }: World): Update {
	return snapshot.recording?.status === 'on'
		? { state: say(state, 'stopping the recording…'), effects: [dispatch({ type: 'stop-recording' })] }
		: stay(askForFile(state, 'record', proposedRecording(now())));
}

/** The proposed file name of a recording that begins now, in local time. */
export function proposedRecording(now: number): string {
	return `poetry-lab-${formatDay(now)}T${formatClock(now, 's').replaceAll(':', '-')}.jsonl`;
}

/** The state after the lab has told of a recording: that it is on, where it is, or why it stopped. The same where nothing is new. */
export function observeRecording(state: ScreenState, { recording }: Snapshot): ScreenState {
	const known = state.recording;
	const goesOn = recording?.status === 'on' && known?.status === 'on' && recording.path === known.path;
	if (recording === undefined || recording === known || goesOn) {
		return state;
	}
	const noted: ScreenState = { ...state, recording };
	return recording.status === 'on' ? begun(noted, recording) : ended(noted, recording);
}

function begun(state: ScreenState, { path }: RecordingState): ScreenState {
	const on: ScreenState = { ...state, recordingTrouble: undefined };
	return overlayOf(on, 'record')?.saving === true
		? say({ ...on, overlay: undefined }, `recording to ${visibleLine(path)}`)
		: on;
}

function ended(state: ScreenState, { why, path, events, bytes }: RecordingState): ScreenState {
	const held = `${formatPlural(events, 'event')}, ${formatBytes(bytes)}`;
	if (why === undefined) {
		return say(
			state,
			events === 0 ? 'recorded nothing: there is no file' : `${held} are in ${placeWords(path)}`,
			'good',
		);
	}
	const prompt = overlayOf(state, 'record');
	if (prompt?.saving === true) {
		return askForFile(state, 'record', prompt.path, why);
	}
	const left = events === 0 ? '' : `; ${held} are in ${placeWords(path)}`;
	// At once: whatever else was being said can wait.
	return { ...state, message: undefined, recordingTrouble: `recording stopped: ${visibleLine(why)}${left}` };
}

/** The name comes first: where there is no room for all, it is what matters. */
function placeWords(path: string): string {
	const cut = path.lastIndexOf('/');
	const name = path.slice(cut + 1);
	return visibleLine(cut <= 0 ? name : `${name}, in ${path.slice(0, cut)}`);
}
