import type { RecordingState, Snapshot } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { dispatch } from '../../effects.ts';
import { formatBytes, formatPlural } from '../../format.ts';
import type { Command } from '../../keymap.ts';
import { type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { eraseCharacter, eraseWord, insertText } from '../../text/text-field.ts';

/** Stops the recording that is on; where none is, asks for the file of a new one. */
export function toggleRecording(state: ScreenState, { snapshot, now }: World): Update {
	return snapshot.recording?.status === 'on'
		? { state: say(state, 'stopping the recording…'), effects: [dispatch({ type: 'stop-recording' })] }
		: stay(withPrompt(state, { path: proposedRecording(now()), saving: false }));
}

/** What a recording that begins now would be called, by the clock of whoever is here. */
export function proposedRecording(now: number): string {
	const date = new Date(now);
	const day = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map(twoDigits).join('-');
	const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(twoDigits).join('-');
	return `poetry-lab-${day}T${time}.jsonl`;
}

/** What a command does while the file's name is asked for. */
export function updateRecordPrompt(state: ScreenState, command: Command): Update {
	if (command === 'close') {
		return stay({ ...state, overlay: undefined });
	}
	if (state.overlay?.kind !== 'record' || state.overlay.saving) {
		return stay(state);
	}
	const { path } = state.overlay;
	switch (command) {
		case 'accept':
			return path.trim() === ''
				? stay(state)
				: {
						state: withPrompt(state, { path, saving: true }),
						effects: [dispatch({ type: 'start-recording', path: path.trim() })],
					};
		case 'erase':
			return stay(withPrompt(state, { path: eraseCharacter(path), saving: false }));
		case 'erase-word':
			return stay(withPrompt(state, { path: eraseWord(path), saving: false }));
		case 'erase-all':
			return stay(withPrompt(state, { path: '', saving: false }));
		default:
			return stay(state);
	}
}

/** The file's name with text added at its end. */
export function typeRecordPath(state: ScreenState, text: string): ScreenState {
	return state.overlay?.kind === 'record' && !state.overlay.saving
		? withPrompt(state, { path: insertText(state.overlay.path, text), saving: false })
		: state;
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
	return on.overlay?.kind === 'record' && on.overlay.saving
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
	if (state.overlay?.kind === 'record' && state.overlay.saving) {
		return withPrompt(state, { path: state.overlay.path, saving: false, error: why });
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

function withPrompt(
	state: ScreenState,
	prompt: { readonly path: string; readonly saving: boolean; readonly error?: string },
): ScreenState {
	return { ...state, overlay: { kind: 'record', ...prompt } };
}

function twoDigits(value: number): string {
	return String(value).padStart(2, '0');
}
