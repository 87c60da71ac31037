import type { FetchState, PoemSaved } from '../../../lab/lab.ts';
import { visibleLine } from '../../../wire/visible-text.ts';
import { formatPlural } from '../../format.ts';
import type { Command } from '../../keymap.ts';
import { type ScreenState, say, stay, type Update, type World } from '../../state.ts';
import { eraseCharacter, eraseWord, insertText } from '../../text/text-field.ts';

/** Asks for a file's name, with one proposed; or says why there is nothing to save. */
export function openSavePrompt(state: ScreenState, { snapshot: { fetch } }: World): ScreenState {
	if (fetch === undefined) {
		return say(state, 'there is no poem to save yet', 'warning');
	}
	switch (fetch.status) {
		case 'running':
			return say(state, 'the poem is still on its way: save it when it is whole', 'warning');
		case 'failed':
		case 'cancelled':
			return say(state, 'the fetch ended without a whole poem: there is nothing to save', 'warning');
		case 'succeeded':
		case 'fell-back':
			return { ...state, overlay: { kind: 'save-poem', path: proposedName(fetch), saving: false } };
	}
}

/** What a file of this poem would be called: `ecstasy.cummingsify.txt`. */
export function proposedName({ server, address, steps }: FetchState): string {
	const poem = (server ?? address).replace(/^(?:poetry|proxy)\//, '');
	const transforms = steps.filter(({ status }) => status === 'succeeded').map(({ transform }) => transform);
	return [poem, ...transforms, 'txt'].map(fileWord).join('.');
}

/** What a command does while a file's name is asked for. */
export function updateSavePrompt(state: ScreenState, command: Command): Update {
	if (state.overlay?.kind !== 'save-poem' || state.overlay.saving) {
		return command === 'close' ? stay({ ...state, overlay: undefined }) : stay(state);
	}
	const { path } = state.overlay;
	const named = (next: string): Update => stay({ ...state, overlay: { kind: 'save-poem', path: next, saving: false } });
	switch (command) {
		case 'accept':
			return path.trim() === ''
				? stay(state)
				: {
						state: { ...state, overlay: { kind: 'save-poem', path, saving: true } },
						effects: [{ kind: 'save-poem', path: path.trim() }],
					};
		case 'close':
			return stay({ ...state, overlay: undefined });
		case 'erase':
			return named(eraseCharacter(path));
		case 'erase-word':
			return named(eraseWord(path));
		case 'erase-all':
			return named('');
		default:
			return stay(state);
	}
}

/** The file's name with text added at its end. */
export function typePath(state: ScreenState, text: string): ScreenState {
	return state.overlay?.kind === 'save-poem' && !state.overlay.saving
		? { ...state, overlay: { kind: 'save-poem', path: insertText(state.overlay.path, text), saving: false } }
		: state;
}

/** What became of the saving: said in the bottom line, or beside the name that will not do. */
export function poemSaved(state: ScreenState, outcome: PoemSaved): ScreenState {
	if (outcome.saved) {
		const closed = state.overlay?.kind === 'save-poem' ? { ...state, overlay: undefined } : state;
		return say(closed, `saved ${pathEnd(outcome.path)}, ${formatPlural(outcome.bytes, 'byte')}`, 'good');
	}
	if (state.overlay?.kind === 'save-poem') {
		return { ...state, overlay: { kind: 'save-poem', path: state.overlay.path, saving: false, error: outcome.why } };
	}
	return say(state, `not saved: ${visibleLine(outcome.why)}`, 'failed');
}

/** A long path's end, which is what tells it from others. */
function pathEnd(path: string): string {
	const shown = visibleLine(path);
	return shown.length <= 44 ? shown : `…${shown.slice(-43)}`;
}

/** A stranger's word without what steers a file system or a shell. */
const longestWord = 40;

function fileWord(word: string): string {
	const safe = word.replace(/[^\p{L}\p{N}.-]+/gu, '-').replace(/^[.-]+/, '') || 'poem';
	// No file system takes a name of more than 255 bytes.
	return Array.from(safe).slice(0, longestWord).join('');
}
